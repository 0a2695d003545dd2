"""The promises of the verdicts, and whether they were kept on this set."""

from collections.abc import Iterator

from model.outputs import FLIP_HEADS

from ..params import ThresholdParams
from .headlines import HEADLINES, Interval
from .study import Study
from .tables import shown, table


def promises(study: Study, params: ThresholdParams) -> Iterator[str]:
    """Write each promise with what was measured."""
    asked = {
        "flip_precision": params.flip_precision,
        "recall_above_clear": 1 - params.missed_flips,
        "false_alarms": params.false_alarms,
    }
    rows = []
    for head in FLIP_HEADS:
        for name, bound in asked.items():
            headline, found = HEADLINES[f"{head} {name}"], study.headlines[f"{head} {name}"]
            sign = "≥" if headline.more_is_better else "≤"
            rows.append(
                (
                    f"`{head}`",
                    headline.title,
                    f"{sign} {bound:.2f}",
                    shown(found),
                    _kept(found, bound, headline.more_is_better),
                )
            )
    yield from table(("readers", "promise", "asked", "measured", "kept"), rows)


def _kept(found: Interval, bound: float, more_is_better: bool) -> str:
    if found.value is None or found.low is None or found.high is None:
        return "can't be told here"
    low, high = (found.low, found.high) if more_is_better else (-found.high, -found.low)
    value, least = (found.value, bound) if more_is_better else (-found.value, -bound)
    if low >= least:
        return "yes"
    if high < least:
        return "**no**"
    return "yes, but not surely" if value >= least else "**no**, but not surely"
