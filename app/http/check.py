"""`POST /v1/check`: one draft in, one verdict out."""

from time import monotonic
from typing import Annotated

from fastapi import APIRouter, Body, Request

from .capacity import Reader, ReadingRoute, Timeout
from .channels import known_channels
from .documentation import problems
from .examples import CHECK_ANSWERS, CHECK_REQUESTS
from .judging import judge
from .loaded_model import loaded_model
from .problem_kinds import (
    BODY_TOO_LARGE,
    BROKEN_BODY,
    DEADLINE_PASSED,
    INVALID_REQUEST,
    NOT_READY,
    OVERLOADED,
    WRONG_MEDIA_TYPE,
)
from .schemas import CheckRequest, CheckResponse

router = APIRouter(prefix="/v1", tags=["check"], route_class=ReadingRoute)

CHECK_PROBLEMS = problems(
    BROKEN_BODY, BODY_TOO_LARGE, WRONG_MEDIA_TYPE, INVALID_REQUEST, NOT_READY, OVERLOADED, DEADLINE_PASSED
)


@router.post(
    "/check",
    summary="Check a draft before it is published",
    response_description="The verdict, with its reason, its evidence and the way out",
    responses={200: {"content": {"application/json": {"examples": CHECK_ANSWERS}}}, **CHECK_PROBLEMS},
)
async def check(
    request: Request,
    draft: Annotated[CheckRequest, Body(openapi_examples=CHECK_REQUESTS)],
    timeout: Timeout = None,
) -> CheckResponse:
    """Say whether a draft is likely to flip a social relationship into a market one, why, and what would help.

    The text is not stored and not logged.
    """
    # Called here and not depended on: FastAPI takes longer to resolve four dependencies than to do all else.
    reader, classifier = Reader(request, timeout), await loaded_model(request)
    channels = await known_channels(request)
    until = monotonic() + reader.seconds
    return await reader.read(lambda: judge(draft, classifier, channels, until))
