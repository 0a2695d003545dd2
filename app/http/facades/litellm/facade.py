"""The facade, put together."""

from fastapi import Response
from starlette.types import Scope

from ...problems import ProblemError, ProblemResponse
from ..facade import Facade
from . import guardrail


def _refuse(error: ProblemError, scope: Scope) -> Response:
    """LiteLLM reads no more of a refusal than its status: 503 and 504 mean “unreachable”. Its log gets our own document."""
    return ProblemResponse(error.problem(scope), error.headers)


FACADE = Facade(
    name="litellm",
    about="What LiteLLM's generic guardrail API finds here: give it this service's address as its `api_base`.",
    router=guardrail.router,
    paths=(guardrail.PATH,),
    refuse=_refuse,
)
