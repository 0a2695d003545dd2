"""The split, kept on disk by what was split, so that two machines that share the folder part the rows alike."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .examples import Example
from .params import Params
from .split import Split, split


def kept_split(examples: Sequence[Example], params: Params, build: Path) -> Split:
    """Split the examples, or find how these very examples were split before."""
    content = hashlib.sha256(repr((params.split, params.seed, params.corpus.near_duplicate_similarity)).encode())
    for example in examples:
        content.update(repr(_known_by(example)).encode())
    path = build / f"split-{content.hexdigest()[:12]}.npz"
    if not path.exists():
        parts = split(
            examples,
            folds=params.split.folds,
            largest_source=params.split.largest_source,
            seed=params.seed,
            similarity=params.corpus.near_duplicate_similarity,
        )
        build.mkdir(parents=True, exist_ok=True)
        np.savez(path, train=parts.train, validation=parts.validation, test=parts.test)
    with np.load(path) as found:
        return Split(train=found["train"], validation=found["validation"], test=found["test"])


def _known_by(example: Example) -> tuple[object, ...]:
    return example.id, example.text, example.group, example.social, example.mixed, example.joined, example.part
