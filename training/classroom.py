"""What all networks share that are fitted: the texts, the parameters, the folder of kept work, and how one fit is done."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .course import Course, Kind
from .encoders import ENCODERS, unpack
from .examples import Example
from .lessons import Lessons
from .params import FinishParams, GrownParams, Params, ReaderParams
from .remarks import remarks_among
from .variations import variations


@dataclass(frozen=True, slots=True)
class Classroom:
    """Where networks are fitted and kept: `build` is the folder, `device` a torch device."""

    examples: Sequence[Example]
    unlabelled: Sequence[str]
    params: Params
    build: Path
    device: str = "cpu"
    threads: int | None = None

    def fit(
        self,
        course: Course,
        lessons: Lessons,
        params: ReaderParams,
        path: Path,
        *,
        seed: int = 0,
        before: tuple[GrownParams | FinishParams, Path] | None = None,
    ) -> None:
        """Fit a network and keep its weights in `path`; `before` says how it goes on from which weights."""
        # the deep-learning framework loads only where a network is truly fitted
        from .fit_reader import fit_reader

        if before is not None:
            params = replace(params, epochs=before[0].epochs, learning_rate=before[0].learning_rate)
        network = fit_reader(
            lessons,
            unpack(ENCODERS[params.encoder], self.build),
            params,
            seed=self.params.seed + seed,
            remarks=self._remarks(course),
            device=self.device,
            threads=self.threads,
            weights=before and before[1],
        )
        with in_one_piece(path) as place:
            network.save(place)

    def read(self, params: ReaderParams, weights: Path, texts: Sequence[str]) -> NDArray[np.float16]:
        """Let a network that was fitted read texts: logits of shape `(texts, len(READER_COLUMNS))`."""
        from .fit_reader import read_all
        from .reader_network import ReaderNetwork

        base = unpack(ENCODERS[params.encoder], self.build)
        network = ReaderNetwork.start(base, params.dropout, params.layers).restored(weights).to(self.device)
        return read_all(network, base, texts, params, self.device).astype(np.float16)

    def missing(self, params: ReaderParams, weights: Collection[str]) -> str:
        """Name a weight of a network that is not among those of these names, or none."""
        from .reader_network import ReaderNetwork

        network = ReaderNetwork.start(unpack(ENCODERS[params.encoder], self.build), params.dropout, params.layers)
        return next((name for name in network.state_dict() if name not in weights), "")

    def labelled(self, rows: Iterable[int], params: ReaderParams) -> Lessons:
        """Give labelled examples as lessons, by their row numbers."""
        return Lessons.of([self.examples[row] for row in rows], params)

    def recalled(self, course: Course, share: float) -> NDArray[np.intp]:
        """Draw the rows of a course that are read once more, in its order, and the same ones each time.

        Of contrast groups about that share is drawn, whole, and of real posts, which are drawn one by one; at least one of them.
        """
        _, numbers = np.unique([self.examples[row].unit for row in course.rows], return_inverse=True)
        drawn = np.random.default_rng(self.params.seed).random(numbers.max(initial=0) + 1)
        return course.rows[np.flatnonzero(drawn[numbers] <= max(share, drawn.min()))]

    def variations(self, course: Course) -> list[str]:
        """Give the variations of a course's texts, made once."""
        count = (self.params.finish if course.kind is Kind.FINISH else self.params.distillation).variations
        path = self.build / f"variations-{self.digest(course, [count])}.json"
        if not path.exists():
            texts = [*(self.examples[row].text for row in course.rows), *self.unlabelled]
            made = variations(texts, self._remarks(course), count, self.params.seed)
            with in_one_piece(path) as place:
                place.write_text(json.dumps(made), encoding="utf-8")
        kept: list[str] = json.loads(path.read_text(encoding="utf-8"))
        return kept

    def digest(self, course: Course, parts: Sequence[object]) -> str:
        """Name what a course makes by its rows, by `parts` of the parameters, and by all that went before it."""
        made_of = hashlib.sha256(repr((parts, self.params.seed)).encode())
        for row in course.rows:
            example = self.examples[row]
            cues = sorted(example.market_cues | example.social_cues)
            made_of.update(repr((example.id, example.text, example.social, example.mixed, cues)).encode())
        made_of.update(repr(list(self.unlabelled)).encode())
        if course.kind is Kind.FINISH:
            made_of.update(repr(asdict(self.params.finish)).encode())
        if course.earlier is not None:
            made_of.update(self.digest(course.earlier, parts).encode())
        return made_of.hexdigest()[:12]

    def known_to(self, teachers: Course) -> NDArray[np.intp]:
        """Give the examples that teachers read: those of the rounds of the corpus in which they learnt."""
        latest = max((self.examples[row].joined for row in teachers.rows), default=1)
        return np.array([row for row, one in enumerate(self.examples) if one.joined <= latest], dtype=np.intp)

    def _remarks(self, course: Course) -> list[str]:
        return remarks_among([self.examples[row] for row in course.rows])


def kept_logits(path: Path, read: Callable[[], NDArray[np.float16]]) -> NDArray[np.float64]:
    """Give the logits that are kept in `path`; where there are none yet, let somebody read and keep what he answers."""
    if not path.exists():
        answers = read()
        with in_one_piece(path) as place:
            np.save(place, answers)
    logits: NDArray[np.float64] = np.load(path).astype(np.float64)
    return logits


@contextmanager
def in_one_piece(path: Path) -> Iterator[Path]:
    """Give a place to write to that becomes `path` once all is written: half a file is never found again."""
    place = path.with_name(f"unfinished-{path.name}")
    yield place
    place.replace(path)
