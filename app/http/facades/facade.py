"""What a facade is: paths of another service's, answered and refused as its clients expect."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from fastapi import APIRouter, Response
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from ...keys import Scope as Right
from ...settings.facade_names import FacadeName
from ..problems import ProblemError

Refuse = Callable[[ProblemError, Scope], Response]
"""Writes a problem as the clients of one service read errors: its status, its headers (`Retry-After` stays), its body."""


@dataclass(frozen=True, slots=True)
class Facade:
    """One service whose clients are understood here.

    `paths` are the beginnings of its paths: at and below them `refuse` writes every refusal, whoever refuses. `rights`
    says for a path, or for those of a route's shape, what its key must be good for, or None if it asks for no key; every
    other path asks for the right to check. A key is taken as a bearer's or from X-API-Key, as everywhere, and from the headers and parameters named here.
    `page_headers` are those that its clients send from pages of other sites, where such pages may call.
    """

    name: FacadeName
    about: str
    router: APIRouter
    paths: tuple[str, ...]
    refuse: Refuse
    rights: Mapping[str, Right | None] = field(default_factory=lambda: MappingProxyType({}))
    key_headers: tuple[str, ...] = ()
    key_parameters: tuple[str, ...] = ()
    page_headers: tuple[str, ...] = ()

    def has(self, path: str) -> bool:
        """Tell whether a path is this facade's."""
        return any(path == start or path.startswith(f"{start}/") for start in self.paths)

    def right_for(self, path: str) -> Right | None:
        """Name the right that a path asks for; None where it is open to all."""
        return next((right for shape, right in self.rights.items() if _paths(shape).fullmatch(path)), Right.CHECK)


@lru_cache(maxsize=64)
def _paths(shape: str) -> re.Pattern[str]:
    """Give the pattern of the paths that a route of this shape takes."""
    return compile_path(shape)[0]


def facade_at(path: str, facades: Iterable[Facade]) -> Facade | None:
    """Find the facade that a path belongs to, if it belongs to one."""
    return next((facade for facade in facades if facade.has(path)), None)


def facade_of(scope: Scope) -> Facade | None:
    """Give the facade that a request came to, if it came to one."""
    found: Facade | None = scope.get("state", {}).get("facade")
    return found


class FacadeOfPath:
    """Notes in a request's state which facade it came to, before anything can refuse it."""

    def __init__(self, app: ASGIApp, facades: tuple[Facade, ...]) -> None:
        self.app = app
        self.facades = facades
        self._beginnings = tuple(path for facade in facades for path in facade.paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Note it, and pass on."""
        # The first look is at all of them at one go: most requests come to none.
        if (
            scope["type"] == "http"
            and scope["path"].startswith(self._beginnings)
            and (facade := facade_at(scope["path"], self.facades))
        ):
            scope.setdefault("state", {}).update(facade=facade, refuse=facade.refuse)
        await self.app(scope, receive, send)
