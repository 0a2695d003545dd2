"""`POST /v1/moderations`."""

from fastapi import APIRouter, Request

from ...capacity import ReadingRoute
from ...check import CHECK_PROBLEMS
from ...documentation import problems
from ...problem_kinds import NOT_FOUND
from ..judge import JudgeOfRequest
from ..readers import ReadersInHeaders
from .model_names import model_asked, name_of, readers_of
from .schemas import Moderation, ModerationRequest, ModerationResult

PATH = "/v1/moderations"

router = APIRouter(tags=["openai"], route_class=ReadingRoute)


@router.post(
    PATH,
    summary="Moderate posts, as OpenAI's clients ask for it",
    response_description="A result for each post",
    responses={**CHECK_PROBLEMS, **problems(NOT_FOUND)},
)
async def moderate(
    asked: ModerationRequest,
    request: Request,
    judge: JudgeOfRequest,
    headers: ReadersInHeaders,
) -> Moderation:
    """Judge a post, several posts, or a post in parts, and answer in OpenAI's shape.

    A post is flagged where the verdict is `flip`. OpenAI's own categories are answered false: what they are about is not
    judged here. The texts are not stored and not logged.
    """
    wanted = model_asked(asked.model)
    readers = readers_of(wanted, headers)
    drafts = [readers.draft(text).model_copy(update={"model": wanted.release}) for text in asked.input.texts]
    answers = await judge.each(drafts, asked.input.fields)
    return Moderation(
        id=f"modr-{request.state.request_id}",
        model=name_of(readers, judge.classifier.identity.version),
        results=[ModerationResult.of(answer) for answer in answers],
    )
