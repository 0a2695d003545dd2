"""When a request is sent again: where waiting helps, after as long as the service asks, and never past the deadline."""

from typing import Any

from tenacity import RetryCallState, retry_if_exception, stop_after_attempt, stop_before_delay, wait_random_exponential

from .errors import ProblemError, UnreachableError
from .wire import Deadline

_PASSING = frozenset({429, 502, 503})
"""Answers that may be others in a moment. 504 is none: the time is up."""

_jitter = wait_random_exponential(multiplier=0.2, max=5.0)


def again(attempts: int, deadline: Deadline) -> dict[str, Any]:
    """Give the arguments of tenacity's `Retrying` or `AsyncRetrying` for one call."""
    return {
        "retry": retry_if_exception(_may_pass),
        "wait": _wait,
        "stop": stop_after_attempt(attempts) | stop_before_delay(deadline.left()),
        "reraise": True,
    }


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, UnreachableError) or (isinstance(error, ProblemError) and error.status in _PASSING)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.retry_after if isinstance(error, ProblemError) else None
    return (asked or 0.0) + _jitter(state)
