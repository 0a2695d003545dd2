"""How much is measured: a full run, and a tiny one that only shows that everything can be measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plan:
    """The sizes of a run.

    `texts` are the posts that are judged; `seconds` is how long a server is loaded each time. `path` is where other linters
    are looked for besides the PATH. `encoder` is layers, width and attention heads of the BERT that is compared with.
    """

    texts: Sequence[str] = ()
    repeats: int = 5
    seconds: float = 4.0
    connections: Sequence[int] = (1, 16, 64)
    bulk: int = 2_000
    slow_texts: int = 40
    files: int = 1_000
    workers: Sequence[int] = (1, 2)
    archive: int = 3_000
    lengths: Sequence[int] = (100, 200, 400, 800, 1_600, 3_200, 6_400)
    batches: Sequence[int] = (50, 100, 200, 400)
    passages: Sequence[int] = (16, 32, 64, 128)
    together: Sequence[int] = (1, 4, 8, 16)
    rows: Sequence[int] = (400, 800, 1_600, 3_200)
    steps: Sequence[int] = (4, 8)
    encoder: tuple[int, int, int] = (12, 768, 12)
    small_encoder: tuple[int, int, int] = (6, 384, 12)
    path: str = ""
    model_folder: Path | None = None


FULL = Plan()

TINY = Plan(
    repeats=1,
    seconds=0.3,
    connections=(1, 2),
    bulk=4,
    slow_texts=2,
    files=2,
    workers=(1,),
    archive=2,
    lengths=(50, 100),
    batches=(1, 2),
    passages=(16,),
    together=(1, 4),
    rows=(60, 120),
    steps=(1, 2),
    encoder=(1, 32, 2),
    small_encoder=(1, 32, 2),
)
"""A run of seconds. Its figures mean nothing; that they are there is what is tested."""
