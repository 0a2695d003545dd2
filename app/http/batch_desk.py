"""What happens to each row of a batch: it is counted, judged in its turn, and becomes a line."""

import json
from collections.abc import Mapping
from time import monotonic
from typing import Any

from fastapi import Request
from pydantic import ValidationError

from model import Classifier, InputError

from .batch_rows import Row
from .batch_schemas import BatchDraft, BatchLine
from .capacity import Reader
from .doors import count_post
from .faults import invalid_row
from .json_body import parse_json
from .problems import ProblemError, problem_json
from .refusals import problem_of
from .unexpected import unexpected
from .workroom import DeadlineError


class BatchDesk:
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
        answer = self._reader.answer(draft, self._classifier, until)
        return b'{%b,"result":%b}\n' % (_head(index, draft.id), answer.in_ascii())

    def _problem_line(self, index: int, row: Row | ProblemError, error: ProblemError) -> bytes:
        problem = json.dumps(json.loads(problem_json(error.problem(self._request.scope)))).encode()
        return b'{%b,"error":%b}\n' % (_head(index, _id_in(row)), problem)


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
