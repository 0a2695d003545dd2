"""Releasing: a trained model is measured as it will be served, held against the released one, and published."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from model import Classifier
from model.artifact import RELEASED_FILE, read_manifest, released_folder
from model.outputs import FLIP_HEADS

from .card import RELEASE
from .evaluate import evaluate
from .examples import Example
from .kept_scores import KeptScores
from .params import Params
from .publish import publish, seal
from .release_gate import WorseModelError, compare_releases, refuse_worse
from .report.headlines import FLIP_HEADLINES, headline_intervals
from .report.sample import Sample

BENCHMARK = "Benchmark of real posts"

_NOTE = (
    "Hard posts with three annotators' votes each, never trained on; measured on the released model itself. In brackets are "
    "95 % intervals from sets drawn anew."
)


@dataclass(frozen=True, slots=True)
class Release:
    """Where to publish, what to measure on, and why a worse model may be released all the same, if it may."""

    artifacts: Path
    bench: Sequence[Example]
    despite_worse: str | None = None

    def check(self) -> None:
        """Raise `WorseModelError` before hours of training if the new model could not be compared with the released one."""
        if (self.artifacts / RELEASED_FILE).exists() and not self.bench and not self.despite_worse:
            raise WorseModelError(
                f"{self.artifacts} holds a released model, and without a benchmark nobody can tell whether the new one is worse. "
                "Give --bench, publish elsewhere with --artifacts, or say why not with --despite-worse REASON."
            )


def release(candidate: Path, where: Release, params: Params, say: Callable[[str], None]) -> Path:
    """Measure the model that was laid out in `candidate`, hold it against the released one, and publish it.

    Raises `WorseModelError` if it is worse and no reason was given; the candidate stays where it is, with its figures.
    """
    manifest = read_manifest(candidate)
    metrics: dict[str, Any] = dict(manifest.metrics)
    scores = KeptScores(Classifier.load(candidate))
    if where.bench:
        metrics[BENCHMARK] = {"note": _NOTE, **measure(where.bench, scores, params)}
    seal(replace(manifest, metrics=metrics), candidate)
    if compared := _compare(scores, where, params, say):
        seal(replace(manifest, metrics={**metrics, RELEASE: compared}), candidate)
    return publish(candidate, manifest.version, where.artifacts)


def measure(bench: Sequence[Example], scores: KeptScores, params: Params) -> dict[str, Any]:
    """Measure a model on a benchmark: the figures of `evaluate`, and `intervals` of each flip head's headlines."""
    manifest = scores.classifier.manifest
    table = scores.table([example.text for example in bench])
    figures = evaluate(bench, table, manifest.thresholds, manifest.cue_thresholds)
    found = headline_intervals(Sample.of(bench, table, manifest), params.release.resamples, params.seed)
    for head in FLIP_HEADS:
        intervals = {one.name: found[f"{head} {one.name}"] for one in FLIP_HEADLINES}
        figures[head]["intervals"] = {
            name: [one.low, one.high] for name, one in intervals.items() if one.low is not None
        }
    return figures


def _compare(scores: KeptScores, where: Release, params: Params, say: Callable[[str], None]) -> dict[str, Any]:
    if not (where.artifacts / RELEASED_FILE).exists():
        return {}
    before = read_manifest(released_folder(where.artifacts))
    compared: dict[str, Any] = {"compared_with": before.version, "worse": []}
    if where.bench:
        released = KeptScores(Classifier.load(released_folder(where.artifacts)))
        comparisons = compare_releases(where.bench, released, scores, params.release, params.seed)
        for one in comparisons:
            say(f"  {'WORSE' if one.is_worse else 'ok   '} {one}")
        if not where.despite_worse:
            refuse_worse(comparisons)
        compared["worse"] = [str(one) for one in comparisons if one.is_worse]
    if where.despite_worse and (compared["worse"] or not where.bench):
        compared["despite"] = where.despite_worse
    return compared
