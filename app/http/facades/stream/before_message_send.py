"""`POST /stream/before-message-send`."""

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Query, Request

from model import Verdict

from ...capacity import Timeout
from ...channels import Channels
from ...check import CHECK_PROBLEMS
from ...documentation import problems
from ...problem_kinds import FORBIDDEN
from ...schemas import CheckResponse
from ..judge import Judge, judge_of
from ..readers import Readers, ReadersInHeaders
from .examples import MESSAGES
from .readers import ChannelInAddress, RelationshipInAddress, readers_of
from .schemas import BeforeMessageSend, MessageJudged, Refused
from .signed_body import WebhookRoute

PATH = "/stream/before-message-send"

SECONDS = 1.2
"""In which a message is judged or given up. Stream waits for 1.5 s, and needs some of that for the way there and back."""

_FIELD = "message.text"
_SAID = ("regular", "reply", "")
"""The types of messages that somebody writes."""

router = APIRouter(tags=["stream"], route_class=WebhookRoute)


async def hurried_judge(request: Request, timeout: Timeout = None) -> Judge:
    """Give a judge that is done before Stream stops waiting."""
    return await judge_of(request, min(SECONDS, SECONDS if timeout is None else timeout))


@router.post(
    PATH,
    summary="Judge a message before it is sent, as Stream Chat asks for it",
    response_description="Nothing for a message that may be sent; else the error that its sender sees",
    responses={**CHECK_PROBLEMS, **problems(FORBIDDEN)},
    response_model_exclude_none=True,
)
async def before_message_send(
    sent: Annotated[BeforeMessageSend, Body(openapi_examples=MESSAGES)],
    judge: Annotated[Judge, Depends(hurried_judge)],
    headers: ReadersInHeaders,
    channels: Channels,
    relationship: RelationshipInAddress = None,
    channel: ChannelInAddress = None,
    block: Annotated[
        Literal["flip", "review"], Query(description="From which verdict on a message may not be sent.")
    ] = "flip",
) -> MessageJudged:
    """Refuse a message that flips the relationship, with the reason and the way out for its sender.

    The answer comes within 1.2 s, or the message is given up with 504: Stream then sends it, as it does for any answer but
    200. Where the server knows the app's secret, a body that is not signed with it is refused. The message is neither stored
    nor logged.
    """
    if not sent.message.text or (sent.message.type or "") not in _SAID:
        return MessageJudged()
    readers = readers_of(Readers(relationship, channel), headers, sent.channel, channels)
    answer = await judge.one(readers.draft(sent.message.text, advice=True), _FIELD)
    if answer is None or answer.verdict not in (Verdict.FLIP, Verdict(block)):
        return MessageJudged()
    return MessageJudged(message=Refused(text=_said(answer)))


def _said(answer: CheckResponse) -> str:
    return " ".join((answer.because, *(advice.message for advice in answer.advice[:1])))
