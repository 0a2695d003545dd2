"""Checks that the corpus passes before anything is trained on it."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from model import InputError
from model.text import checked

from .examples import Example
from .near_duplicates import near_repeats, normalised


def find_faults(examples: Sequence[Example]) -> Iterator[str]:
    """Name every row that may not be trained on, in a sentence each."""
    yield from _repeated_ids(examples)
    for example in examples:
        yield from _broken_text(example)
        yield from _contradictions(example)
    yield from _repeated_texts(examples)
    yield from _missing_rounds(examples)
    yield from _settled_too_early(examples)


def find_torn_groups(examples: Sequence[Example], largest_source: int) -> Iterator[str]:
    """Name an example of every group of which the parts that are written down differ; a source with more than `largest_source` posts may."""
    groups: dict[str, list[Example]] = {}
    for example in examples:
        if example.part is not None:
            groups.setdefault(example.group, []).append(example)
    for name, members in groups.items():
        parts = {example.part for example in members}
        if len(parts) > 1 and not (members[0].is_public and len(members) > largest_source):
            stray = min(members, key=lambda one: sum(other.part == one.part for other in members))
            yield f"{stray.id}: its group {name} stands in several parts, {', '.join(sorted(map(str, parts)))}; mend parts.json"


def find_strays(held_out: Collection[str], examples: Sequence[Example]) -> Iterator[str]:
    """Name every id that parts.json holds out though no example has it; the examples must be all there are."""
    for id_ in sorted(set(held_out) - {example.id for example in examples}):
        yield f"{id_}: parts.json holds it out, but no row has this id; take it out there, or give the row its id back"


def find_leaks(examples: Sequence[Example], bench: Sequence[str], similarity: float) -> Iterator[str]:
    """Name every example that repeats, or nearly repeats, a text of a benchmark."""
    for row, other, cosine in near_repeats([example.text for example in examples], bench, similarity):
        yield f"{examples[row].id} repeats benchmark text {other + 1} (similarity {cosine:.2f})"


def _repeated_ids(examples: Sequence[Example]) -> Iterator[str]:
    for id_, count in Counter(example.id for example in examples).items():
        if count > 1:
            yield f"{id_}: {count} rows have this id"


def _broken_text(example: Example) -> Iterator[str]:
    try:
        checked(example.text)
    except InputError as error:
        yield f"{example.id}: {error}"


def _contradictions(example: Example) -> Iterator[str]:
    if example.mixed > example.social + 1:
        yield f"{example.id}: flips a mixed audience ({example.mixed}) far more than a social one ({example.social})"
    if not example.is_public and example.social >= 2 and not example.market_cues:
        yield f"{example.id}: flips, but no market cue says by what"


def _repeated_texts(examples: Sequence[Example]) -> Iterator[str]:
    first: dict[str, Example] = {}
    for example in examples:
        key = normalised(example.text)
        if key in first and key:
            yield f"{example.id}: repeats the text of {first[key].id}"
        first.setdefault(key, example)


def _settled_too_early(examples: Sequence[Example]) -> Iterator[str]:
    for example in examples:
        if 0 < example.settled <= example.joined:
            yield f"{example.id}: settled in round {example.settled}, but it joined in round {example.joined}; `settled` names a later one"


def _missing_rounds(examples: Sequence[Example]) -> Iterator[str]:
    rounds = {number for example in examples for number in (example.joined, example.new_in)}
    for missing in sorted(set(range(1, max(rounds, default=0))) - rounds):
        late = next(example.id for example in examples if example.new_in > missing)
        yield f"{late}: later than round {missing}, in which nothing joined or was settled; rounds are counted from 1 without a gap"
