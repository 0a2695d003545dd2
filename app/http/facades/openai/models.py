"""`GET /v1/models`: the names that may be asked for. Clients with a list to choose from, or a connection to test, call it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import Field

from model import Classifier, Relationship

from ...channels import Channels
from ...documentation import problems
from ...loaded_model import LoadedModel
from ...problem_kinds import INVALID_REQUEST, NOT_FOUND, NOT_READY
from ...schemas import Frozen
from .model_names import OWN_NAME, model_asked, unknown_model

PATH = "/v1/models"

router = APIRouter(prefix=PATH, tags=["openai"])


class ModelShown(Frozen):
    """A model name: the released model before some readers."""

    id: str
    object: Literal["model"] = "model"
    created: int = Field(description="When the release was made, in seconds since 1970.")
    owned_by: str = OWN_NAME


class ModelList(Frozen):
    """All names."""

    object: Literal["list"] = "list"
    data: list[ModelShown]


@router.get(
    "",
    summary="List the models, as OpenAI's clients ask for them",
    response_description="A name for each relationship and each channel",
    responses=problems(NOT_READY),
)
async def list_models(classifier: LoadedModel, channels: Channels) -> ModelList:
    """List the names that `/v1/moderations` takes as `model`."""
    names: Iterable[str] = [*Relationship, *(channel.name for channel in channels.all())]
    return ModelList(data=[_shown(f"{OWN_NAME}:{name}", classifier) for name in names])


@router.get(
    "/{name}",
    summary="Show a model, as OpenAI's clients ask for it",
    response_description="The model",
    responses=problems(NOT_FOUND, INVALID_REQUEST, NOT_READY),
)
async def show_model(name: str, classifier: LoadedModel, channels: Channels) -> ModelShown:
    """Show one of the names, or answer that there is no such model."""
    readers = model_asked(name).readers
    if readers and readers.channel and readers.channel not in {channel.name for channel in channels.all()}:
        raise unknown_model(name)
    return _shown(name, classifier)


def _shown(name: str, classifier: Classifier) -> ModelShown:
    return ModelShown(id=name, created=int(datetime.fromisoformat(classifier.manifest.created).timestamp()))
