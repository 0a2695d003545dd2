"""Where a model fails: what the report begins with. Posts are named by their ids alone."""

from collections.abc import Iterator, Sequence

import numpy as np

from model.outputs import FLIP_HEADS

from ..targets import is_flip
from .pictures.confusion import VERDICTS
from .slices import ENOUGH_FLIPS, ENOUGH_POSTS, Slice
from .study import Study, verdicts
from .tables import shown, table

_WORST = 8
_POSTS = 20


def failures(study: Study) -> Iterator[str]:
    """Write the slices and posts that the model gets most wrong."""
    for column, head in enumerate(FLIP_HEADS):
        everything = [*study.slices[head], *study.cue_slices[head]]
        yield f"### Before `{head}` readers"
        yield ""
        yield from _ranked_worst(everything, head, study)
        yield from _furthest_from_true(everything)
        yield from _posts(study, column)


def worst_first(slices: Sequence[Slice]) -> list[Slice]:
    """Order slices by AUROC, the worst first; those that can't give one come last."""
    return sorted(slices, key=lambda one: (one.auroc.value is None, one.auroc.value or 0.0))


def _ranked_worst(slices: Sequence[Slice], head: str, study: Study) -> Iterator[str]:
    whole = study.headlines[f"{head} auroc"].value
    poor = [one for one in worst_first(slices) if one.ranks and whole is not None and (one.auroc.value or 0) < whole]
    if not poor:
        yield f"No slice with {ENOUGH_FLIPS} flips and {ENOUGH_POSTS} posts ranks worse than the whole set."
        yield ""
        return
    yield f"Slices that rank worse than the whole set (AUROC {shown(study.headlines[f'{head} auroc'])}):"
    yield ""
    yield from table(
        ("slice", "", "posts", "flips", "AUROC", "flips cleared", "others called flip"),
        (
            (one.kind, one.name, one.posts, one.flips, shown(one.auroc), one.cleared, one.false)
            for one in _distinct(poor)[:_WORST]
        ),
    )


def _furthest_from_true(slices: Sequence[Slice]) -> Iterator[str]:
    # a market cue's slice is made of flips on purpose, so its share of flips says nothing
    known = [one for one in slices if one.posts >= ENOUGH_POSTS and one.kind != "market cue"]
    far = _distinct(sorted(known, key=lambda one: -abs(one.bias)))[:_WORST]
    if not far:
        return
    yield "Slices whose mean risk lies furthest from their share of flips:"
    yield ""
    yield from table(
        ("slice", "", "posts", "flips", "mean risk less share of flips"),
        ((one.kind, one.name, one.posts, one.flips, f"{one.bias:+.3f}") for one in far),
    )


def _distinct(slices: Sequence[Slice]) -> list[Slice]:
    """Leave out slices of the very same posts under another name, as a register that one source makes up."""
    return list({(one.posts, one.flips, one.auroc.value, one.bias): one for one in reversed(slices)}.values())[::-1]


def _posts(study: Study, column: int) -> Iterator[str]:
    """List broken promises first, then the widest gaps between the risk and what the annotators felt."""
    sample = study.sample
    flips, verdict = is_flip(sample.marks[:, column]), verdicts(sample, column)
    gaps = np.abs(sample.risks[:, column] - flips)
    broken = (flips & (verdict == 0)) | (~flips & (verdict == 2))
    order = np.lexsort((-gaps, ~broken))
    wrong = [row for row in order if broken[row] or gaps[row] > 0.5][:_POSTS]
    yield f"Posts on the wrong side, {int(broken.sum())} of them with the wrong verdict (shown are at most {_POSTS}):"
    yield ""
    yield from table(
        ("post", "mean grade", "risk", "verdict", ""),
        (
            (
                f"`{study.examples[row].id}`",
                f"{sample.marks[row, column]:.2f}",
                f"{sample.risks[row, column]:.2f}",
                VERDICTS[verdict[row]],
                ("a flip cleared" if flips[row] else "called flip, is none") if broken[row] else "",
            )
            for row in wrong
        ),
    )
