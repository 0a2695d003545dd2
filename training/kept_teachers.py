"""Teachers, larger than readers and fitted on the labels alone, and what they answer, kept on disk."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .classroom import Classroom, kept_logits
from .course import Course


@dataclass(frozen=True, slots=True)
class Teachers:
    """The teachers of a classroom. They also read `held_out` texts, for a comparison with their pupils; nobody learns from those."""

    room: Classroom
    held_out: Sequence[str] = ()

    def mean(self, course: Course) -> NDArray[np.float64]:
        """Give the mean of all teachers' logits: shape `(texts that they read, len(READER_COLUMNS))`."""
        count = self.room.params.distillation.teachers
        return np.asarray(np.mean([self.answers(number, course) for number in range(count)], axis=0))

    def answers(self, number: int, course: Course) -> NDArray[np.float64]:
        """Give one teacher's logits for all texts that teachers read."""

        def read() -> NDArray[np.float16]:
            return self.room.read(self.room.params.teacher, self.weights(number, course), self.read(course))

        return kept_logits(self.room.build / f"answers-{number}-{self._answers_fingerprint(number, course)}.npy", read)

    def read(self, course: Course) -> list[str]:
        """Give what they read: the examples they know, the unlabelled texts, the variations and the held-out texts."""
        return [*self._examples(course), *self.room.unlabelled, *self.room.variations(course), *self.held_out]

    def weights(self, number: int, course: Course) -> Path:
        """Fit a teacher's network on the labels, or find its weights; return their file."""
        path = self.room.build / f"teacher-{number}-{self._fingerprint(number, course)}.safetensors"
        if not path.exists():
            params, earlier = self.room.params, course.earlier
            before = None if earlier is None else (params.finish, self.weights(number, earlier))
            lessons = self.room.labelled(course.rows, params.teacher)
            self.room.fit(course, lessons, params.teacher, path, seed=1 + number, before=before)
        return path

    def _examples(self, course: Course) -> list[str]:
        return [self.room.examples[row].text for row in self.room.known_to(course)]

    def _fingerprint(self, number: int, course: Course) -> str:
        return self.room.digest(course, [asdict(self.room.params.teacher), number])

    def _answers_fingerprint(self, number: int, course: Course) -> str:
        params = self.room.params
        read = hashlib.sha256(repr(self._examples(course)).encode())
        read.update(repr(list(self.held_out)).encode())
        parts = [asdict(params.teacher), number, params.distillation.variations, read.hexdigest()]
        return self.room.digest(course, parts)
