"""`POST /v1/batch`: many drafts in, a line for each out, in order; one bad row is one line that says what is wrong."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field, StrictInt, StrictStr, ValidationError

from model import Classifier, InputError

from .batch_answer import BatchAnswer, Inbox, Rows
from .batch_rows import JSON_TYPE, LINES_TYPE, Row, Shape, cut_array, cut_lines, shape_of
from .capacity import Reader, ReaderOfRequest, ReadingRoute, workroom
from .documentation import problems
from .doors import count_post
from .examples import BATCH_REQUEST
from .faults import invalid_row
from .json_body import parse_json
from .judging import judge
from .loaded_model import LoadedModel
from .metrics import metrics_of
from .problem_kinds import (
    BODY_TOO_LARGE,
    BROKEN_BODY,
    INVALID_REQUEST,
    NOT_READY,
    OVERLOADED,
    WRONG_MEDIA_TYPE,
)
from .problems import Fault, Problem, ProblemError, problem_json
from .refusals import problem_of
from .schemas import CheckRequest, CheckResponse, Frozen
from .unexpected import unexpected
from .workroom import DeadlineError, LineFullError

BATCH_PATH = "/v1/batch"

RowId = Annotated[StrictStr, Field(max_length=200)] | StrictInt

router = APIRouter(tags=["check"], route_class=ReadingRoute)


class BatchDraft(CheckRequest):
    """A row: a draft, and a name that comes back with its answer. Other fields are refused."""

    id: RowId | None = Field(default=None, description="Your name for the row, which its line repeats.")


class BatchLine(Frozen):
    """A line of the answer: what `/v1/check` would have answered, or the problem with this row."""

    index: int = Field(ge=0, description="Which row this answers, from 0.")
    id: RowId | None = Field(default=None, description="The row's own `id`, where it had one that could be read.")
    result: CheckResponse | None = Field(default=None, description="The answer; absent where there is an `error`.")
    error: Problem | None = Field(default=None, description="What is wrong; absent where there is a `result`.")


def _row_schema() -> dict[str, Any]:
    schema = BatchDraft.model_json_schema(ref_template="#/components/schemas/{model}")
    return {name: value for name, value in schema.items() if name != "$defs"}


_BODY = {
    "required": True,
    "content": {
        JSON_TYPE: {"schema": {"type": "array", "items": _row_schema()}, "example": BATCH_REQUEST},
        LINES_TYPE: {
            "schema": {"type": "string", "description": "Such an object on each line."},
            "example": "".join(f"{json.dumps(row)}\n" for row in BATCH_REQUEST),
        },
    },
}


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
    openapi_extra={"requestBody": _BODY},
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
    desk = _Desk(request, classifier, reader)
    return BatchAnswer(inbox, rows, desk.answer, 2 * workroom(request).threads, request.app.state.batches.one)


class _Desk:
    """Answers the rows of one batch, in ASCII: some clients take other characters than line feeds for the end of a line."""

    def __init__(self, request: Request, classifier: Classifier, reader: Reader) -> None:
        self._request, self._classifier, self._reader = request, classifier, reader

    async def answer(self, index: int, row: Row | ProblemError) -> bytes:
        """Give the line for a row, whatever is wrong with it."""
        try:
            if isinstance(row, ProblemError):
                raise row
            if index:  # the first row was counted at the door
                await count_post(self._request)
            until = monotonic() + self._reader.seconds
            return await self._reader.read_in_turn(lambda: self._judge(index, row.content, until))
        except (ProblemError, InputError, DeadlineError) as error:
            return self._problem_line(index, row, problem_of(self._request, error))
        except Exception as error:
            return self._problem_line(index, row, unexpected(error, self._request.scope))

    def _judge(self, index: int, content: bytes, until: float) -> bytes:
        draft = _draft(parse_json(content, "row"))
        answer = judge(draft, self._classifier, self._request.app.state.channels, until)
        metrics_of(self._request).judged(answer)
        return b'{%b,"result":%b}\n' % (_head(index, draft.id), answer.model_dump_json(ensure_ascii=True).encode())

    def _problem_line(self, index: int, row: Row | ProblemError, error: ProblemError) -> bytes:
        problem = json.dumps(json.loads(problem_json(error.problem(self._request.scope)))).encode()
        return b'{%b,"error":%b}\n' % (_head(index, _id_in(row)), problem)


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


def _draft(value: Any) -> BatchDraft:
    try:
        return BatchDraft.model_validate(value)
    except ValidationError as error:
        raise invalid_row(error, BatchDraft) from None


def _head(index: int, name: str | int | None) -> bytes:
    """Write what every line starts with."""
    return b'"index":%d' % index + (b"" if name is None else b',"id":%b' % json.dumps(name).encode())


def _id_in(row: Row | ProblemError) -> str | int | None:
    """Find the name of a row that can't be judged, if it has one that may be repeated."""
    if isinstance(row, ProblemError):
        return None
    try:
        value = parse_json(row.content)
        return BatchLine(index=0, id=value.get("id")).id if isinstance(value, Mapping) else None
    except (ProblemError, ValidationError):
        return None
