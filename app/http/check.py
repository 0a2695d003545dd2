"""`POST /v1/check`: one draft in, one verdict out."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from fastapi.routing import APIRoute

from .batch_rows import JSON_TYPE
from .capacity import Reader, ReadingRoute, Timeout
from .documentation import problems
from .examples import CHECK_ANSWERS, CHECK_REQUESTS
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
    response_model=CheckResponse,
    response_description="The verdict, with its reason, its evidence and the way out",
    responses={200: {"content": {"application/json": {"examples": CHECK_ANSWERS}}}, **CHECK_PROBLEMS},
)
async def check(
    request: Request,
    draft: Annotated[CheckRequest, Body(openapi_examples=CHECK_REQUESTS)],
    timeout: Timeout = None,
) -> Response:
    """Say whether a draft is likely to flip a social relationship into a market one, why, and what would help.

    The text is not stored and not logged.
    """
    # Called here and not depended on: FastAPI takes longer to resolve dependencies than to do all else.
    answer = await Reader(request, timeout).read(draft, await loaded_model(request))
    return Response(answer.body, media_type=JSON_TYPE)


ROUTE = next(route for route in router.routes if isinstance(route, APIRoute))
