"""`POST /v1alpha1/comments:suggestscore`."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from ...capacity import ReadingRoute
from ...check import CHECK_PROBLEMS
from ...documentation import problems
from ...doors import count_post
from ...feedback import REPLAYED_HEADER, Desk, IdempotencyKey, keep
from ...problem_kinds import NOT_KEPT, NOT_READY, OVERLOADED
from ..judge import JudgeOfRequest
from ..readers import ReadersInHeaders
from .attributes import FLIP
from .comment import FIELD, empty, text_of
from .community import readers_of
from .examples import SUGGEST
from .languages import LanguageNotSupportedError, detected, unsupported
from .schemas import FeedbackNoted, SuggestCommentScoreRequest, SuggestCommentScoreResponse
from .suggestion import feedback_from, refuse_bad_scores

PATH = "/v1alpha1/comments:suggestscore"

router = APIRouter(tags=["perspective"], route_class=ReadingRoute)


@router.post(
    PATH,
    summary="Say what the scores of a post should have been, as Perspective's clients do",
    response_description="The suggestion is on the disk",
    responses={**CHECK_PROBLEMS, **problems(NOT_READY, OVERLOADED, NOT_KEPT)},
    response_model_exclude_none=True,
)
async def suggest_score(
    asked: Annotated[SuggestCommentScoreRequest, Body(openapi_examples=SUGGEST)],
    request: Request,
    response: Response,
    judge: JudgeOfRequest,
    headers: ReadersInHeaders,
    desk: Desk,
    key: IdempotencyKey = None,
) -> SuggestCommentScoreResponse:
    """Keep what the scores should have been, as feedback on the verdict that the post gets now.

    The post is read for that, so it counts as one that was checked. Its text is kept only where `doNotStore` is sent as
    false; left out, the suggestion is kept without it.
    """
    text, scores = text_of(asked), asked.attributeScores or {}
    refuse_bad_scores(scores)
    await count_post(request)
    answer = await judge.one(readers_of(asked.communityId, headers).draft(text), FIELD)
    languages, found = asked.languages or [], detected(answer)
    if unsupported(languages, answer):
        raise LanguageNotSupportedError(FLIP, languages, found)
    if answer is None:
        raise empty("Comment must be non-empty. It holds no words, so there is nothing to learn from it.")
    said = feedback_from(scores, answer, judge.classifier, text if asked.doNotStore is False else None)
    kept = await keep(said, request, desk, key)
    if kept.replayed:
        response.headers[REPLAYED_HEADER] = "true"
    return SuggestCommentScoreResponse(
        requestedLanguages=languages,
        detectedLanguages=found,
        clientToken=asked.clientToken,
        sessionId=asked.sessionId,
        flipguard=FeedbackNoted(id=kept.entry.id, textKept=kept.entry.text is not None),
    )
