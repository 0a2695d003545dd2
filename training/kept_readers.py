"""Fine-tuned readers kept on disk by what they were made of, so that an interrupted training goes on where it was.

Readers are taught in two steps: teachers, larger than they, are fine-tuned on the labels; then each reader learns from the labels
and from what the teachers answer, also on texts that nobody labelled. Where the corpus has grown since, readers go on without
teachers: from the labels of what is new, and from what they themselves said before of a share of what they knew, so that they do not forget it
(Li & Hoiem 2016, Learning without Forgetting). A fit may run on another machine than the rest of the training: it is known by its
rows and parameters alone.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.errors import ArtifactError
from model.reader import READER_FILES

from .classroom import Classroom, in_one_piece, kept_logits
from .course import Course, Kind
from .encoders import ENCODERS, unpack
from .errors import CorpusError
from .kept_teachers import Teachers
from .lessons import Lessons
from .params import FinishParams, GrownParams
from .released_weights import released_weights


@dataclass(frozen=True, slots=True)
class ReaderSchool:
    """Where readers are fitted and kept. Their teachers also read `held_out` texts."""

    room: Classroom
    held_out: Sequence[str] = ()

    @property
    def teachers(self) -> Teachers:
        """Who teaches them."""
        return Teachers(self.room, self.held_out)

    def readers(self, course: Course) -> dict[str, Path]:
        """Fit all readers that learn in a course, or find them; give the folder that holds each."""
        return {name: self.reader(name, course) for name in self.room.params.readers}

    def reader(self, name: str, course: Course) -> Path:
        """Fit one reader, or find it; return the folder that holds it."""
        params = self.room.params.readers[name]
        folder = self.room.build / f"{name}-{self.fingerprint(name, course)}"
        if not all((folder / file).exists() for file in READER_FILES):
            # the deep-learning framework loads only where a reader is truly trained
            from .export_reader import export_reader
            from .reader_network import ReaderNetwork

            base = unpack(ENCODERS[params.encoder], self.room.build)
            network = ReaderNetwork.start(base, params.dropout, params.layers)
            export_reader(network.restored(self.weights(name, course)), base, folder)
        return folder

    def weights(self, name: str, course: Course) -> Path:
        """Fit the network of a reader, or find its weights; return their file."""
        course = self._last(name, course)
        path = self.room.build / f"{name}-{self.fingerprint(name, course)}.safetensors"
        if not path.exists():
            before = (
                None if course.earlier is None else (self._further(name, course), self.weights(name, course.earlier))
            )
            self.room.fit(course, self.taught(name, course), self.room.params.readers[name], path, before=before)
        return path

    def restore(self, name: str, course: Course, file: Path) -> Path:
        """Keep the weights of an exported reader as those that were learnt in a course; return where.

        Raises `CorpusError` if others are kept there, and `ArtifactError` if the file doesn't hold this reader's weights.
        """
        from safetensors.numpy import save_file

        path = self.room.build / f"{name}-{self.fingerprint(name, course)}.safetensors"
        if path.exists():
            raise CorpusError(f"{path} is there already. Give another --build, or remove it and what went on from it.")
        weights = released_weights(file)
        if missing := self.room.missing(self.room.params.readers[name], weights):
            raise ArtifactError(
                f"{file} lacks weights of the {name} reader, among them {missing}. Name another model folder."
            )
        with in_one_piece(path) as place:
            save_file({key: weight.astype(np.float16) for key, weight in weights.items()}, place)
        return path

    def taught(self, name: str, course: Course) -> Lessons:
        """Give what a reader learns from: labels, and what its teachers think of these and of other texts.

        Of a corpus that has grown it reads what is new in every epoch, some of the rest once, and no other texts; it hears itself alone.
        """
        if course.earlier is not None and course.kind is Kind.GROWN:
            return self._grown(name, course, course.earlier)
        how, lessons = self.room.params.distillation, self.room.labelled(course.rows, self.room.params.readers[name])
        if not how.teachers:
            return lessons
        answers, read = self.teachers.mean(course), self.room.known_to(course)
        of_examples = np.full((len(self.room.examples), answers.shape[1]), np.nan)
        of_examples[read] = answers[: len(read)]
        lessons = lessons.heard(of_examples[course.rows], how.teacher_share)
        extra = [*self.room.unlabelled, *self.room.variations(course)]
        return lessons.and_unlabelled(extra, answers[len(read) :][: len(extra)], how.unlabelled_weight)

    def _grown(self, name: str, course: Course, earlier: Course) -> Lessons:
        how = self.room.params.grown[name]
        new = course.rows[: len(course.rows) - len(earlier.rows)]
        recalled = self.room.recalled(earlier, how.known_share)
        known = self._said(name, earlier, recalled)
        said = np.vstack([np.full((len(new), known.shape[1]), np.nan), known])
        lessons = self.room.labelled(np.concatenate([new, recalled]), self.room.params.readers[name])
        return replace(lessons, often=len(new)).heard(said, how.own_share)

    def fingerprint(self, name: str, course: Course) -> str:
        """Name the reader that would be fitted in a course."""
        params, course = self.room.params, self._last(name, course)
        parts: list[object] = [asdict(params.readers[name]), asdict(params.distillation)]
        if params.distillation.teachers:
            parts.append(asdict(params.teacher))
        if course.kind is Kind.GROWN:
            parts.append(asdict(params.grown[name]))
        return self.room.digest(course, parts)

    def _last(self, name: str, course: Course) -> Course:
        """Find the last course in which a reader learns."""
        while course.kind is Kind.GROWN and course.earlier is not None and name not in self.room.params.grown:
            course = course.earlier
        return course

    def _said(self, name: str, course: Course, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        """Give what a reader that learnt in a course answers to some of its texts: logits of shape `(rows, len(READER_COLUMNS))`."""

        def read() -> NDArray[np.float16]:
            texts = [self.room.examples[row].text for row in rows]
            return self.room.read(self.room.params.readers[name], self.weights(name, course), texts)

        which = sha256(repr([self.room.examples[row].id for row in rows]).encode()).hexdigest()[:12]
        return kept_logits(self.room.build / f"said-{name}-{self.fingerprint(name, course)}-{which}.npy", read)

    def _further(self, name: str, course: Course) -> GrownParams | FinishParams:
        return self.room.params.grown[name] if course.kind is Kind.GROWN else self.room.params.finish
