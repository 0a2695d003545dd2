"""Fine-tuned networks kept on disk by what they were made of, so that an interrupted training goes on where it was.

Readers are taught in two steps: teachers, larger than they, are fine-tuned on the labels; then each reader learns from the labels
and from what the teachers answer, also on texts that nobody labelled. A fit may run on another machine than the rest of the
training: it is known by its rows and parameters alone.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.reader import READER_FILE

from .course import Course
from .encoders import ENCODERS, unpack
from .examples import Example
from .lessons import Lessons
from .params import Params, ReaderParams
from .remarks import remarks_among
from .variations import variations


@dataclass(frozen=True)
class ReaderSchool:
    """Where readers are fitted and kept: `build` is the folder, `device` a torch device.

    Teachers also read the texts that are `held_out`, for a comparison with their pupils; nobody learns from those. It has no slots:
    the remarks are found once.
    """

    examples: Sequence[Example]
    unlabelled: Sequence[str]
    params: Params
    build: Path
    held_out: Sequence[str] = ()
    device: str = "cpu"
    threads: int | None = None

    def readers(self, course: Course) -> dict[str, Path]:
        """Fit all readers that learn in a course, or find them; give the folder that holds each."""
        return {name: self.reader(name, course) for name in self.params.readers}

    def reader(self, name: str, course: Course) -> Path:
        """Fit one reader, or find it; return the folder that holds it."""
        params = self.params.readers[name]
        folder = self.build / f"{name}-{self.fingerprint(name, course)}"
        if not (folder / READER_FILE).exists():
            # the deep-learning framework loads only where a reader is truly trained
            from .export_reader import export_reader
            from .reader_network import ReaderNetwork

            base = unpack(ENCODERS[params.encoder], self.build)
            network = ReaderNetwork.start(base, params.dropout, params.layers)
            export_reader(network.restored(self.weights(name, course)), base, folder)
        return folder

    def weights(self, name: str, course: Course) -> Path:
        """Fit the network of a reader, or find its weights; return their file."""
        path = self.build / f"{name}-{self.fingerprint(name, course)}.safetensors"
        if not path.exists():
            params, earlier = self.params.readers[name], course.earlier
            before = None if earlier is None else self.weights(name, earlier)
            self._fit(course, self._taught(course, params), params, 0, before, path)
        return path

    def teacher(self, number: int, course: Course) -> NDArray[np.float64]:
        """Give a teacher's logits for all texts that teachers read."""
        path = self.build / f"answers-{number}-{self._answers_fingerprint(number, course)}.npy"
        if not path.exists():
            from .fit_reader import read_all
            from .reader_network import ReaderNetwork

            params = self.params.teacher
            base = unpack(ENCODERS[params.encoder], self.build)
            network = ReaderNetwork.start(base, params.dropout, params.layers)
            network = network.restored(self.teacher_weights(number, course)).to(self.device)
            texts = self.read_by_teachers(course)
            answers = read_all(network, base, texts, params, self.device).astype(np.float16)
            with _in_one_piece(path) as place:
                np.save(place, answers)
        logits: NDArray[np.float64] = np.load(path).astype(np.float64)
        return logits

    def read_by_teachers(self, course: Course) -> list[str]:
        """Give all examples, the unlabelled texts, the variations and the held-out texts, in this order."""
        return [*(one.text for one in self.examples), *self.unlabelled, *self._varied(course), *self.held_out]

    def teacher_weights(self, number: int, course: Course) -> Path:
        """Fit a teacher's network on the labels, or find its weights; return their file."""
        path = self.build / f"teacher-{number}-{self._teacher_fingerprint(number, course)}.safetensors"
        if not path.exists():
            earlier = course.earlier
            before = None if earlier is None else self.teacher_weights(number, earlier)
            self._fit(
                course, self._labelled(course, self.params.teacher), self.params.teacher, 1 + number, before, path
            )
        return path

    def fingerprint(self, name: str, course: Course) -> str:
        """Name the reader that would be fitted in a course."""
        how = self.params.distillation
        parts: list[object] = [asdict(self.params.readers[name]), asdict(how)]
        if how.teachers:
            parts.append(asdict(self.params.teacher))
        return self._digest(course, parts)

    def _fit(
        self, course: Course, lessons: Lessons, params: ReaderParams, seed: int, before: Path | None, path: Path
    ) -> None:
        from .fit_reader import fit_reader

        if before is not None:
            finish = self.params.finish
            params = replace(params, epochs=finish.epochs, learning_rate=finish.learning_rate)
        network = fit_reader(
            lessons,
            unpack(ENCODERS[params.encoder], self.build),
            params,
            seed=self.params.seed + seed,
            remarks=self._remarks(course),
            device=self.device,
            threads=self.threads,
            weights=before,
        )
        with _in_one_piece(path) as place:
            network.save(place)

    def _labelled(self, course: Course, params: ReaderParams) -> Lessons:
        return Lessons.of([self.examples[row] for row in course.rows], params)

    def _taught(self, course: Course, params: ReaderParams) -> Lessons:
        how = self.params.distillation
        lessons = self._labelled(course, params)
        if not how.teachers:
            return lessons
        answers = np.mean([self.teacher(number, course) for number in range(how.teachers)], axis=0)
        extra = [*self.unlabelled, *self._varied(course)]
        judged = answers[len(self.examples) :][: len(extra)]
        return lessons.heard(answers[course.rows], how.teacher_share).and_unlabelled(
            extra, judged, how.unlabelled_weight
        )

    def _remarks(self, course: Course) -> list[str]:
        return remarks_among([self.examples[row] for row in course.rows])

    def _varied(self, course: Course) -> list[str]:
        count = self.params.distillation.variations if course.earlier is None else self.params.finish.variations
        path = self.build / f"variations-{self._digest(course, [count])}.json"
        if not path.exists():
            texts = [*(self.examples[row].text for row in course.rows), *self.unlabelled]
            made = variations(texts, self._remarks(course), count, self.params.seed)
            with _in_one_piece(path) as place:
                place.write_text(json.dumps(made), encoding="utf-8")
        kept: list[str] = json.loads(path.read_text(encoding="utf-8"))
        return kept

    def _teacher_fingerprint(self, number: int, course: Course) -> str:
        return self._digest(course, [asdict(self.params.teacher), number])

    def _answers_fingerprint(self, number: int, course: Course) -> str:
        read = hashlib.sha256(repr([example.text for example in self.examples]).encode())
        read.update(repr(list(self.held_out)).encode())
        parts = [asdict(self.params.teacher), number, self.params.distillation.variations, read.hexdigest()]
        return self._digest(course, parts)

    def _digest(self, course: Course, parts: Sequence[object]) -> str:
        made_of = hashlib.sha256(repr((parts, self.params.seed)).encode())
        for row in course.rows:
            example = self.examples[row]
            cues = sorted(example.market_cues | example.social_cues)
            made_of.update(repr((example.id, example.text, example.social, example.mixed, cues)).encode())
        made_of.update(repr(list(self.unlabelled)).encode())
        if course.earlier is not None:
            made_of.update((repr(asdict(self.params.finish)) + self._digest(course.earlier, parts)).encode())
        return made_of.hexdigest()[:12]


@contextmanager
def _in_one_piece(path: Path) -> Iterator[Path]:
    """Give a place to write to that becomes `path` once all is written: half a file is never found again."""
    place = path.with_name(f"unfinished-{path.name}")
    yield place
    place.replace(path)
