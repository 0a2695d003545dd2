"""What the commands that fit networks are given: what to learn from, by which numbers, and where."""

from dataclasses import dataclass
from pathlib import Path

from .examples import Example, read_bench


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where and how fitting is done: the folder of kept work, a torch device, so many cores (all if None)."""

    build: Path
    device: str = "cpu"
    threads: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """The folder of labels, the files of public texts and of texts without labels, a benchmark, the parameter file, the workplace."""

    corpus: Path
    texts: tuple[Path, ...]
    unlabelled: tuple[Path, ...]
    bench: Path | None
    params: Path
    work: Workplace

    def benchmark(self) -> list[Example]:
        """Read the benchmark; none of it where none was given."""
        return read_bench(self.bench) if self.bench else []
