"""`POST /v1/check`: one draft in, one verdict out."""

from typing import Annotated

from fastapi import APIRouter, Body

from model import Classifier, Relationship, Scores

from .documentation import problems
from .examples import CHECK_ANSWERS, CHECK_REQUESTS
from .json_body import JsonRoute
from .loaded_model import LoadedModel
from .problem_kinds import BODY_TOO_LARGE, BROKEN_BODY, INVALID_REQUEST, NOT_READY, WRONG_MEDIA_TYPE
from .schemas import CheckRequest, CheckResponse, RiskBefore, RiskByRelationship

router = APIRouter(prefix="/v1", tags=["check"], route_class=JsonRoute)


@router.post(
    "/check",
    summary="Check a draft before it is published",
    response_description="The verdict, with its reason and its evidence",
    responses={
        200: {"content": {"application/json": {"examples": CHECK_ANSWERS}}},
        **problems(BROKEN_BODY, BODY_TOO_LARGE, WRONG_MEDIA_TYPE, INVALID_REQUEST, NOT_READY),
    },
)
def check(
    draft: Annotated[CheckRequest, Body(openapi_examples=CHECK_REQUESTS)], classifier: LoadedModel
) -> CheckResponse:
    """Say whether a draft is likely to flip a social relationship into a market one, and why.

    The text is not stored and not logged.
    """
    # This function is not async: reading a post takes a while, so FastAPI runs it in a thread beside the event loop.
    assessment = classifier.assess(draft.text, draft.relationship or Relationship.SOCIAL)
    return CheckResponse.of(assessment, draft.text, _before_all(classifier, assessment.scores))


def _before_all(classifier: Classifier, scores: Scores) -> RiskByRelationship:
    def before(relationship: Relationship) -> RiskBefore:
        risk = scores.flip_risk(relationship)
        return RiskBefore(flip_risk=risk, verdict=classifier.verdict(risk, relationship))

    return RiskByRelationship(
        social=before(Relationship.SOCIAL), mixed=before(Relationship.MIXED), market=before(Relationship.MARKET)
    )
