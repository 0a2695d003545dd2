"""Why there is no answer. Every error says that nothing was checked."""

from http import HTTPStatus

from .problems import Fault, Problem


class FlipGuardError(Exception):
    """No check took place; the message says why."""


class UnreachableError(FlipGuardError):
    """Nobody answered at the address, or the connection broke."""


class TimedOutError(FlipGuardError):
    """The service gave no answer within the time that the caller allowed."""


class NotFlipGuardError(FlipGuardError):
    """Somebody answered at the address, but not as FlipGuard does."""


class ProblemError(FlipGuardError):
    """The service refused or failed, and said why in `problem`. `retry_after` is in seconds, where it names them."""

    def __init__(self, problem: Problem, retry_after: float | None = None) -> None:
        super().__init__(problem, retry_after)
        self.problem = problem
        self.retry_after = retry_after

    def __str__(self) -> str:
        """Give the detail."""
        return f"{self.problem.detail} ({self.problem.status} {self.problem.title})"

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Each thing that is wrong with the request, where it can be named."""
        return self.problem.errors


class InvalidRequestError(ProblemError):
    """The request can't be answered as it is: `faults` name the fields, what was got and what is allowed."""


class KeyRefusedError(ProblemError):
    """A key is needed, or this one is not for that."""


class RateLimitedError(ProblemError):
    """More was sent than this key or address may send."""


class UnavailableError(ProblemError):
    """The service is too busy or not ready."""


class DeadlinePassedError(ProblemError, TimedOutError):
    """The service did not read the draft in the time that it was given."""


class ServiceFailedError(ProblemError):
    """The service, or a gateway before it, failed."""


_BY_STATUS: dict[int, type[ProblemError]] = {
    HTTPStatus.UNAUTHORIZED: KeyRefusedError,
    HTTPStatus.FORBIDDEN: KeyRefusedError,
    HTTPStatus.TOO_MANY_REQUESTS: RateLimitedError,
    HTTPStatus.SERVICE_UNAVAILABLE: UnavailableError,
    HTTPStatus.GATEWAY_TIMEOUT: DeadlinePassedError,
}


def error_of(problem: Problem, retry_after: float | None = None) -> ProblemError:
    """Give the error that stands for a problem."""
    other = ServiceFailedError if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else InvalidRequestError
    return _BY_STATUS.get(problem.status, other)(problem, retry_after)
