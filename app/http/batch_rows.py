"""The rows of a batch, cut out of its bytes: each is a row's JSON, or what is wrong at its place.

Lines are cut as they arrive. An array is cut once it has arrived as a whole; it is never parsed at one go, so that no
more than one row of it is held as Python objects.
"""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .problem_kinds import BODY_TOO_LARGE, BROKEN_BODY, WRONG_MEDIA_TYPE
from .problems import Fault, ProblemError, shown

JSON_TYPE = "application/json"
LINES_TYPE = "application/x-ndjson"


class Shape(StrEnum):
    """How rows are laid out in a body."""

    ARRAY = "array"
    LINES = "lines"


_SHAPES = {
    JSON_TYPE: Shape.ARRAY,
    LINES_TYPE: Shape.LINES,
    "application/ndjson": Shape.LINES,
    "application/jsonl": Shape.LINES,
    "application/x-jsonlines": Shape.LINES,
}

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SPACE = b" \t\r\n"

# A string, or a character that opens, closes or parts. What lies between these belongs to a number, a word or a fault,
# which the parser of the row judges.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[\[\]{},]|"', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """The bytes of one row."""

    content: bytes


def shape_of(content_type: str, content_encoding: str) -> Shape:
    """Tell from its headers how a body is laid out; raises a problem if it can't hold a batch."""
    if content_encoding.lower() != "identity":
        message = f"The batch is compressed ({shown(content_encoding)}). Send it as it is, without Content-Encoding."
        raise _wrong_media("content-encoding", message, content_encoding, ["identity"])
    media_type = content_type.split(";", 1)[0].strip().lower()
    if media_type not in _SHAPES:
        sent = f"is sent as {shown(media_type)}" if media_type else "has no Content-Type"
        message = f"The batch {sent}. Send an array as {JSON_TYPE}, or one JSON object a line as {LINES_TYPE}."
        raise _wrong_media("content-type", message, media_type, list(_SHAPES))
    return _SHAPES[media_type]


async def cut_lines(chunks: AsyncIterator[bytes], longest: int) -> AsyncIterator[Row | ProblemError]:
    """Cut lines as they arrive; blank ones are left out. A line of more than `longest` bytes is a problem in its place."""
    rest, skipping = b"", False
    first = True
    async for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            if not skipping and (row := _line(line, longest, first)):
                yield row
            skipping = first = False
        if len(_content(rest, first)) > longest:
            if not skipping:
                yield _too_long(longest)
            rest, skipping = b"", True
    if not skipping and (row := _line(rest, longest, first)):
        yield row


def cut_array(body: bytes, longest: int) -> Iterator[Row | ProblemError]:
    """Cut the elements out of an array.

    Raises a problem if the body is no array at all. Where one begins but breaks off or an element is longer than
    `longest` bytes, a problem is the last row: what follows it can't be told apart.
    """
    body = body.removeprefix(_BYTE_ORDER_MARK).strip(_SPACE)
    if not body.startswith(b"["):
        raise _no_array(body)
    return _elements(body, longest)


def _elements(body: bytes, longest: int) -> Iterator[Row | ProblemError]:
    depth, start = 0, 1
    for token in _TOKEN.finditer(body):
        mark = token[0]
        if mark == b'"' or (depth == 1 and mark == b"}"):
            break
        if token.end() - start > longest + 1:
            yield _too_long(longest, " The rows that follow it in the array are not read; send one row a line instead.")
            return
        if depth == 1 and mark in (b",", b"]"):
            content = body[start : token.start()].strip(_SPACE)
            if content or mark == b"," or start > 1:
                yield Row(content)
            start = token.end()
        depth += (mark in (b"[", b"{")) - (mark in (b"]", b"}"))
        if depth == 0:
            if token.end() < len(body):
                yield _broken("Something follows the end of the array. It is not read.")
            return
    yield _broken("The array is not closed as it should be. The rows from here on are not read.")


def _line(line: bytes, longest: int, first: bool) -> Row | ProblemError | None:
    content = _content(line, first)
    if len(content) > longest:
        return _too_long(longest)
    return Row(content) if content else None


def _content(line: bytes, first: bool) -> bytes:
    """Take off what is not the row's own: the mark before the first line, space around any. It does not count as the row's length."""
    return (line.removeprefix(_BYTE_ORDER_MARK) if first else line).strip(_SPACE)


def _no_array(body: bytes) -> ProblemError:
    if body.startswith(b"{"):
        advice = f"For one post there is /v1/check; one object a line is sent as {LINES_TYPE}."
        return _broken(f"The body is an object, but must be an array. {advice}", "wrong-type")
    return _broken(
        "The body must be a JSON array: it starts with “[”." if body else "The body is empty. Send an array."
    )


def _broken(message: str, code: str = "not-json") -> ProblemError:
    return ProblemError.of(BROKEN_BODY, Fault(field="body", message=message, code=code))


def _too_long(longest: int, more: str = "") -> ProblemError:
    message = f"The row has more than {longest:,} bytes.{more}"
    return ProblemError.of(BODY_TOO_LARGE, Fault(field="body", message=message, code="row-too-large", allowed=longest))


def _wrong_media(field: str, message: str, got: str, allowed: list[str]) -> ProblemError:
    fault = Fault(field=field, message=message, code=f"wrong-{field}", got=shown(got) or None, allowed=allowed)
    return ProblemError.of(WRONG_MEDIA_TYPE, fault)
