"""Figures: what was measured, of whom, and how it compares; medians over repeats of one run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter

US = "flipguard"


@dataclass(frozen=True, slots=True)
class Figure:
    """The median of one figure with its lowest and highest repeat.

    `ratio` is this median divided by that of the part's reference in the same case and unit; None without one.
    """

    part: str
    case: str
    who: str
    unit: str
    median: float
    lowest: float
    highest: float
    repeats: int
    ratio: float | None

    def as_json(self) -> dict[str, object]:
        """Give it as a JSON object."""
        return asdict(self)


class Figures:
    """Collects repeats. What couldn't be measured is a remark, so that no gap goes unexplained."""

    def __init__(self) -> None:
        self.remarks: list[str] = []
        self.references: dict[str, str] = {}
        self._repeats: dict[tuple[str, str, str, str], list[float]] = {}

    def refer(self, part: str, who: str) -> None:
        """Say against whom a part compares."""
        self.references[part] = who

    def add(self, part: str, case: str, who: str, unit: str, value: float) -> None:
        """Keep one repeat of a figure."""
        self._repeats.setdefault((part, case, who, unit), []).append(value)

    def remark(self, sentence: str) -> None:
        """Keep a remark, once."""
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def __iter__(self) -> Iterator[Figure]:
        references = {
            (part, case, unit): median(values)
            for (part, case, who, unit), values in self._repeats.items()
            if who == self.references.get(part)
        }
        for (part, case, who, unit), values in self._repeats.items():
            middle, reference = median(values), references.get((part, case, unit))
            ratio = middle / reference if reference and who != self.references[part] else None
            yield Figure(part, case, who, unit, middle, min(values), max(values), len(values), ratio)


def time_each(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Give the seconds that each text takes, in ascending order."""
    seconds = []
    for text in texts:
        begun = perf_counter()
        work(text)
        seconds.append(perf_counter() - begun)
    return sorted(seconds)


def seconds_of(work: Callable[[], object]) -> float:
    """Give the seconds that something takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def percentile(ascending: Sequence[float], share: float) -> float:
    """Give the value below which so large a share of ascending values lies."""
    return ascending[min(int(share * len(ascending)), len(ascending) - 1)]
