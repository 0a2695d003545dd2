"""`POST /v1/batch`: many drafts in, a line for each out, in order; one bad row is one line that says what is wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import APIRouter, Request

from .batch_answer import BatchAnswer, Inbox, Rows
from .batch_desk import BatchDesk
from .batch_rows import Shape, cut_array, cut_lines, shape_of
from .batch_schemas import BATCH_BODY, BatchLine
from .capacity import ReaderOfRequest, ReadingRoute, workroom
from .documentation import problems
from .loaded_model import LoadedModel
from .problem_kinds import (
    BODY_TOO_LARGE,
    BROKEN_BODY,
    INVALID_REQUEST,
    NOT_READY,
    OVERLOADED,
    WRONG_MEDIA_TYPE,
)
from .problems import Fault, ProblemError
from .workroom import LineFullError

BATCH_PATH = "/v1/batch"

router = APIRouter(tags=["check"], route_class=ReadingRoute)


class Batches:
    """Counts the batches that are being read, and refuses more than there may be."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.running = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one batch for as long as the context lasts; raises `LineFullError` where there are enough."""
        if self.running >= self.most:
            raise LineFullError(retry_after=5)
        self.running += 1
        try:
            yield
        finally:
            self.running -= 1


@router.post(
    BATCH_PATH,
    summary="Check many drafts",
    status_code=200,
    response_class=BatchAnswer,
    response_description="A line for each row, in order, sent as soon as it is known",
    responses={
        200: {"model": BatchLine},
        **problems(BROKEN_BODY, BODY_TOO_LARGE, WRONG_MEDIA_TYPE, INVALID_REQUEST, NOT_READY, OVERLOADED),
    },
    openapi_extra={"requestBody": BATCH_BODY},
)
async def batch(request: Request, classifier: LoadedModel, reader: ReaderOfRequest) -> BatchAnswer:
    """Check every row of an array, or of lines, as `/v1/check` would.

    Rows are answered while later ones are still on their way. A row that can't be judged gets a line with an `error`;
    the others are judged all the same. Hang up, and what has not been read never will be.
    """
    headers = request.headers
    shape = shape_of(headers.get("content-type", ""), headers.get("content-encoding", "identity"))
    settings = request.app.state.settings
    inbox = Inbox(request.receive)
    rows = _limited(_rows(inbox, shape, settings.max_body_bytes), settings.max_batch_rows)
    desk = BatchDesk(request, classifier, reader)
    return BatchAnswer(inbox, rows, desk.answer, 2 * workroom(request).threads, request.app.state.batches.one)


async def _rows(inbox: Inbox, shape: Shape, longest: int) -> Rows:
    """Give the rows; a body that breaks off is a problem in the place of what is missing."""
    any_rows = False
    try:
        if shape is Shape.LINES:
            async for row in cut_lines(inbox.chunks(), longest):
                any_rows = True
                yield row
            return
        body = b"".join([chunk async for chunk in inbox.chunks()])
        for row in cut_array(body, longest):
            any_rows = True
            yield row
    except ProblemError as problem:
        if not any_rows:
            raise
        yield problem


async def _limited(rows: Rows, most: int) -> Rows:
    count = 0
    async for row in rows:
        if count == most:
            message = f"A batch may hold {most:,} rows. The rows from here on are not read; send them in another batch."
            yield ProblemError.of(
                INVALID_REQUEST, Fault(field="body", message=message, code="too-many-rows", allowed=most)
            )
            return
        count += 1
        yield row
