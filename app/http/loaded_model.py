"""The model that requests are answered with."""

from typing import Annotated

from fastapi import Depends, Request

from model import Classifier

from .problem_kinds import NOT_READY
from .problems import ProblemError


async def loaded_model(request: Request) -> Classifier:
    """Give the loaded classifier, or answer that the service is not ready."""
    classifier: Classifier | None = request.app.state.classifier
    if classifier is None:
        raise ProblemError(
            NOT_READY, "The model is not loaded yet, so no post can be checked.", headers={"Retry-After": "1"}
        )
    return classifier


LoadedModel = Annotated[Classifier, Depends(loaded_model)]
