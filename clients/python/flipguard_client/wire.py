"""How a service is spoken to: its address, the key, the deadline of a request, and what its answer means."""

import platform
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from time import monotonic, time
from typing import Any

import httpx
from pydantic import ValidationError

from .errors import FlipGuardError, NotFlipGuardError, TimedOutError, UnreachableError, error_of
from .problems import Problem
from .questions import Question, Said

TIMEOUT_HEADER = "X-Request-Timeout"
PROBLEM_TYPE = "application/problem+json"

_SHARE_FOR_SERVICE = 0.9
"""How much of the time left the service gets: with the rest its answer, or its own refusal, arrives in time."""


class Deadline:
    """The moment at which an answer is of no use any more, `seconds` from when it was made."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = monotonic() + seconds

    def left(self) -> float:
        """Give the seconds that are left, a hundredth at least."""
        return max(self._until - monotonic(), 0.01)


@dataclass(frozen=True, slots=True)
class Wire:
    """An address with all that is said to it in every request; raises `ValueError` for one that can't be used."""

    address: str
    timeout: float
    attempts: int
    headers: Mapping[str, str] = field(repr=False)

    @classmethod
    def to(cls, address: str, key: str | None, timeout: float, attempts: int, user_agent: str | None) -> "Wire":
        """Look at what a client is made with."""
        if not address.startswith(("http://", "https://")):
            raise ValueError(f"address is “{address}”, but must start with http:// or https://.")
        if not timeout > 0:
            raise ValueError(f"timeout is {timeout}, but must be a number of seconds above 0.")
        if attempts < 1:
            raise ValueError(f"attempts is {attempts}, but must be 1 or more.")
        named = {"User-Agent": f"{user_agent} {_own_name()}" if user_agent else _own_name()}
        headers = {**named, "Authorization": f"Bearer {key}"} if key else named
        return cls(address.rstrip("/"), timeout, attempts, headers)

    def deadline(self, timeout: float | None) -> Deadline:
        """Start the clock for one call."""
        return Deadline(self.timeout if timeout is None else timeout)

    def request(self, question: Question[Any], deadline: Deadline) -> dict[str, Any]:
        """Give what httpx sends for a question in the time that is left."""
        left = deadline.left()
        return {
            "method": question.method,
            "url": self.address + question.path,
            "content": question.content,
            "headers": {**self.headers, **question.headers, TIMEOUT_HEADER: f"{left * _SHARE_FOR_SERVICE:.3f}"},
            "timeout": left,
        }

    @contextmanager
    def plainly(self, deadline: Deadline) -> Iterator[None]:
        """Say in words of our own what keeps httpx from an answer."""
        try:
            yield
        except httpx.TimeoutException as error:
            raise TimedOutError(f"{self.address} gave no answer within {deadline.seconds:g} s.") from error
        except httpx.TransportError as error:
            why = str(error).rstrip(".") or type(error).__name__
            raise UnreachableError(f"{self.address} can't be reached: {why}.") from error
        except httpx.InvalidURL as error:
            raise UnreachableError(f"“{self.address}” is no address: {error}.") from error

    def read(self, question: Question[Said], response: httpx.Response) -> Said:
        """Read the value that answers a question; raises `ProblemError` or `NotFlipGuardError`."""
        if not response.is_success:
            raise self.refusal(response)
        try:
            return question.answer.model_validate_json(response.content)
        except ValidationError as error:
            raise self.not_flipguard(f"{question.path} with something else than {_shown(error)}") from error

    def refusal(self, response: httpx.Response) -> FlipGuardError:
        """Tell what an answer means that is none. Its body must have been read."""
        if response.headers.get("content-type", "").startswith(PROBLEM_TYPE):
            try:
                return error_of(Problem.model_validate_json(response.content), retry_after(response))
            except ValidationError:
                pass
        if response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS:
            detail = f"{self.address} answers {response.status_code} without a reason."
            made = Problem(title=response.reason_phrase or "Failed", status=response.status_code, detail=detail)
            return error_of(made, retry_after(response))
        return self.not_flipguard(f"{response.status_code} {response.reason_phrase}".rstrip())

    def not_flipguard(self, what: str) -> NotFlipGuardError:
        """Make the error for an address where something else answers."""
        return NotFlipGuardError(f"{self.address} doesn't answer as FlipGuard does: {what}. Is the address right?")


def retry_after(response: httpx.Response) -> float | None:
    """Give the seconds that an answer asks to wait, which it names as a number or as a date."""
    value = response.headers.get("retry-after", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time())
    except ValueError:
        return None


def _shown(error: ValidationError) -> str:
    place = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in place["loc"])
    return f"{error.title} ({where}: {place['msg']})" if where else f"{error.title} ({place['msg']})"


def _own_name() -> str:
    try:
        ours = version("flipguard-client")
    except PackageNotFoundError:  # it lies beside the program that uses it
        ours = "0"
    return f"flipguard-client/{ours} httpx/{httpx.__version__} python/{platform.python_version()}"
