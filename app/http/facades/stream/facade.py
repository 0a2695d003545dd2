"""The facade, put together."""

from fastapi import Response
from starlette.types import Scope

from ...problems import ProblemError, ProblemResponse
from ..facade import Facade
from . import before_message_send


def _refuse(error: ProblemError, scope: Scope) -> Response:
    """Stream reads no more of a refusal than its status: the message is sent all the same. Its log gets our own document."""
    return ProblemResponse(error.problem(scope), error.headers)


FACADE = Facade(
    name="stream",
    about="What Stream Chat calls before it sends a message: give its path to your app as `before_message_send_hook_url`.",
    router=before_message_send.router,
    paths=(before_message_send.PATH,),
    refuse=_refuse,
    key_parameters=("key",),  # Stream sends its own key as X-Api-Key
)
