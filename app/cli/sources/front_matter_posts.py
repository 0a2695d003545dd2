"""Posts in front matter: the lines that announce a page elsewhere, each a post of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from model import Span

from .document import Document
from .notice import Notice
from .post import Post, Trouble
from .queue.layout import Layout
from .queue.read import posts_of_field
from .queue.tree import Branch, TreeError

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def front_matter_posts(document: Document, names: Sequence[str], layout: Layout) -> Iterator[Post | Notice | Trouble]:
    """Give the posts in the fields of a page's front matter that have these names; fields that it hasn't are left out."""
    match = _FRONT_MATTER.match(document.text)
    if match is None or not names:
        return
    from .queue.yaml import read_yaml  # most pages announce nothing

    layout = replace(layout, fields={**layout.fields, "text": ("text", *layout.fields["text"])})
    try:
        trees = list(read_yaml(document, Span(match.start(1), match.end(1))))
    except TreeError:
        return  # told when the page itself is read
    for tree in trees:
        for name in names:
            node = tree.find(name) if isinstance(tree, Branch) else None
            if node is not None:
                yield from posts_of_field(document, layout, name, node)
