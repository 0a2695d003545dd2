"""Rows of a JSONL file: read one by one, and given back with what was found, otherwise byte for byte as they came."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, Protocol

MAX_ROW_BYTES = 8 * 1024 * 1024
"""A longer row is passed over, so that a file without line breaks can't fill the memory."""

_WHITE_SPACE = " \t\r\n"
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"


class Readable(Protocol):
    """What lines can be read from."""

    def readline(self, limit: int = -1, /) -> bytes:
        """Read to the end of the line, or as many bytes as the limit says."""


class RowError(Exception):
    """A row that can't be scored. `code` is a stable word for programs, `field` the part at fault."""

    def __init__(self, message: str, *, code: str, field: str = "row") -> None:
        super().__init__(message)
        self.code = code
        self.field = field


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file that isn't blank: its number from 1, its bytes (none if it is too long) and its length."""

    number: int
    content: bytes | None
    length: int


@dataclass(frozen=True, slots=True)
class Row:
    """A JSON object as it was written, and as it was read."""

    written: str
    fields: Mapping[str, Any]

    def with_fields(self, added: Mapping[str, Any]) -> str:
        """Write the row with more fields at its end. Those of the same names are replaced, all others left as written."""
        kept = self.written[1:-1].strip(_WHITE_SPACE)
        if not self.fields.keys().isdisjoint(added):
            kept = ", ".join(member for name, member in _members(self.written) if name not in added)
        new = json.dumps(added, ensure_ascii=False)[1:-1]
        return f"{{{kept}, {new}}}" if kept else f"{{{new}}}"


def read_lines(file: Readable) -> Iterator[Line]:
    """Read the lines of a file without ever holding more than one."""
    number = 0
    while content := file.readline(MAX_ROW_BYTES + 1):
        number += 1
        if len(content) > MAX_ROW_BYTES and not content.endswith(b"\n"):
            yield Line(number, None, len(content) + skip_line(file))
        elif content.strip():
            yield Line(number, content, len(content))


def decode(line: Line) -> str:
    """Give the JSON of a line as it was written; raises `RowError` if it is no text."""
    if line.content is None:
        raise RowError(f"The row is longer than {MAX_ROW_BYTES // 1024**2} MiB.", code="row-too-long")
    try:
        text = line.content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RowError(f"The row is not UTF-8: its byte {error.start + 1} is wrong.", code="not-utf-8") from error
    return (text.removeprefix(_BYTE_ORDER_MARK) if line.number == 1 else text).strip(_WHITE_SPACE)


def parse(written: str) -> Any:
    """Read the JSON value of a row; raises `RowError` if it isn't one."""
    try:
        return json.loads(written, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise RowError(
            f"The row is not JSON: {error.msg[0].lower()}{error.msg[1:]}, at column {error.colno}.", code="broken-json"
        ) from error
    except RecursionError as error:
        raise RowError("The row is nested too deeply.", code="broken-json") from error
    except ValueError as error:
        raise RowError("The row holds a number that can't be read.", code="broken-json") from error


def _refuse_constant(name: str) -> NoReturn:
    raise RowError(f"The row is not JSON: there is no number {name} in it.", code="broken-json")


def skip_line(file: Readable) -> int:
    """Pass over the rest of a line, and give its length in bytes."""
    skipped = 0
    while part := file.readline(MAX_ROW_BYTES):
        skipped += len(part)
        if part.endswith(b"\n"):
            break
    return skipped


def _members(written: str) -> Iterator[tuple[str, str]]:
    """Give the members of a JSON object, which is known to be well formed: the name of each, and all of it as written."""
    decoder = json.JSONDecoder()
    start = _next(written, 1)
    while written[start] != "}":
        name, end = decoder.raw_decode(written, start)
        _, end = decoder.raw_decode(written, _next(written, end, ":"))
        yield name, written[start:end]
        start = _next(written, end, ",")


def _next(written: str, start: int, mark: str = "") -> int:
    """Find the next character of a JSON text that is neither white space nor the mark."""
    return next(index for index in range(start, len(written)) if written[index] not in _WHITE_SPACE + mark)


def encode(written: str) -> bytes:
    """Give the bytes of a row; half of a surrogate pair, which JSON can name but UTF-8 can't hold, is named again."""
    return written.encode("utf-8", "backslashreplace")
