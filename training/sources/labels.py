"""Where the texts of the labelled posts lie: the part of `public.jsonl` that fetching needs."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CorpusError
from ..examples import PUBLIC_FILE, read_rows

_HOME = re.compile(r"\w[\w.-]*/\w[\w.-]*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled post: its hash, and the row of the file of the repository that holds its text."""

    id: str
    sha256: str
    home: str
    commit: str
    path: str
    row: int

    @property
    def source(self) -> str:
        """The set that the post belongs to: what stands before the colon of its id."""
        return self.id.partition(":")[0]


def read_labels(corpus: Path) -> list[Label]:
    """Read where every labelled post lies; raises `CorpusError` that names the line to mend."""
    path = corpus / PUBLIC_FILE
    if not path.exists():
        raise CorpusError(f"There is no {PUBLIC_FILE} in {corpus}, so no text to fetch. Name another folder: --corpus.")
    return [_label(row, f"{path.name}:{number}") for number, row in read_rows(path)]


def _label(row: dict[str, Any], place: str) -> Label:
    try:
        return Label(
            id=str(row["id"]),
            sha256=_matching(_SHA256, row["sha256"], place, "sha256 must be 64 hexadecimal digits"),
            home=_matching(_HOME, row["repo"], place, "repo must be OWNER/NAME"),
            commit=_matching(_COMMIT, row["commit"], place, "commit must be 40 hexadecimal digits"),
            path=str(row["path"]),
            row=_index(row["row"], place),
        )
    except KeyError as error:
        raise CorpusError(f"{place}: the field {error} is missing.") from error


def _matching(pattern: re.Pattern[str], value: object, place: str, rule: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise CorpusError(f"{place}: {rule}, not {value!r}.")
    return value


def _index(value: object, place: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise CorpusError(f"{place}: row must be a whole number from 0, not {value!r}.")
    return value
