"""Fine-tuned networks kept on disk by what they were made of, so that an interrupted training goes on where it was.

A reader is taught in two steps: teachers, larger than it, are fine-tuned on the labels; then the reader learns from the labels
and from what the teachers answer, also on texts that nobody labelled. A fit may run on another machine than the rest of the
training: it is known by its rows and parameters alone.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.outputs import FLIP_GRADE, GRADES
from model.reader import READER_FILE

from .encoders import ENCODERS, unpack
from .examples import Example
from .lessons import Lessons
from .params import Params

_FLIP_COLUMN = GRADES.index(FLIP_GRADE)


@dataclass(frozen=True, slots=True)
class ReaderSchool:
    """Where readers are fitted and kept: `build` is the folder, `device` a torch device.

    Teachers also read the texts that are `held_out`, for a comparison with their pupil; nobody learns from those.
    """

    examples: Sequence[Example]
    unlabelled: Sequence[str]
    params: Params
    build: Path
    held_out: Sequence[str] = ()
    device: str = "cpu"
    threads: int | None = None

    def reader(self, rows: NDArray[np.intp], before: NDArray[np.intp] | None = None) -> Path:
        """Fit the reader that learns from these rows, or find it; return the folder that holds it.

        One that learnt from the rows `before` goes on over these.
        """
        folder = self.build / f"reader-{self.fingerprint(rows, before)}"
        if not (folder / READER_FILE).exists():
            # the deep-learning framework loads only where a reader is truly trained
            from .export_reader import export_reader
            from .reader_network import ReaderNetwork

            base = unpack(ENCODERS[self.params.reader.encoder], self.build)
            network = ReaderNetwork.start(base, self.params.reader.dropout).restored(self.weights(rows, before))
            export_reader(network, base, folder)
        return folder

    def weights(self, rows: NDArray[np.intp], before: NDArray[np.intp] | None = None) -> Path:
        """Fit the network of the reader that learns from these rows, or find its weights; return their file."""
        path = self.build / f"reader-{self.fingerprint(rows, before)}.safetensors"
        if not path.exists():
            from .fit_reader import fit_reader

            params = self.params.reader if before is None else replace(self.params.reader, **asdict(self.params.finish))
            fit_reader(
                self._lessons(rows),
                unpack(ENCODERS[params.encoder], self.build),
                params,
                seed=self.params.seed,
                device=self.device,
                threads=self.threads,
                weights=None if before is None else self.weights(before),
            ).save(path)
        return path

    def _lessons(self, rows: NDArray[np.intp]) -> Lessons:
        how = self.params.distillation
        lessons = Lessons.of([self.examples[row] for row in rows], self.params.reader)
        if not how.teachers:
            return lessons
        answers = np.mean([self.teacher(rows, number) for number in range(how.teachers)], axis=0)
        unlabelled = answers[len(self.examples) :][: len(self.unlabelled)]
        unsure = np.argsort(np.abs(unlabelled[:, _FLIP_COLUMN]), kind="stable")[: how.unlabelled_texts]
        taught = lessons.heard(answers[rows], how.teacher_share)
        texts = [self.unlabelled[number] for number in unsure]
        return taught.and_unlabelled(texts, unlabelled[unsure], how.unlabelled_weight)

    def teacher(self, rows: NDArray[np.intp], number: int) -> NDArray[np.float64]:
        """Give the logits of a teacher that learnt from these rows: for all examples, the unlabelled texts and the held out."""
        path = self.build / f"teacher-{number}-{self._teacher_fingerprint(rows, number)}.npy"
        if not path.exists():
            from .fit_reader import fit_reader, read_all

            params, seed = self.params.teacher, self.params.seed + 1 + number
            base = unpack(ENCODERS[params.encoder], self.build)
            lessons = Lessons.of([self.examples[row] for row in rows], params)
            network = fit_reader(lessons, base, params, seed=seed, device=self.device, threads=self.threads)
            texts = [*(example.text for example in self.examples), *self.unlabelled, *self.held_out]
            np.save(path, read_all(network, base, texts, params, self.device).astype(np.float16))
        logits: NDArray[np.float64] = np.load(path).astype(np.float64)
        return logits

    def fingerprint(self, rows: NDArray[np.intp], before: NDArray[np.intp] | None = None) -> str:
        """Name the reader that would be fitted on these rows, going on from one that was fitted on those `before`."""
        how = self.params.distillation
        parts = (self.params.reader, how, self.params.teacher) if how.teachers else (self.params.reader, how)
        recipe = repr([asdict(part) for part in parts])
        if before is not None:
            recipe += repr(asdict(self.params.finish)) + self.fingerprint(before)
        return self._digest(rows, recipe)

    def _teacher_fingerprint(self, rows: NDArray[np.intp], number: int) -> str:
        read = hashlib.sha256(repr([example.text for example in self.examples]).encode())
        read.update(repr(list(self.held_out)).encode())
        return self._digest(rows, repr((asdict(self.params.teacher), number, read.hexdigest())))

    def _digest(self, rows: NDArray[np.intp], recipe: str) -> str:
        made_of = hashlib.sha256(f"{recipe} {self.params.seed}".encode())
        for row in rows:
            example = self.examples[row]
            cues = sorted(example.market_cues | example.social_cues)
            made_of.update(repr((example.id, example.text, example.social, example.mixed, cues)).encode())
        made_of.update(repr(list(self.unlabelled)).encode())
        return made_of.hexdigest()[:12]
