"""Who may come in: keys, what each may be used for, and how often, looked at before a body is read."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..keys import Key
from ..keys import Scope as Right
from .facades.facade import Facade, facade_of
from .key_ring import KeyRing
from .problem_kinds import FORBIDDEN, KEY_NEEDED, RATE_LIMITED
from .problems import ProblemError
from .rates import RateExceededError, Rates, rate_headers

KEY_HEADER = "X-API-Key"

OPEN_PATHS = ("/", "/health/live", "/health/ready", "/docs", "/openapi.json")
OPEN_FOLDERS = ("/docs/", "/page/", "/problems/")
"""What anybody may see: whether the service is up, and how it is spoken to."""

_RIGHTS = {"/metrics": Right.METRICS, "/v1/admin": Right.ADMIN, "/v1/feedback": Right.FEEDBACK}
"""By the beginning of the path; every other path is for checking."""

_WITHOUT_KEY = frozenset(Right) - {Right.ADMIN}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: the id of a key, or an address where no key is asked for."""

    name: str
    rights: frozenset[Right]
    rate: str | None = None


def is_open(path: str, facade: Facade | None = None) -> bool:
    """Tell whether a path, a facade's or our own, asks for no key."""
    if facade is not None:
        return facade.right_for(path) is None
    return path in OPEN_PATHS or path.startswith(OPEN_FOLDERS)


def right_for(path: str, facade: Facade | None = None) -> Right:
    """Name the right that a path asks for."""
    if facade is not None:
        return facade.right_for(path) or Right.CHECK
    return next(
        (right for start, right in _RIGHTS.items() if path == start or path.startswith(f"{start}/")), Right.CHECK
    )


def caller(request: Request) -> Caller:
    """Give who sent a request."""
    found: Caller = request.scope["state"]["caller"]
    return found


class Doors:
    """Lets a request pass if its key allows it and its owner hasn't sent too many."""

    def __init__(self, app: ASGIApp, ring: KeyRing | None, rates: Rates, open_without_keys: bool) -> None:
        self.app = app
        self.ring = ring
        self.rates = rates
        self.open_without_keys = open_without_keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the key, count the request, and pass it on."""
        if scope["type"] != "http" or is_open(scope["path"], facade_of(scope)):
            await self.app(scope, receive, send)
            return
        right = right_for(scope["path"], facade_of(scope))
        try:
            who = self._who(scope, right)
            headers = await self._counted(who, right)
        except ProblemError as refusal:
            await refusal.response(scope)(scope, receive, send)
            return
        scope.setdefault("state", {})["caller"] = who
        if not headers:
            await self.app(scope, receive, send)
            return

        async def with_rate(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await self.app(scope, receive, with_rate)

    def _who(self, scope: Scope, right: Right) -> Caller:
        if self.ring is None:
            return self._without_key(scope, right)
        key = self._key(self.ring, scope)
        if right not in key.scopes:
            rights = ", ".join(sorted(key.scopes))
            raise ProblemError(FORBIDDEN, f"This key is for {rights}, but {scope['path']} asks for a key for {right}.")
        return Caller(key.id, key.scopes, key.rate)

    def _without_key(self, scope: Scope, right: Right) -> Caller:
        if right is Right.ADMIN:
            raise ProblemError(FORBIDDEN, f"{scope['path']} is closed on a server that asks for no keys.")
        if not self.open_without_keys and _is_reached_from_elsewhere(scope):
            detail = "This server asks for no keys, so it answers on its own machine alone."
            raise ProblemError(FORBIDDEN, f"{detail} FLIPGUARD_KEYS_FILE or FLIPGUARD_OPEN_WITHOUT_KEYS=true opens it.")
        address = scope.get("client") or ("unknown",)
        return Caller(str(address[0]), _WITHOUT_KEY)

    def _key(self, ring: KeyRing, scope: Scope) -> Key:
        presented = _presented(scope)
        if presented is None:
            raise _key_needed(f"{scope['path']} asks for a key. Send it as Authorization: Bearer KEY.")
        key = ring.find(presented)
        if key is None:
            raise _key_needed("This key is not known here. It may have been withdrawn.", "invalid_token")
        if key.has_expired():
            raise _key_needed(f"The key “{key.id}” expired at {key.expires:%Y-%m-%d %H:%M} UTC.", "invalid_token")
        return key

    async def _counted(self, who: Caller, right: Right) -> dict[str, str]:
        if right is not Right.CHECK:
            return {}
        try:
            return rate_headers(await self.rates.count(who.name, who.rate))
        except RateExceededError as error:
            raise _too_often(error) from None


def _too_often(error: RateExceededError) -> ProblemError:
    """Give the problem for a caller that has sent as much as it may."""
    detail = f"As many posts were sent as may be. Go on in {error.retry_after} s."
    return ProblemError(RATE_LIMITED, detail, headers={"Retry-After": str(error.retry_after)})


async def count_post(request: Request) -> None:
    """Count one more post of a request's sender; the first was counted at the door. Raises the problem if it was too many."""
    who = caller(request)
    try:
        await request.app.state.rates.count(who.name, who.rate)
    except RateExceededError as error:
        raise _too_often(error) from None


def _presented(scope: Scope) -> str | None:
    headers = Headers(scope=scope)
    scheme, _, credentials = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials.strip():
        return credentials.strip()
    places: list[tuple[Mapping[str, str], str]] = []
    if facade := facade_of(scope):  # its own places first: X-API-Key may mean something else to its clients
        query = QueryParams(scope.get("query_string", b""))
        places += [(headers, name) for name in facade.key_headers] + [(query, name) for name in facade.key_parameters]
    places.append((headers, KEY_HEADER))
    return next((place[name] for place, name in places if name in place), None)


def _key_needed(detail: str, error: str | None = None) -> ProblemError:
    challenge = 'Bearer realm="flipguard"' + (f', error="{error}"' if error else "")
    return ProblemError(KEY_NEEDED, detail, headers={"WWW-Authenticate": challenge})


def _is_reached_from_elsewhere(scope: Scope) -> bool:
    """Tell whether a request came in through an address that other machines can reach, whatever server runs this."""
    return _is_open_to_others((scope.get("server") or ("",))[0])


@lru_cache(maxsize=64)
def _is_open_to_others(host: str) -> bool:
    try:
        return not ip_address(host).is_loopback
    except ValueError:  # a socket in the file system, or a test's name
        return False
