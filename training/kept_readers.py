"""Fine-tuned readers kept on disk by what they were made of, so that an interrupted training goes on where it was."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.reader import READER_FILE

from .base_encoder import ARCHIVE_SHA256, unpack
from .examples import Example
from .params import ReaderParams
from .recipe import ReaderFitter


def reader_fitter(
    examples: Sequence[Example], params: ReaderParams, *, seed: int, build: Path, threads: int | None = None
) -> ReaderFitter:
    """Make the function that fine-tunes a reader, or finds the one that was made of the very same rows before."""

    def fit(rows: NDArray[np.intp]) -> Path:
        folder = build / f"reader-{_fingerprint(examples, rows, params, seed)}"
        if (folder / READER_FILE).exists():
            return folder
        # the deep-learning framework loads only where a reader is truly trained
        from .export_reader import export_reader
        from .fit_reader import fit_reader

        base = unpack(build / "encoder")
        network = fit_reader(examples, rows, base, params, seed=seed, threads=threads)
        export_reader(network, base, folder)
        return folder

    return fit


def _fingerprint(examples: Sequence[Example], rows: NDArray[np.intp], params: ReaderParams, seed: int) -> str:
    made_of = hashlib.sha256(repr((asdict(params), seed, ARCHIVE_SHA256)).encode())
    for row in rows:
        made_of.update(repr((examples[row].id, examples[row].text, examples[row].social, examples[row].mixed)).encode())
    return made_of.hexdigest()[:12]
