"""Reads JSON files that hold objects, one a row: in a list, one a line, assigned in a script, or as the turns of dialogues."""

import json
from collections.abc import Iterator, Mapping

from .errors import SourceError
from .rows import Reader, Row, decoded


def read_json_list(content: bytes) -> Iterator[Row]:
    """Yield the objects of the one list."""
    yield from _rows(_parsed(decoded(content)))


def read_json_lines(content: bytes) -> Iterator[Row]:
    """Yield the objects of the lines; an empty line is no row and is not counted."""
    yield from _rows([_parsed(line) for line in decoded(content).split("\n") if line.strip()])


def read_script_list(content: bytes) -> Iterator[Row]:
    """Yield the objects of the list that a script assigns, as the archives that Twitter made for its users do."""
    assigned, bracket, items = decoded(content).partition("[")
    if "=" not in assigned:
        raise SourceError("not a script that assigns a list")
    yield from _rows(_parsed(bracket + items))


def turns_in(name: str) -> Reader:
    """Read a list of dialogues, or an object that holds one under each key, whose turns are the list of objects `name`.

    The turns are the rows, counted through the whole file.
    """

    def read_turns(content: bytes) -> Iterator[Row]:
        dialogues = _parsed(decoded(content))
        for dialogue in _objects(list(dialogues.values()) if isinstance(dialogues, dict) else dialogues):
            yield from _rows(dialogue.get(name))

    return read_turns


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise SourceError(f"not JSON ({error})") from error


def _objects(items: object) -> list[dict[str, object]]:
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SourceError("not a list of objects")
    return items


def _rows(items: object) -> Iterator[Row]:
    return map(_texts, _objects(items))


def _texts(item: Mapping[str, object]) -> Row:
    """Keep those of the fields that are text; a field that is a list of texts becomes their lines."""
    texts = {name: _lines(value) for name, value in item.items()}
    return {name: value for name, value in texts.items() if value is not None}


def _lines(value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    return value if isinstance(value, str) else None
