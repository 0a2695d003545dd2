"""A running service over HTTP: asked with patience, and what it says is told apart from what keeps it from saying."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from model import InputError

from .options import KEY_VARIABLE
from .refusal import ServiceError

ATTEMPTS = 4
"""A request is tried so often before the service counts as out of reach."""

LONGEST_WAIT = 20.0
"""Seconds between two tries at most, whatever the service asks for."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others in a moment."""


class _TryAgain(Exception):  # noqa: N818 - it asks for another try
    """A failure that may pass. `after` is how many seconds the service asks to wait."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True, slots=True)
class Service:
    """A running service; `timeout` is in seconds, for one request."""

    url: str
    client: httpx.Client

    @classmethod
    def at(cls, url: str, timeout: float) -> "Service":
        """Name a service by its address. A key for it comes from FLIPGUARD_SERVER_KEY."""
        key = os.environ.get(KEY_VARIABLE)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return cls(url.rstrip("/"), httpx.Client(timeout=timeout, headers=headers, follow_redirects=True))

    def get(self, path: str) -> Any:
        """Ask for a resource; raises `ServiceError`."""
        return self._answer("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a request; raises `ServiceError`, or `InputError` for a text that the service can't judge."""
        return self._answer("POST", path, body)

    def close(self) -> None:
        """Let go of the connection."""
        self.client.close()

    def _answer(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        again = Retrying(
            retry=retry_if_exception_type(_TryAgain), stop=stop_after_attempt(ATTEMPTS), wait=_wait, reraise=True
        )
        try:
            return again(self._once, method, path, body)
        except _TryAgain as error:
            raise ServiceError(f"{self.url} can't be asked: {error}. It was tried {ATTEMPTS} times.") from error

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        try:
            answer = self.client.request(method, self.url + path, json=body)
        except httpx.TimeoutException as error:
            raise _TryAgain(f"no answer within {self.client.timeout.read:g} seconds") from error
        except httpx.TransportError as error:
            raise _TryAgain(str(error).rstrip(".") or type(error).__name__) from error
        except httpx.InvalidURL as error:
            raise ServiceError(f"“{self.url}” is no address: {error}") from error
        if answer.status_code in _PASSING:
            raise _TryAgain(f"it answers {answer.status_code}", _asked_wait(answer))
        if answer.is_error:
            raise self._refusal(answer)
        try:
            return answer.json()
        except ValueError as error:
            raise ServiceError(f"{self.url}{path} doesn't answer as FlipGuard does: it sends no JSON.") from error

    def _refusal(self, answer: httpx.Response) -> Exception:
        try:
            problem = answer.json()
            faults = problem.get("errors") or []
            detail = str(problem["detail"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return ServiceError(f"{self.url} answers {answer.status_code}, and not as FlipGuard does.")
        for fault in faults:
            if fault.get("field") == "text":
                return InputError(fault["message"], field="text", code=fault["code"])
        hint = f" Put a key into {KEY_VARIABLE}." if answer.status_code == httpx.codes.UNAUTHORIZED else ""
        return ServiceError(f"{self.url} answers {answer.status_code}: {detail}{hint}")


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, _TryAgain) else 0.0
    return min(max(asked, wait_random_exponential(multiplier=0.5, max=5.0)(state)), LONGEST_WAIT)


def _asked_wait(answer: httpx.Response) -> float:
    try:
        return float(answer.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0
