"""The model card: what the released model is, how well it does, and where it fails, in words and figures."""

from collections.abc import Iterator, Mapping
from typing import Any

from model.manifest import Manifest
from model.norms import Relationship

RELEASE = "release"
"""Among the metrics of a manifest: which model it was compared with, on what it is worse, and why it was released all the same."""

_FIGURES = {
    "posts": "posts",
    "flips": "flips",
    "auroc": "AUROC",
    "average_precision": "average precision",
    "clear_cut_auroc": "AUROC, clear-cut posts",
    "f1": "F1 at one half",
    "calibration_error": "expected calibration error",
    "flip_precision": "of those called flip, are one",
    "flip_recall": "of flips, called flip",
    "recall_above_clear": "of flips, not called clear",
    "false_alarms": "of posts nobody felt as a flip, called flip",
}


def write_card(manifest: Manifest) -> str:
    """Write the card as Markdown."""
    return "\n".join(_lines(manifest)) + "\n"


def _lines(manifest: Manifest) -> Iterator[str]:
    yield f"# FlipGuard model {manifest.version}"
    yield ""
    yield f"Made on {manifest.created}. Recipe: {manifest.recipe}"
    yield ""
    yield from _LIMITS
    yield ""
    yield (
        "Where it fails, slice by slice and with examples, is in the evaluation report of the repository, "
        "`docs/evaluation/README.md`; `make evaluate BENCH=…` writes that anew."
    )
    yield ""
    yield "## Verdicts"
    yield ""
    yield (
        "The two thresholds were chosen on posts that no reader had learnt from, to keep a promise: of what is called `flip`, at least 9 in "
        "10 are; of real flips, at most 1 in 20 come out `clear`; of posts that nobody felt as a flip, at most 1 in 100 "
        "are called `flip`. Whether it was kept on other posts is in the tables below."
    )
    yield ""
    yield "| relationship | review from | flip from |"
    yield "|---|---|---|"
    for relationship, bands in manifest.thresholds.items():
        yield f"| {relationship} | {bands.review:g} | {bands.flip:g} |"
    yield f"| {Relationship.MARKET} | never | never |"
    yield from _release(manifest.metrics.get(RELEASE, {}))
    for name, figures in manifest.metrics.items():
        if isinstance(figures, Mapping) and name != RELEASE:
            yield from section(name, figures)
    yield from _corpus(manifest)


def _release(compared: Mapping[str, Any]) -> Iterator[str]:
    if not compared:
        return
    before, worse = compared["compared_with"], compared["worse"]
    yield ""
    if "despite" in compared:
        yield f"**Released although it may be worse than {before}**: {compared['despite']}"
        yield ""
        yield from (f"- {one}" for one in worse)
    else:
        yield f"On the benchmark below it is worse than the model before it, {before}, on no headline figure, but for noise."


_LIMITS = (
    "## Limits, first",
    "",
    "- The labels are a language model's, held to the annotation guide, not yet a crowd's. No study has measured from "
    "wording whether a post flips a relationship; these are judgements guided by the literature.",
    "- English only. Other languages are answered with a warning.",
    "- It reads one post. Irony, in-jokes and what was agreed elsewhere are beyond it unless the post says so.",
    "- Under `mixed` flips are rare in real posts, so its figures rest on few of them.",
    "- 977 of the real posts come from data sets whose terms forbid commercial use (DailyDialog, SAMSum, EmpatheticDialogues and "
    "seven small ones) and 15,492 from homes that state no licence; training/corpus/sources.json names each.",
    "- The posts of the training data are mostly short; long ones are read in passages, and the riskiest decides.",
)


def section(name: str, figures: Mapping[str, Any]) -> Iterator[str]:
    """Write the figures of one set as a Markdown section."""
    yield ""
    yield f"## {name}"
    yield ""
    if note := figures.get("note"):
        yield str(note)
        yield ""
    heads = [head for head in ("social", "mixed") if head in figures]
    yield "| | " + " | ".join(heads) + " |"
    yield "|---|" + "---|" * len(heads)
    for key, title in _FIGURES.items():
        yield f"| {title} | " + " | ".join(_with_interval(figures[head], key) for head in heads) + " |"
    if pairs := figures.get("pairs"):
        yield f"| contrast pairs ranked right | {_shown(pairs['ranked_right'])} of {pairs['pairs']} | |"
    yield from _slices(figures)
    if cues := figures.get("cues"):
        yield ""
        yield (
            "F1 of the cues that enough posts carry: "
            + ", ".join(f"`{cue}` {value:.2f}" for cue, value in cues.items())
            + "."
        )


def _slices(figures: Mapping[str, Any]) -> Iterator[str]:
    slices = figures.get("social", {}).get("slices", [])
    if len(slices) < 2:
        return
    yield ""
    yield "By source, `social`, the worst ranked first:"
    yield ""
    yield "| source | posts | flips | AUROC | calibration error |"
    yield "|---|---|---|---|---|"
    for one in slices:
        yield f"| {one['name']} | {one['posts']} | {one['flips']} | {_shown(one['auroc'])} | {_shown(one['calibration_error'])} |"


def _corpus(manifest: Manifest) -> Iterator[str]:
    yield ""
    yield "## Trained on"
    yield ""
    for name, value in manifest.corpus.items():
        yield f"- {name.replace('_', ' ')}: {value}"
    yield ""
    yield "Made with " + ", ".join(f"{name} {version}" for name, version in manifest.packages.items()) + "."


def _with_interval(figures: Mapping[str, Any], key: str) -> str:
    interval = figures.get("intervals", {}).get(key)
    return _shown(figures.get(key)) + (f" ({interval[0]:.3f}–{interval[1]:.3f})" if interval else "")


def _shown(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
