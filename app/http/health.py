"""`/health/live` and `/health/ready`: what an orchestrator asks before it restarts a process or sends it work."""

from typing import Literal

from fastapi import APIRouter

from .documentation import problems
from .loaded_model import LoadedModel
from .problem_kinds import NOT_READY
from .schemas import Frozen, ModelName

router = APIRouter(prefix="/health", tags=["health"])


class Alive(Frozen):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(Frozen):
    """The model is loaded, so posts can be checked."""

    status: Literal["ready"] = "ready"
    model: ModelName


@router.get("/live", summary="Is the process up?", response_description="It is")
async def live() -> Alive:
    """Answer as long as the process can answer at all. Where this fails, restart it."""
    return Alive()


@router.get("/ready", summary="Can it check posts?", response_description="It can", responses=problems(NOT_READY))
async def ready(classifier: LoadedModel) -> Ready:
    """Answer 200 once the model is loaded. Where this fails, send requests elsewhere."""
    return Ready(model=ModelName(version=classifier.identity.version, digest=classifier.identity.digest))
