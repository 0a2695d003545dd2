"""Correcting the flip risks of a released model whose readers have read every row, by those of one whose readers have not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.pipeline import Pipeline

from model import Classifier
from model.artifact import load_pipeline, read_manifest
from model.manifest import Manifest
from model.outputs import FLIP_HEADS
from model.pipeline import assemble
from model.released_readers import reader_folders

from .card import RELEASE
from .corrections import Correction, corrected_heads, corrected_thresholds, fit_corrections
from .curves import histogram
from .examples import Example
from .gathering import gather
from .given import Given
from .kept_scores import KeptScores
from .kept_split import kept_split
from .params import read_params
from .publish import lay_out, next_version
from .recipe import SCORE_HISTOGRAM
from .release import BENCHMARK, Release, release


def recalibrate_and_publish(
    given: Given, *, model: Path, like: Path, artifacts: Path, despite_worse: str | None
) -> Path:
    """Fit corrections on the risks that `like` gives held-out real posts, apply them to `model`, and publish it; return the folder.

    Raises `ArtifactError` if a model can't be trusted, and `WorseModelError` rather than publish a worse one.
    """
    where = Release(artifacts, given.benchmark(), despite_worse)
    where.check()
    params, build = read_params(given.params), given.work.build
    examples = gather(given.corpus, given.texts)
    parts = kept_split(examples, params, build)
    held_out = [examples[row] for row in (*parts.validation, *parts.test)]
    with KeptScores(Classifier.load(like), build) as scores:
        chances = scores.table([example.text for example in held_out])
    corrections = fit_corrections(held_out, chances, params.thresholds.enough_flips)
    before = read_manifest(model)
    told = _told(corrections, held_out, read_manifest(like).version)
    click.echo(told)
    tested = _real_risks(held_out[len(parts.validation) :], chances[len(parts.validation) :])
    manifest = _corrected(before, corrections, told, next_version(artifacts), histogram(corrections[0].of(tested)))
    folders = {folder.name: folder for folder in reader_folders(model, before)}
    candidate = lay_out(_pipeline(model, corrections), folders, manifest, build / "candidate")
    published = release(candidate, where, params, click.echo)
    click.echo(f"Published {published}.")
    return published


def _real_risks(examples: Sequence[Example], chances: NDArray[np.float64]) -> NDArray[np.float64]:
    real = np.array([example.is_public for example in examples], dtype=bool)
    return np.asarray(chances[real, FLIP_HEADS.index("social")])


def _pipeline(model: Path, corrections: Sequence[Correction]) -> Pipeline:
    steps = load_pipeline(model).named_steps
    (_, ngrams), *readers = steps["signals"].transformer_list
    return assemble(ngrams, corrected_heads(steps["heads"], corrections), [one.reader for _, one in readers])


def _told(corrections: Sequence[Correction], held_out: Sequence[Example], like: str) -> str:
    real = sum(example.is_public for example in held_out)
    each = ", ".join(
        f"`{head}` by {one.slope:.3f} with {one.intercept:+.3f} added"
        for head, one in zip(FLIP_HEADS, corrections, strict=True)
    )
    return f"Its log odds are corrected, {each}: fitted on what {like}, whose readers have not read them, says of {real:,} held-out real posts."


def _corrected(
    before: Manifest, corrections: Sequence[Correction], told: str, version: str, scores: Sequence[Any]
) -> Manifest:
    kept = {name: _noted(value) for name, value in before.metrics.items() if name not in (BENCHMARK, RELEASE)}
    return replace(
        before,
        version=version,
        created=datetime.now(UTC).date().isoformat(),
        recipe=f"{before.recipe} {told}",
        thresholds=corrected_thresholds(before.thresholds, corrections),
        metrics={**kept, SCORE_HISTOGRAM: list(scores)},
        files={},
    )


def _noted(value: Any) -> Any:
    if isinstance(value, Mapping) and "note" in value:
        return {
            **value,
            "note": f"{value['note']} Measured before risks were corrected, which moves the calibration error alone.",
        }
    return value
