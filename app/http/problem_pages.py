"""`GET /problems/{name}`: what a problem's `type` points at."""

from fastapi import APIRouter
from pydantic import Field

from .documentation import problems
from .problem_kinds import INVALID_REQUEST, KINDS, NOT_FOUND
from .problems import ProblemError, shown
from .schemas import Frozen

router = APIRouter(prefix="/problems", tags=["problems"])


class ProblemKind(Frozen):
    """A kind of problem, explained."""

    type: str
    title: str
    status: int
    way_out: str = Field(description="What to do about it.")


@router.get(
    "/{name}",
    summary="Explain a kind of problem",
    response_description="The kind, and the way out",
    responses=problems(NOT_FOUND, INVALID_REQUEST),
)
async def explain(name: str) -> ProblemKind:
    """Say what a problem's `type` stands for and what to do about it."""
    kind = KINDS.get(name)
    if kind is None:
        raise ProblemError(
            NOT_FOUND, f"There is no kind of problem called {shown(name)}. There are {', '.join(KINDS)}."
        )
    return ProblemKind(type=kind.type, title=kind.title, status=kind.status, way_out=kind.way_out)
