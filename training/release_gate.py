"""The gate before a release: a model that is worse than the released one on a headline figure does not pass.

Both are measured on the same set by the same code. What counts as worse is stated in `params.toml`: a figure that falls by more
than the tolerance, and does so on nearly all of the sets drawn anew, on which both are measured side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .examples import Example
from .kept_scores import KeptScores
from .params import ReleaseParams
from .report.headlines import HEADLINES, Figures, Headline, counted_cues, headline_figures
from .report.sample import Sample, draws


class WorseModelError(Exception):
    """A model may not be released; the message names the figures and the way out."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One headline figure of the released model and of a new one. `fell_in` is the share of drawn sets on which it got worse."""

    name: str
    released: float | None
    new: float | None
    fell_in: float
    is_worse: bool

    def __str__(self) -> str:
        return f"{self.name}: {_shown(self.released)} released, {_shown(self.new)} now, worse in {self.fell_in:.0%} of drawn sets"


def compare_releases(
    bench: Sequence[Example], released: KeptScores, new: KeptScores, params: ReleaseParams, seed: int
) -> list[Comparison]:
    """Compare every headline figure that the released model has on the set."""
    texts = [example.text for example in bench]
    before, after = (Sample.of(bench, one.table(texts), one.classifier.manifest) for one in (released, new))
    cues = counted_cues(before)
    old, now = headline_figures(before, cues), headline_figures(after, cues)
    drawn = [
        (
            headline_figures(before.take(one.rows, one.clusters), cues),
            headline_figures(after.take(one.rows, one.clusters), cues),
        )
        for one in draws(before.clusters, params.resamples, seed)
    ]
    return [_compare(name, one, old, now, drawn, params) for name, one in HEADLINES.items() if old[name] is not None]


def _compare(
    name: str,
    headline: Headline,
    old: Figures,
    now: Figures,
    drawn: Sequence[tuple[Figures, Figures]],
    params: ReleaseParams,
) -> Comparison:
    loss = _loss(headline, old, now, name)
    if loss is None:  # calling nothing a flip is no way to be precise; what it loses shows in the recall
        return Comparison(name, old[name], now[name], 0.0, is_worse=False)
    losses = [_loss(headline, one, other, name) for one, other in drawn]
    known = [one for one in losses if one is not None]
    fell_in = sum(one > 0 for one in known) / max(1, len(known))
    return Comparison(name, old[name], now[name], fell_in, loss > params.tolerance and fell_in >= params.certainty)


def _loss(headline: Headline, old: Figures, now: Figures, name: str) -> float | None:
    before, after = old[name], now[name]
    if before is None or after is None:
        return None
    return before - after if headline.more_is_better else after - before


def refuse_worse(comparisons: Sequence[Comparison]) -> None:
    """Raise `WorseModelError` if any figure got worse."""
    worse = [str(one) for one in comparisons if one.is_worse]
    if worse:
        listed = "\n".join(f"  {one}" for one in worse)
        raise WorseModelError(
            f"The new model is worse than the released one on {len(worse)} of {len(comparisons)} headline figures:\n{listed}\n"
            "It was not published. Improve it, or release it with --despite-worse REASON, which its card will tell."
        )


def _shown(figure: float | None) -> str:
    return "none" if figure is None else f"{figure:.3f}"
