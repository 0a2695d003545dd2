"""Scores kept on disk by the model that gave them and the hash of the text, so that nothing is scored twice."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

import model
from model import Classifier
from model.outputs import CUES, HEADS

from .examples import text_sha256

_QUIET = 500


class KeptScores:
    """A model's scores through the same door as the product: whole posts, `mixed` never above `social`.

    As a context it writes what it has scored to `folder` at the end; without a folder it only remembers. What is kept holds
    hashes and numbers, no texts, and is found again only by the same model under the same scoring code.
    """

    def __init__(self, classifier: Classifier, folder: Path | None = None) -> None:
        self.classifier = classifier
        self._path = folder and folder / f"scores-{_fingerprint(classifier)}.json"
        self._rows: dict[str, list[float]] = {}
        if self._path and self._path.exists():
            self._rows = json.loads(self._path.read_text(encoding="utf-8"))
        self._found = len(self._rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._path is None or len(self._rows) == self._found:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = self._path.with_name(f"{self._path.name}.part")
        unfinished.write_text(json.dumps(self._rows), encoding="utf-8")
        unfinished.replace(self._path)

    def table(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Score texts: shape `(len(texts), len(HEADS))`. Shows a progress bar where there is much to score."""
        keys = [text_sha256(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}
        for key, text in tqdm(missing.items(), desc="Scoring", unit=" posts", disable=len(missing) < _QUIET or None):
            one = self.classifier.scores(text)
            self._rows[key] = [one.social, one.mixed, *(one.cue(cue) for cue in CUES)]
        return np.array([self._rows[key] for key in keys], dtype=np.float64).reshape(len(texts), len(HEADS))


def _fingerprint(classifier: Classifier) -> str:
    made_of = hashlib.sha256(classifier.identity.digest.encode())
    for path in sorted(Path(model.__file__).parent.glob("*.py")):
        made_of.update(path.read_bytes())
    return made_of.hexdigest()[:16]
