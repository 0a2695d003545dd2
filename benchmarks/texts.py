"""The posts that are judged, and texts of a wanted length."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "training" / "corpus"

_MOST = 400


def read_posts(path: Path | None) -> list[str]:
    """Read the `text` of each JSON line of a file; without one, take written posts of the corpus, the same each time."""
    if path is not None:
        return [row["text"] for row in _rows(path)]
    written = [row["text"] for row in written_rows()]
    return random.Random(5).sample(written, min(_MOST, len(written)))


def written_rows() -> list[dict[str, Any]]:
    """Read the labelled posts that were written for the corpus."""
    return [row for path in sorted(CORPUS.glob("authored*.jsonl")) for row in _rows(path)]


def repeated(texts: Sequence[str], count: int) -> list[str]:
    """Give so many texts, the same ones over and over, each made another by its number."""
    return [f"{texts[place % len(texts)]} ({place})" for place in range(count)]


def of_length(texts: Sequence[str], length: int) -> str:
    """Give a text of so many code points, made of whole posts but for the last."""
    found, place = "", 0
    while len(found) < length:
        found += texts[place % len(texts)] + "\n"
        place += 1
    return found[:length]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
