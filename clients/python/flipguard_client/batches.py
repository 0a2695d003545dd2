"""Many drafts: cut into requests of a bounded size, each sent again from where it broke off."""

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import ValidationError

from .answers import Answer
from .drafts import Draft, written
from .errors import NotFlipGuardError, UnreachableError
from .kept import Kept
from .problems import Problem

MAX_BYTES = 1_000_000
"""A request holds no more than this, unless a single row does. The service's own limit is higher."""


class Row(Kept):
    """One row's line: its place among all rows, its own `id`, and either an answer or the problem with it."""

    index: int
    id: str | int | None = None
    result: Answer | None = None
    error: Problem | None = None


@dataclass(slots=True)
class Slice:
    """Rows for one request, as lines; `first` is the place of the first that is still unanswered."""

    first: int
    lines: list[bytes] = field(default_factory=list)

    @property
    def content(self) -> bytes:
        """The lines that are still unanswered."""
        return b"".join(line + b"\n" for line in self.lines)

    def take(self, line: str) -> Row:
        """Read the line that answers the next row; raises `NotFlipGuardError` if it is none."""
        try:
            row = Row.model_validate_json(line)
        except ValidationError as error:
            raise NotFlipGuardError(
                "A line of the batch's answer is no answer to a row. Is the address right?"
            ) from error
        if not self.lines:
            raise NotFlipGuardError("The batch's answer has more lines than there were rows. Is the address right?")
        placed = row.model_copy(update={"index": self.first})
        self.first += 1
        del self.lines[0]
        return placed

    @contextmanager
    def resumable(self) -> Iterator[None]:
        """Let a connection break while rows are answered, so that the rest can be sent again; raises if none was."""
        first, broke = self.first, None
        try:
            yield
        except UnreachableError as error:
            broke = error
        if self.first == first:
            raise broke or NotFlipGuardError("The batch's answer has no lines. Is the address right?")


class Slicer:
    """Gathers rows until there are enough for a request."""

    def __init__(self, rows_at_once: int) -> None:
        if rows_at_once < 1:
            raise ValueError(f"rows_at_once is {rows_at_once}, but must be 1 or more.")
        self._most = rows_at_once
        self._slice = Slice(0)
        self._bytes = 0

    def add(self, row: str | Draft) -> Slice | None:
        """Take a row; gives the rows before it once they are enough."""
        line = written({"text": row} if isinstance(row, str) else row)
        full = len(self._slice.lines) == self._most or self._bytes + len(line) > MAX_BYTES
        done = self._next() if full and self._slice.lines else None
        self._slice.lines.append(line)
        self._bytes += len(line) + 1
        return done

    def rest(self) -> Slice | None:
        """Give the rows that are left."""
        return self._slice if self._slice.lines else None

    def _next(self) -> Slice:
        done = self._slice
        self._slice, self._bytes = Slice(done.first + len(done.lines)), 0
        return done


def slices(rows: Iterable[str | Draft], rows_at_once: int) -> Iterator[Slice]:
    """Cut rows into requests, holding no more than one of them."""
    slicer = Slicer(rows_at_once)
    for row in rows:
        if full := slicer.add(row):
            yield full
    if rest := slicer.rest():
        yield rest


async def slices_of_either(
    rows: Iterable[str | Draft] | AsyncIterable[str | Draft], rows_at_once: int
) -> AsyncIterator[Slice]:
    """Cut rows that may themselves have to be waited for."""
    if isinstance(rows, Iterable):
        for piece in slices(rows, rows_at_once):
            yield piece
        return
    slicer = Slicer(rows_at_once)
    async for row in rows:
        if full := slicer.add(row):
            yield full
    if rest := slicer.rest():
        yield rest
