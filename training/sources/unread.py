"""Texts that nobody has labelled, from the homes of the labelled posts: for teachers to read, or for whoever labels next."""

import json
import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import sqrt
from pathlib import Path

import click

from ..errors import CorpusError
from ..examples import text_sha256
from ..unlabelled import LONGEST, SHORTEST
from .errors import SourceError
from .gather import by_home, opened, rows_of
from .homes import HOMES
from .labels import Label, read_labels
from .origins import Origin


def fetch_unread(corpus: Path, out: Path, origin: Origin, count: int, seed: int) -> None:
    """Draw about so many unread texts and write them to `out` as JSON lines; fewer where homes have not so many.

    A home or a file that is not to be had is named and left out; raises `CorpusError` if no text is left.

    What is drawn of a home is in proportion to the root of how many it has, so that the large ones do not drown the small.
    """
    labels = read_labels(corpus)
    labelled = {label.sha256 for label in labels}
    found: dict[str, dict[str, str]] = {}
    for (home, commit), here in sorted(by_home(labels).items()):
        try:
            texts = dict(_unread(home, commit, here, origin, labelled))
        except SourceError as error:
            click.echo(f"{home}: {error}", err=True)
        else:
            found.setdefault(home, {}).update(texts)
    if not any(found.values()):
        raise CorpusError(
            "No unread text was to be had from any home, so nothing was drawn. Name another --host, or --mirrors."
        )
    drawn = _drawn(found, count, seed)
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in drawn)
    click.echo(
        f"Drew {len(drawn):,} of {sum(map(len, found.values())):,} unread texts from {len(found):,} homes: {out}"
    )


def _unread(
    home: str, commit: str, labels: Sequence[Label], origin: Origin, labelled: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Yield the texts of the labelled posts' files that have no label, with their hashes."""
    repository, blobs = opened(home, commit, labels, origin)
    for path in sorted({label.path for label in labels}):
        try:
            rows = list(rows_of(repository, blobs.get(path), HOMES[home]))
        except SourceError as error:
            click.echo(f"{home}: {path}: {error}", err=True)
            continue
        for row in rows:
            for text in HOMES[home].cleaned_texts(row):
                if SHORTEST <= len(text) <= LONGEST and (key := text_sha256(text)) not in labelled:
                    yield key, text


def _drawn(found: Mapping[str, Mapping[str, str]], count: int, seed: int) -> Sequence[str]:
    roots = sum(sqrt(len(texts)) for texts in found.values())
    drawn: dict[str, str] = {}
    for home, texts in found.items():
        share = round(count * sqrt(len(texts)) / roots) if roots else 0
        drawn.update(random.Random(f"{seed} {home}").sample(sorted(texts.items()), min(share, len(texts))))
    return [text for _, text in sorted(drawn.items())]
