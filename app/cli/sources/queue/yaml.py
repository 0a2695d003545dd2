"""YAML as a tree, each character of a scalar tied to the file however it is written: plain, quoted, literal or folded."""

import re
from collections.abc import Iterator

import yaml

from model import Span

from ..document import Document
from ..prose import Prose
from .tree import Branch, Leaf, Node, TreeError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)", re.DOTALL)
_BLOCK_HEAD = re.compile(r"[|>][^\n]*\n")


def read_yaml(document: Document, within: Span | None = None) -> Iterator[Node]:
    """Read each document of a YAML stream, which is the whole text or a stretch of it; raises `TreeError`."""
    within = within or Span(0, len(document.text))
    text = within.of(document.text)
    first = document.position(within.start).line
    try:
        for node in yaml.compose_all(text, Loader=_LOADER):
            if node is not None:
                yield _Reader(text, within.start, first).tree(node)
    except RecursionError:
        raise TreeError("It is nested too deeply to be read.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it breaks off"
        where = (mark.line + first, mark.column + 1) if mark else (None, None)
        raise TreeError(f"It is not YAML: {reason}.", *where) from None


class _Reader:
    """Turns nodes into trees. An alias stands for the very node that it names, so each is turned once."""

    def __init__(self, text: str, offset: int, first_line: int) -> None:
        self._text, self._offset, self._first_line = text, offset, first_line
        self._known: dict[int, Node] = {}
        self._open: set[int] = set()

    def tree(self, node: yaml.Node) -> Node:
        if id(node) in self._open:
            raise TreeError("An alias in it names what it stands in.", node.start_mark.line + self._first_line)
        if id(node) not in self._known:
            self._open.add(id(node))
            self._known[id(node)] = self._turned(node)
            self._open.discard(id(node))
        return self._known[id(node)]

    def _turned(self, node: yaml.Node) -> Node:
        start = node.start_mark.index + self._offset
        if isinstance(node, yaml.ScalarNode):
            is_text = node.tag == "tag:yaml.org,2002:str"
            value = "" if node.tag == "tag:yaml.org,2002:null" else node.value
            return Leaf(
                start,
                scalar(value, self._text[node.start_mark.index : node.end_mark.index], start, node.style),
                is_text,
            )
        if isinstance(node, yaml.SequenceNode):
            return Branch(start, tuple((str(n), self.tree(one)) for n, one in enumerate(node.value)), True)
        return Branch(start, tuple((str(key.value), self.tree(value)) for key, value in node.value))


def scalar(value: str, raw: str, offset: int, style: str | None) -> Prose:
    """Tie a scalar's value to how it is written. Only white space is folded, so all else is found in order."""
    pieces = list(_pieces(raw, style))
    starts, ends, reached, last = list[int](), list[int](), 0, 0
    for character in value:
        if not character.isspace():
            while reached < len(pieces) and pieces[reached][0] != character:
                reached += 1
        found = reached < len(pieces) and pieces[reached][0] == character
        start, end = pieces[reached][1:] if found else (last, last)
        reached += found
        last = max(last, end)
        starts.append(offset + start)
        ends.append(offset + last)
    return Prose(value, tuple(starts), tuple(ends))


def _pieces(raw: str, style: str | None) -> Iterator[tuple[str, int, int]]:
    """Give what each stretch of a scalar's source stands for."""
    reached = 0
    if style in ("|", ">"):
        head = _BLOCK_HEAD.match(raw)
        reached = head.end() if head else 0
    elif style in ("'", '"'):
        reached = 1
    while reached < len(raw):
        end = reached + 1
        shown = raw[reached]
        if style == '"' and (escape := _ESCAPE.match(raw, reached)):
            end = escape.end()
            shown = _unescaped(escape.group())
        elif style == "'" and raw.startswith("''", reached):
            end += 1
        yield shown, reached, end
        reached = end


def _unescaped(escape: str) -> str:
    if escape[1] in "\r\n":
        return ""
    value = yaml.safe_load(f'"{escape}"')
    return str(value)
