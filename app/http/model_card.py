"""`GET /v1/model`: which model answers, what it was made from and how well it does."""

from typing import Annotated, Any, Self

from fastapi import APIRouter
from pydantic import Field

from model import Classifier, Relationship

from .documentation import problems
from .loaded_model import LoadedModel
from .problem_kinds import NOT_READY
from .schemas import Frozen, ModelName

router = APIRouter(prefix="/v1", tags=["model"])


class Bands(Frozen):
    """The flip risks from which a post is called `review` and `flip`."""

    review: float
    flip: float


class ModelCard(ModelName):
    """The released model's manifest and its card."""

    created: str
    recipe: str
    thresholds: Annotated[
        dict[Relationship, Bands], Field(description="By relationship; under `market` every post is clear.")
    ]
    cue_thresholds: Annotated[dict[str, float], Field(description="The score from which each cue is reported.")]
    corpus: Annotated[dict[str, Any], Field(description="Counts and hashes of what it was made from.")]
    metrics: Annotated[dict[str, Any], Field(description="Figures by data set.")]
    packages: Annotated[dict[str, str], Field(description="The versions that it was made with and loads under.")]
    card: Annotated[str, Field(description="The model card, Markdown: limits, promises, figures, data.")]

    @classmethod
    def of(cls, classifier: Classifier) -> Self:
        """Show the model that a classifier runs."""
        manifest, identity = classifier.manifest, classifier.identity
        return cls(
            version=identity.version,
            digest=identity.digest,
            created=manifest.created,
            recipe=manifest.recipe,
            thresholds={
                relationship: Bands(review=bands.review, flip=bands.flip)
                for relationship, bands in manifest.thresholds.items()
            },
            cue_thresholds=dict(manifest.cue_thresholds),
            corpus=dict(manifest.corpus),
            metrics=dict(manifest.metrics),
            packages=dict(manifest.packages),
            card=classifier.card,
        )


@router.get(
    "/model",
    summary="Show the model that answers",
    response_description="The manifest and the card",
    responses=problems(NOT_READY),
)
async def model_card(classifier: LoadedModel) -> ModelCard:
    """Show what was trained, from what, how well it does and where its limits are."""
    return ModelCard.of(classifier)
