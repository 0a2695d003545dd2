"""`POST /v1/feedback`: a verdict was right or wrong, kept durably before it is acknowledged; and its deletion."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, TypeVar
from uuid import uuid4

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, Header, Path, Request, Response

from ..keys import Scope as Right
from ..store import Entry, FeedbackStore, Kept, OtherRequestError, StoreUnavailableError
from .documentation import problems
from .doors import caller
from .feedback_schemas import FeedbackKept, FeedbackRequest
from .json_body import JsonRoute
from .metrics import Metrics, metrics_of
from .problem_kinds import (
    BODY_TOO_LARGE,
    BROKEN_BODY,
    INVALID_REQUEST,
    NOT_FOUND,
    NOT_KEPT,
    WRONG_MEDIA_TYPE,
)
from .problems import Fault, ProblemError

IDEMPOTENCY_HEADER = "Idempotency-Key"
REPLAYED_HEADER = "Idempotency-Replayed"

_CONNECTIONS = 4
_WAITING = 32
_RETRY_AFTER = "5"
_PURGE_SECONDS = 3600

Answer = TypeVar("Answer")

router = APIRouter(prefix="/v1/feedback", tags=["feedback"], route_class=JsonRoute)

_log = logging.getLogger(__name__)


class FeedbackDesk:
    """Calls the store in threads of its own, so that a database that hangs holds up nothing else."""

    def __init__(self, store: FeedbackStore, days: int | None, metrics: Metrics) -> None:
        self._store = store
        self._days = days
        self._metrics = metrics
        self._limiter = CapacityLimiter(_CONNECTIONS)

    async def call(self, work: Callable[[FeedbackStore], Answer]) -> Answer:
        """Give what the store gives; answers 503 where it can't."""
        try:
            if self._limiter.statistics().tasks_waiting >= _WAITING:
                raise StoreUnavailableError("too many requests wait for the database")
            return await to_thread.run_sync(work, self._store, limiter=self._limiter)
        except StoreUnavailableError as error:
            self._metrics.feedback_failures.inc()
            _log.error("Feedback could not be kept or read: %s.", error)
            detail = "The database of feedback can't be used at this moment. Nothing was changed for sure."
            raise ProblemError(NOT_KEPT, detail, headers={"Retry-After": _RETRY_AFTER}) from None

    async def purge_again_and_again(self) -> None:
        """Delete what is older than it may get, now and every hour."""
        days = self._days
        if days is None:
            return
        while True:
            if self._store.exists():
                await self._purge(days)
            await asyncio.sleep(_PURGE_SECONDS)

    async def close(self) -> None:
        """Close the connections."""
        await to_thread.run_sync(self._store.close)

    async def _purge(self, days: int) -> None:
        try:
            before = datetime.now(UTC) - timedelta(days=days)
            if deleted := await to_thread.run_sync(self._store.purge, before):
                _log.info("Deleted %d pieces of feedback that were older than %d days.", deleted, days)
        except StoreUnavailableError as error:
            _log.error("Old feedback could not be deleted: %s.", error)


async def feedback_desk(request: Request) -> FeedbackDesk:
    """Give the application's desk."""
    desk: FeedbackDesk = request.app.state.feedback
    return desk


Desk = Annotated[FeedbackDesk, Depends(feedback_desk)]

IdempotencyKey = Annotated[
    str | None,
    Header(
        alias=IDEMPOTENCY_HEADER,
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="A name of your own for this request. Sent again with the same name, it is kept once.",
    ),
]


@router.post(
    "",
    summary="Say whether a verdict was right",
    status_code=HTTPStatus.CREATED,
    response_description="It is on the disk",
    responses={
        200: {"model": FeedbackKept, "description": "It had been kept before, under the same Idempotency-Key"},
        **problems(BROKEN_BODY, BODY_TOO_LARGE, WRONG_MEDIA_TYPE, INVALID_REQUEST, NOT_KEPT),
    },
)
async def give(
    said: FeedbackRequest, request: Request, response: Response, desk: Desk, key: IdempotencyKey = None
) -> FeedbackKept:
    """Keep a judgement of a verdict. The text is kept only where `keep_text` consents to it.

    The answer comes once it is on the disk. Without an answer, or after 503, send it again with the same `Idempotency-Key`.
    """
    kept = await keep(said, request, desk, key)
    if kept.replayed:
        response.status_code = HTTPStatus.OK
        response.headers[REPLAYED_HEADER] = "true"
    return FeedbackKept(id=kept.entry.id, received=kept.entry.received, text_kept=kept.entry.text is not None)


async def keep(said: FeedbackRequest, request: Request, desk: FeedbackDesk, key: str | None = None) -> Kept:
    """Keep feedback in the name of a request's sender and give what is kept, once it is on the disk.

    Raises a problem where it can't be kept, or where the same `key` came with other feedback before.
    """
    entry = _entry(said, caller(request).name if request.app.state.settings.keys_file else "anonymous", key)
    try:
        kept = await desk.call(lambda store: store.add(entry))
    except OtherRequestError:
        message = "This Idempotency-Key was sent before with another request. Use a new one for each piece of feedback."
        raise ProblemError.of(
            INVALID_REQUEST, Fault(field=IDEMPOTENCY_HEADER, message=message, code="other-request")
        ) from None
    if not kept.replayed:
        metrics_of(request).said(said)
    return kept


@router.delete(
    "/{feedback_id}",
    summary="Delete a piece of feedback",
    status_code=HTTPStatus.NO_CONTENT,
    response_description="It is gone",
    responses=problems(INVALID_REQUEST, NOT_FOUND, NOT_KEPT),
)
async def delete(
    feedback_id: Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The `id` that was answered.")],
    request: Request,
    desk: Desk,
) -> None:
    """Delete a piece of feedback with all that it holds. A key deletes what it gave; a key for `admin` deletes any."""
    who = caller(request)
    sees_all = request.app.state.settings.keys_file is None or Right.ADMIN in who.rights
    if not await desk.call(lambda store: store.delete(feedback_id, None if sees_all else who.name)):
        raise ProblemError(NOT_FOUND, "There is no feedback of yours with this id. It may have been deleted before.")


def _entry(said: FeedbackRequest, author: str, key: str | None) -> Entry:
    document = said.model_dump(mode="json")
    model, grades = said.model, said.grades
    return Entry(
        id=uuid4().hex,
        received=datetime.now(UTC),
        author=author,
        fingerprint=_fingerprint(document),
        relationship=said.relationship.value,
        verdict=said.verdict.value,
        right=said.right,
        label=document["label"],
        comment=said.comment,
        text=said.text,
        flip_risk=said.flip_risk,
        model_version=model.version if model else None,
        model_digest=model.digest if model else None,
        grade_social=grades.social if grades else None,
        grade_mixed=grades.mixed if grades else None,
        market_cues=document["market_cues"],
        social_cues=document["social_cues"],
        idempotency_key=key,
    )


def _fingerprint(document: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
