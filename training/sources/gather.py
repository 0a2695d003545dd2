"""Gets the text of every label from its home and checks it against the hash."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from ..examples import text_sha256
from .errors import SourceError
from .homes import HOMES, Home
from .labels import Label
from .origins import Origin
from .repository import Repository
from .rows import Row

_Key = TypeVar("_Key", bound=Hashable)


class State(StrEnum):
    """How the search for one text ended."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one label: its text, if the hash is right, else the reason why not."""

    label: Label
    state: State
    text: str = ""
    reason: str = ""


def gather(labels: Iterable[Label], origin: Origin, announce: Callable[[str], object]) -> Iterator[Outcome]:
    """Yield the outcome of every label, repository by repository; `announce` is told which is being read."""
    for (home, commit), wanted in by_home(labels).items():
        announce(home)
        try:
            repository, blobs = opened(home, commit, wanted, origin)
        except SourceError as error:
            yield from _all_missing(wanted, f"{home}: {error}")
            continue
        for path, of_file in _grouped(wanted, lambda label: label.path).items():
            yield from _from_file(repository, blobs.get(path), HOMES[home], of_file)


def by_home(labels: Iterable[Label]) -> dict[tuple[str, str], list[Label]]:
    """Part labels by the home and the commit of their texts."""
    return _grouped(labels, lambda label: (label.home, label.commit))


def opened(home: str, commit: str, labels: Iterable[Label], origin: Origin) -> tuple[Repository, dict[str, str]]:
    """Open the home of some labels: its repository, and the blobs of its files by their paths; raises `SourceError` if it can't be had or read."""
    if home not in HOMES:
        raise SourceError("no rule says how to read it")
    repository = origin.repository(home, commit, {label.path for label in labels})
    return repository, repository.blobs()


def rows_of(repository: Repository, blob: str | None, home: Home) -> Iterator[Row]:
    """Read the rows of a file that a commit may lack (None); raises `SourceError`, at once or at a row, if it can't be had or read."""
    if blob is None:
        raise SourceError("the commit has no such file")
    return home.read(repository.content(blob))


def _from_file(repository: Repository, blob: str | None, home: Home, labels: Collection[Label]) -> Iterator[Outcome]:
    place = next(f"{label.home}: {label.path}" for label in labels)
    try:
        rows = _texts_by_hash(home, rows_of(repository, blob, home), {label.row for label in labels})
    except SourceError as error:
        yield from _all_missing(labels, f"{place}: {error}")
        return
    for label in labels:
        yield _checked(label, rows.get(label.row), place)


def _texts_by_hash(home: Home, rows: Iterable[Row], wanted: Collection[int]) -> dict[int, dict[str, str]]:
    return {
        index: {text_sha256(text): text for text in home.cleaned_texts(row)}
        for index, row in enumerate(rows)
        if index in wanted
    }


def _checked(label: Label, texts: Mapping[str, str] | None, place: str) -> Outcome:
    if texts is None:
        return Outcome(label, State.MISSING, reason=f"{place}: the file has no such row")
    if label.sha256 not in texts:
        return Outcome(label, State.DIFFERS, reason=f"{place}: the row holds another text")
    return Outcome(label, State.VERIFIED, text=texts[label.sha256])


def _all_missing(labels: Iterable[Label], reason: str) -> Iterator[Outcome]:
    return (Outcome(label, State.MISSING, reason=reason) for label in labels)


def _grouped(labels: Iterable[Label], key: Callable[[Label], _Key]) -> dict[_Key, list[Label]]:
    groups: defaultdict[_Key, list[Label]] = defaultdict(list)
    for label in labels:
        groups[key(label)].append(label)
    return dict(groups)
