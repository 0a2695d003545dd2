"""Writing the report: one Markdown page with its pictures beside it, the same to the byte for the same model, set and seed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from model import ModelIdentity
from model.outputs import FLIP_HEADS

from ..behaviour.outcome import Outcome
from ..behaviour.section import behaviour_page, behaviour_summary
from ..examples import Example, text_sha256
from ..params import ThresholdParams
from .details import cue_section, slice_sections
from .failures import failures, worst_first
from .headlines import CUES, FLIP_HEADLINES, PAIRS
from .pictures.confusion import confusion_picture
from .pictures.forest import forest_picture
from .pictures.precision_recall import precision_recall_picture
from .pictures.reliability import reliability_picture
from .promises import promises
from .study import Study
from .tables import picture, shown, table

REPORT_FILE = "README.md"
BEHAVIOUR_FILE = "behaviour.md"


@dataclass(frozen=True, slots=True)
class Setting:
    """What was measured on what.

    `bench` names the set, `labelled` counts its texts that the training corpus labels; `resamples` are the sets drawn anew.
    """

    model: ModelIdentity
    bench: str
    labelled: int
    resamples: int
    seed: int
    promise: ThresholdParams


def write_report(study: Study, behaviour: Sequence[Outcome], setting: Setting, folder: Path) -> Path:
    """Write the report into a folder and return its page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in _pictures(study).items():
        (folder / name).write_text(svg, encoding="utf-8")
    _write(folder / BEHAVIOUR_FILE, behaviour_page(behaviour, setting.model))
    page = folder / REPORT_FILE
    _write(page, _page(study, behaviour, setting))
    return page


def _write(page: Path, lines: Iterable[str]) -> None:
    page.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def _pictures(study: Study) -> dict[str, str]:
    pictures = {
        "reliability.svg": reliability_picture(study.reliability),
        "precision-recall.svg": precision_recall_picture(study.tradeoffs),
        "verdicts.svg": confusion_picture(study.confusion),
    }
    for head in FLIP_HEADS:
        slices = [one for one in worst_first([*study.slices[head], *study.cue_slices[head]]) if one.ranks]
        whole = study.headlines[f"{head} auroc"].value
        if slices and whole is not None:
            pictures[f"slices-{head}.svg"] = forest_picture(slices, whole, head)
    return pictures


def _page(study: Study, behaviour: Sequence[Outcome], setting: Setting) -> Iterator[str]:
    yield f"# Evaluation of model {setting.model.version}"
    yield ""
    yield from _setting(study, setting)
    yield "## Where it fails"
    yield ""
    yield from failures(study)
    yield from behaviour_summary(behaviour, BEHAVIOUR_FILE)
    yield "## Headline figures"
    yield ""
    yield from _headlines(study)
    yield "## Promises of the verdicts"
    yield ""
    yield from promises(study, setting.promise)
    yield from picture("verdicts.svg", "Verdicts by mean grade, social and mixed readers")
    yield "## Are the risks true?"
    yield ""
    yield from picture("reliability.svg", "Share of flips over mean risk, social and mixed readers")
    yield from picture("precision-recall.svg", "Precision over recall, social and mixed readers")
    yield from cue_section(study)
    yield from slice_sections(study)


def _setting(study: Study, setting: Setting) -> Iterator[str]:
    real = sum(example.is_public for example in study.examples)
    sources = len({example.source for example in study.examples})
    yield (
        f"Model `{setting.model.digest}` on `{setting.bench}`: {len(study.examples):,} posts ({real:,} real ones) from {sources} "
        f"sources, set `{_digest(study.examples)}`. Grades are the mean votes of several annotators, 0 to 3; 1.5 and more "
        f"is a flip. {_labelled(setting.labelled)}"
    )
    yield ""
    yield (
        f"Figures in brackets are 95 % intervals from {setting.resamples:,} sets drawn anew (seed {setting.seed}); what belongs together, a "
        "contrast group, a video's comments, a subreddit, an author, is drawn whole. "
        "Posts are named by their ids; their texts are not ours to print. "
        "`make evaluate BENCH=…` writes this page and its pictures anew."
    )
    yield ""


def _labelled(count: int) -> str:
    if not count:
        return "No text of the set is among those that the training corpus labels."
    return f"**{count:,} texts of the set are among those that the training corpus labels: its figures are too good to be true.**"


def _digest(examples: Sequence[Example]) -> str:
    content = hashlib.sha256()
    for one in examples:
        cues = sorted(one.market_cues | one.social_cues)
        content.update(f"{one.id} {text_sha256(one.text)} {one.social} {one.mixed} {cues}\n".encode())
    return f"sha256:{content.hexdigest()[:16]}…"


def _headlines(study: Study) -> Iterator[str]:
    rows: list[tuple[str, ...]] = [
        (one.title, *(shown(study.headlines[f"{head} {one.name}"]) for head in FLIP_HEADS)) for one in FLIP_HEADLINES
    ]
    if study.headlines[PAIRS.name].value is not None:
        rows.append((PAIRS.title, shown(study.headlines[PAIRS.name]), ""))
    rows.append((CUES.title, shown(study.headlines[CUES.name]), ""))
    counts = {head: sum(one.flips for one in study.slices[head] if one.kind == "source") for head in FLIP_HEADS}
    yield (
        "Intervals of shares are no narrower than Wilson's. Drawing anew makes a calibration error larger, so its interval leans "
        "upwards; a macro F1 is the mean over the cues that enough posts carry."
    )
    yield ""
    yield from table(("", *(f"`{head}` ({counts[head]} flips)" for head in FLIP_HEADS)), rows)
    errors = " and ".join(f"{shown(study.by_chance[head])} under `{head}`" for head in FLIP_HEADS)
    yield f"On so few posts a model whose risks were all true would show an expected calibration error of {errors}."
    yield ""
