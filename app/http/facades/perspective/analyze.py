"""`POST /v1alpha1/comments:analyze`."""

from typing import Annotated

from fastapi import APIRouter, Body

from ...check import CHECK_PROBLEMS
from ...schemas import CheckResponse
from ..judge import JudgeOfRequest
from ..readers import ReadersInHeaders
from .any_media import AnyMediaRoute
from .attributes import refuse_unknown_attributes
from .comment import FIELD, refuse_score_type, text_of
from .community import readers_of
from .examples import ANALYZE
from .languages import SUPPORTED, LanguageNotSupportedError, detected, unsupported
from .schemas import AnalyzeCommentRequest, AnalyzeCommentResponse, AttributeParameters, AttributeScores, Judgement
from .spans import scores_of

PATH = "/v1alpha1/comments:analyze"

_FIELD = "requestedAttributes"

router = APIRouter(tags=["perspective"], route_class=AnyMediaRoute)


@router.post(
    PATH,
    summary="Score a post, as Perspective's clients ask for it",
    response_description="The score of each attribute",
    responses=CHECK_PROBLEMS,
    response_model_exclude_none=True,
)
async def analyze(
    asked: Annotated[AnalyzeCommentRequest, Body(openapi_examples=ANALYZE)],
    judge: JudgeOfRequest,
    headers: ReadersInHeaders,
) -> AnalyzeCommentResponse:
    """Score a post before its readers: `FLIP` is the flip risk, `FLIP_SALE` and the like are the market cues.

    `communityId` says who reads it. Perspective's own attributes are refused as unknown: what they are about is not judged
    here. The post is not stored and not logged, whatever `doNotStore` says. The body is read as JSON whatever its
    Content-Type, since Perspective's own samples send none.
    """
    text, wanted = text_of(asked), _wanted(asked)
    languages = asked.languages or []
    drops = bool(asked.dropUnsupportedAttributes)
    if unsupported(languages, None) and not drops:
        raise LanguageNotSupportedError(next(iter(wanted)), languages, [])
    answer = await judge.one(readers_of(asked.communityId, headers).draft(text), FIELD)
    found = detected(answer)
    scored = not unsupported(languages, answer)
    if not scored and not drops:
        raise LanguageNotSupportedError(next(iter(wanted)), languages, found)
    return AnalyzeCommentResponse(
        attributeScores=_scores(asked, wanted, answer, text) if scored else {},
        languages=languages or ([SUPPORTED] if scored and answer else found),
        detectedLanguages=found,
        clientToken=asked.clientToken,
        sessionId=asked.sessionId,
        flipguard=Judgement.of(answer),
    )


def _wanted(asked: AnalyzeCommentRequest) -> dict[str, AttributeParameters]:
    wanted = {
        name: parameters or AttributeParameters() for name, parameters in (asked.requestedAttributes or {}).items()
    }
    refuse_unknown_attributes(wanted, _FIELD)
    for name, parameters in wanted.items():
        refuse_score_type(name, parameters.scoreType, f"{_FIELD}.{name}.scoreType")
    return wanted


def _scores(
    asked: AnalyzeCommentRequest, wanted: dict[str, AttributeParameters], answer: CheckResponse | None, text: str
) -> dict[str, AttributeScores]:
    """Score what was asked for, without what is below its threshold."""
    scores = {name: scores_of(name, answer, text, bool(asked.spanAnnotations)) for name in wanted}
    return {
        name: each
        for name, each in scores.items()
        if each.summaryScore and each.summaryScore.value >= (wanted[name].scoreThreshold or 0)
    }
