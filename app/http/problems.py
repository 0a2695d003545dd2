"""Problems: every refusal and every failure is one RFC 9457 document that says what is wrong and what to do.

Messages and `got` may name a field, a count or a short value, never the post's text.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from .problem_kinds import Kind

PROBLEM_MEDIA_TYPE = "application/problem+json"

SHOWN_LENGTH = 40
"""Longest value of the sender's that an answer repeats, in code points."""


class Fault(BaseModel):
    """One thing that is wrong with a request."""

    model_config = ConfigDict(frozen=True)

    field: str = Field(description="The field at fault, dotted where it lies deeper; `body` is the body as a whole.")
    message: str = Field(description="What is wrong and how to put it right, in a sentence for people.")
    code: str = Field(description="What is wrong, in a stable word for programs.")
    got: str | int | None = Field(
        default=None, description="What was sent, where that is short: a value, a kind, a count. Never the post's text."
    )
    allowed: list[str] | int | None = Field(default=None, description="What may be sent: the values, or the most.")


class Problem(BaseModel):
    """A problem document after RFC 9457."""

    model_config = ConfigDict(frozen=True)

    type: str = Field(description="Identifies the kind of problem: a path of this service where it is explained.")
    title: str = Field(description="The kind in words, the same each time.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What is wrong this time, for people.")
    instance: str = Field(description="This very request: its path and, after `#`, its X-Request-Id.")
    errors: list[Fault] | None = Field(default=None, description="Each thing that is wrong, where it can be named.")


class ProblemError(HTTPException):
    """Raised anywhere behind the door to answer with a problem."""

    def __init__(
        self, kind: Kind, detail: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind.status, detail, headers)
        self.kind = kind
        self.faults = tuple(faults)

    @classmethod
    def of(cls, kind: Kind, fault: Fault, headers: Mapping[str, str] | None = None) -> "ProblemError":
        """Make the problem that a single fault says all about."""
        return cls(kind, fault.message, (fault,), headers)

    def response(self, scope: Scope) -> Response:
        """Give the answer to the request of this scope, and leave there which kind of problem it is.

        A request that came to a facade has the facade's own way to refuse in its state.
        """
        state = scope.setdefault("state", {})
        state["problem"] = self.kind.name
        if refuse := state.get("refuse"):
            refusal: Response = refuse(self, scope)
            return refusal
        return ProblemResponse(self.problem(scope), self.headers)

    def problem(self, scope: Scope) -> Problem:
        """Give the document for the request of this scope."""
        return Problem(
            type=self.kind.type,
            title=self.kind.title,
            status=self.kind.status,
            detail=self.detail,
            instance=instance(scope),
            errors=list(self.faults) or None,
        )


class ProblemResponse(Response):
    """A problem document on its way out."""

    media_type = PROBLEM_MEDIA_TYPE

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(problem, problem.status, headers)

    def render(self, content: Any) -> bytes:
        """Write the document."""
        return problem_json(content)


def problem_json(problem: Problem) -> bytes:
    """Write a problem in UTF-8. Half a surrogate pair, which UTF-8 can't hold, becomes a question mark."""
    document = problem.model_dump(mode="python", exclude_none=True)
    return json.dumps(document, ensure_ascii=False).encode("utf-8", errors="replace")


def instance(scope: Scope) -> str:
    """Name a request by its path and its id. The query is left out: it may hold a key."""
    path = quote(scope["path"], errors="replace")
    request_id = scope.get("state", {}).get("request_id")
    return f"{path}#{request_id}" if request_id else path


def shown(value: str) -> str:
    """Shorten a value of the sender's so that an answer may repeat it."""
    return value if len(value) <= SHOWN_LENGTH else value[: SHOWN_LENGTH - 1] + "…"
