"""Labelled examples: the rows of the corpus, read from JSON lines and checked field by field."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model import MarketCue, SocialCue

from .errors import CorpusError
from .parts import Part

CORPUS = Path(__file__).parent / "corpus"
AUTHORED = "authored"
PUBLIC = "public"
PUBLIC_FILE = "public.jsonl"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text.

    `social` and `mixed` are grades 0 to 3; a mean over annotators need not be whole. `group` names what must stay on
    one side of a split: a contrast group for written texts, the file of origin for real posts. `platform` says where the text
    would stand, if that was told. `joined` is the round of gathering that the text came with, and `settled` a later one in which its
    label was settled anew, 0 if in none: networks go on from what they learnt of the rounds before. `part` is the one of the
    split that was written down for it.
    """

    id: str
    text: str
    social: float
    mixed: float
    market_cues: frozenset[MarketCue]
    social_cues: frozenset[SocialCue]
    kind: str
    group: str
    source: str
    platform: str = ""
    joined: int = 1
    settled: int = 0
    part: Part | None = None

    @property
    def new_in(self) -> int:
        """The last round that brought something new of this text: itself or its label."""
        return max(self.joined, self.settled)

    @property
    def is_public(self) -> bool:
        """Whether somebody posted the text for real."""
        return self.kind == PUBLIC

    @property
    def unit(self) -> str:
        """Name what is drawn whole where rows are drawn: a written text's contrast group, a real post by itself."""
        return self.id if self.is_public else self.group


def text_sha256(text: str) -> str:
    """Give the hash by which a public text is known without being stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the objects of a JSON lines file with their line numbers."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{path.name}:{number}: not JSON ({error}). Mend or remove the line.") from error
            if not isinstance(row, dict):
                raise CorpusError(f"{path.name}:{number}: a row must be an object, not {type(row).__name__}.")
            yield number, row


def read_authored(folder: Path = CORPUS) -> list[Example]:
    """Read every `authored*.jsonl` of the corpus folder."""
    paths = sorted(folder.glob("authored*.jsonl"))
    if not paths:
        raise CorpusError(f"There is no authored*.jsonl in {folder}.")
    return [
        _example(path, number, row, kind=AUTHORED, group=f"{path.stem}/{row.get('group', '')}", source=path.stem)
        for path in paths
        for number, row in read_rows(path)
    ]


def read_texts(paths: Sequence[Path]) -> dict[str, str]:
    """Read real posts from local copies, JSON lines with a `text`: texts by their hash."""
    return {
        text_sha256(str(row["text"])): str(row["text"]) for path in paths for _, row in read_rows(path) if "text" in row
    }


def read_public(texts: Mapping[str, str], folder: Path = CORPUS) -> list[Example]:
    """Read the labels of real posts and join them with their texts, which are known by hash alone.

    Rows whose text was not given are left out: compare the length with `count_public`.
    """
    path = folder / PUBLIC_FILE
    if not path.exists():
        return []
    return [
        _real_post(path, number, {**row, "text": texts[row["sha256"]]})
        for number, row in read_rows(path)
        if row.get("sha256") in texts
    ]


def count_public(folder: Path = CORPUS) -> int:
    """Count the labelled real posts, whether or not their texts are at hand."""
    path = folder / PUBLIC_FILE
    return sum(1 for _ in read_rows(path)) if path.exists() else 0


def read_labelled_hashes(folder: Path = CORPUS) -> set[str]:
    """Read the hashes of the texts of all labelled real posts, whether or not those are at hand."""
    path = folder / PUBLIC_FILE
    return {str(row.get("sha256")) for _, row in read_rows(path)} if path.exists() else set()


def read_bench(path: Path) -> list[Example]:
    """Read a benchmark: texts whose grades are the mean votes of several annotators.

    A row that names its contrast group is a written text, any other a real post.
    """
    return [_bench_row(path, number, row) for number, row in read_rows(path)]


def _bench_row(path: Path, number: int, row: Mapping[str, Any]) -> Example:
    if "group" not in row:
        return _real_post(path, number, row)
    return _example(path, number, row, kind=AUTHORED, group=f"{path.stem}/{row['group']}", source=path.stem)


def _real_post(path: Path, number: int, row: Mapping[str, Any]) -> Example:
    group = f"{row.get('repo', '')}/{row.get('path', '')}"
    return _example(path, number, row, kind=PUBLIC, group=group, source=str(row.get("id", "")).split(":")[0])


def _example(path: Path, number: int, row: Mapping[str, Any], *, kind: str, group: str, source: str) -> Example:
    try:
        return Example(
            id=str(row["id"]),
            text=str(row["text"]),
            social=_grade(row["flip"]["social"]),
            mixed=_grade(row["flip"]["mixed"]),
            market_cues=frozenset(MarketCue(cue) for cue in row["market"]),
            social_cues=frozenset(SocialCue(cue) for cue in row["social"]),
            kind=kind,
            group=group,
            source=source,
            platform=str(row.get("platform") or ""),
            joined=_round(row, "joined", first=1),
            settled=_round(row, "settled", first=0),
        )
    except KeyError as error:
        raise CorpusError(f"{path.name}:{number}: the field {error} is missing.") from error
    except (TypeError, ValueError) as error:
        raise CorpusError(
            f"{path.name}:{number}: {error}. The guide names the labels: {CORPUS / 'GUIDE.md'}."
        ) from error


def _round(row: Mapping[str, Any], name: str, *, first: int) -> int:
    value = row.get(name, first)
    if not isinstance(value, int) or isinstance(value, bool) or value < first:
        raise ValueError(f"`{name}` is a whole number from {first}, not {value!r}")
    return value


def _grade(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 3:
        raise ValueError(f"a flip grade is a number from 0 to 3, not {value!r}")
    return float(value)
