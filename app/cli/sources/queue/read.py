"""From the records of a queue to posts."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from model import Relationship

from ..document import Document
from ..ignores import IgnoreError, ignore_in_field
from ..markup import shown_by
from ..notice import Notice
from ..post import Declared, Ignore, Post, Trouble
from .csv import read_csv
from .json import read_json, read_json_lines
from .layout import Layout
from .tree import Branch, Leaf, Node, TreeError

Records = Iterator[tuple[str, Node | TreeError]]
"""Records with what to call them, or what is wrong at their place."""

_YES = ("true", "yes", "on", "1")


def read_queue(document: Document, layout: Layout) -> Iterator[Post | Notice | Trouble]:
    """Give the posts of a queue; a record that can't be used is a trouble, and the others go on."""
    read = QUEUES[PurePath(document.name).suffix.lower()]
    found = False
    fields: dict[str, None] = {}
    try:
        for label, record in read(document, layout):
            if isinstance(record, TreeError):
                yield _trouble(document, label, record)
            elif isinstance(record, Branch):
                fields.update(dict.fromkeys(name for name, _ in record.items))
                text = _leaf(record, layout, "text")
                found = found or text is not None
                if text is not None and text.prose.text.strip():
                    yield from _post(document, layout, label, record, text)
    except TreeError as error:
        yield Trouble(document.name, str(error), error.line, error.column)
        return
    if not found:
        yield Trouble(document.name, _no_text(layout, list(fields)))


def posts_of_field(document: Document, layout: Layout, name: str, node: Node) -> Iterator[Post | Notice | Trouble]:
    """Give the posts that one field of a file holds: a text, a list of texts, or records."""
    branch = node if isinstance(node, Branch) else Branch(node.start, (("text", node),))
    records = [record for _, record in branch.items] if branch.is_list else [branch]
    for number, record in enumerate(records, 1):
        entry = record if isinstance(record, Branch) else Branch(record.start, (("text", record),))
        text = _leaf(entry, layout, "text")
        label = f"{name} {number}" if branch.is_list else name
        if text is None:
            message = f"{label}: {_no_text(layout, [field for field, _ in entry.items])}"
            yield Trouble(document.name, message, document.position(entry.start).line)
        elif text.prose.text.strip():
            yield from _post(document, layout, label, entry, text)


def _post(
    document: Document, layout: Layout, label: str, record: Branch, text: Leaf
) -> Iterator[Post | Notice | Trouble]:
    source = text.prose
    try:
        declared = _declared(document, layout, record)
    except TreeError as error:
        yield _trouble(document, label, error)
        return
    prose = shown_by(layout.markup, source)
    ignores: tuple[Ignore, ...] = ()
    asked = _leaf(record, layout, "ignore")
    if asked is not None and asked.prose.text.strip():
        whole = prose.origin_of_all()
        try:
            ignores = (ignore_in_field(asked.prose.text, asked.start, whole),)
        except IgnoreError as error:
            yield Notice(document, document.position(asked.start), error.rule, str(error))
    yield Post(document, prose, declared, ignores, label)


def _declared(document: Document, layout: Layout, record: Branch) -> Declared:
    found = {role: _leaf(record, layout, role) for role in ("relationship", "channel", "date", "answer")}
    values = {role: leaf.prose.text.strip() for role, leaf in found.items() if leaf and leaf.prose.text.strip()}
    lines = {role: document.position(leaf.start).line for role, leaf in found.items() if leaf and role in values}
    relationship = values.get("relationship")
    if relationship is not None and relationship not in list(Relationship):
        message = f"“relationship” is “{relationship}”; it must be social, mixed or market."
        raise TreeError(message, lines["relationship"])
    channel = values.get("channel")
    return Declared(
        relationship=Relationship(relationship) if relationship else None,
        channel=layout.channel(channel) if channel else None,
        date=values.get("date"),
        answer=values.get("answer", "").lower() in _YES,
        lines=lines,
    )


def _leaf(record: Branch, layout: Layout, role: str) -> Leaf | None:
    for name in layout.fields.get(role, ()):
        node = record.find(name)
        if isinstance(node, Leaf):
            return node
    return None


def _no_text(layout: Layout, fields: list[str]) -> str:
    looked = ", ".join(layout.fields["text"]) or "none"
    has = ", ".join(f"“{name}”" for name in fields[:12]) if fields else "no records"
    return (
        f"No field holds the text of a post: looked for {looked}; the file has {has}. "
        "Name it: --field text=NAME, or fields.text in a [[paths]] rule."
    )


def _trouble(document: Document, label: str, error: TreeError) -> Trouble:
    return Trouble(document.name, f"{label[:1].upper()}{label[1:]}: {error}", error.line, error.column)


def _csv(document: Document, layout: Layout) -> Records:
    yield from _records(read_csv(document, layout.columns), None, "row")


def _json(document: Document, layout: Layout) -> Records:
    yield from _records(read_json(document), layout.rows, "entry")


def _json_lines(document: Document, _layout: Layout) -> Records:
    for number, node in read_json_lines(document):
        yield f"line {number}", node


def _yaml(document: Document, layout: Layout) -> Records:
    from .yaml import read_yaml  # most checks read no YAML

    trees = list(read_yaml(document))
    for number, tree in enumerate(trees, 1):
        yield from _records(tree, layout.rows, "entry", str(number) + "." if len(trees) > 1 else "")


def _records(tree: Node, rows: str | None, called: str, prefix: str = "") -> Records:
    place = tree.find(rows) if rows and isinstance(tree, Branch) else tree
    if place is None:
        raise TreeError(f"There is nothing at “{rows}” in it, where its posts should be.")
    if isinstance(place, Leaf):
        raise TreeError("It holds a single value, but no posts.")
    if not place.is_list:
        lists = [branch for branch in place.branches() if branch.is_list and any(True for _ in branch.branches())]
        place = lists[0] if len(lists) == 1 else Branch(place.start, (("0", place),), is_list=True)
    for name, record in place.items:
        node: Node | TreeError = record
        if isinstance(record, Leaf):
            # A list of plain strings is a list of posts.
            node = Branch(record.start, (("text", record),))
        yield f"{called} {prefix}{int(name) + 1}", node


QUEUES: Mapping[str, Callable[[Document, Layout], Records]] = {
    ".csv": _csv,
    ".json": _json,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
    ".tab": _csv,
    ".tsv": _csv,
    ".yaml": _yaml,
    ".yml": _yaml,
}
"""What gives the records of a file, for each suffix in lower case."""
