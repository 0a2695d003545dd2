"""How costs grow: time against text length, number of posts and size of the corpus, as the exponent of a power."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from model import Classifier

from .figures import US, Figures, seconds_of
from .learning import fine_tune, fit_ngrams
from .plan import Plan
from .texts import of_length, repeated

PART = "growth"

_AT_LEAST = 0.2
"""A text is judged again and again for so many seconds, so that short ones are timed as well as long ones."""


def measure(plan: Plan, figures: Figures) -> None:
    """Time each cost at several sizes and fit its exponent: 1 grows as the size does, 2 as its square."""
    classifier = Classifier.load(plan.model_folder, kept_passages=0)  # the same posts come again and again
    classifier.assess(plan.texts[0])  # warm
    texts = [of_length(plan.texts, length) for length in plan.lengths]
    for _ in range(plan.repeats):
        for name, work in (("assess", classifier.assess), ("scores", classifier.scores)):
            seconds = [_one(partial(work, text), plan) for text in texts]
            _keep(figures, f"{name}, one post by its length", plan.lengths, seconds, "code points", 1e3, "ms")
        batches = [repeated(plan.texts, size) for size in plan.batches]
        seconds = [seconds_of(partial(_score_all, classifier, batch)) for batch in batches]
        _keep(figures, "scores, by the number of posts", plan.batches, seconds, "posts", 1, "s")
    _learn(plan, figures)


def _learn(plan: Plan, figures: Figures) -> None:
    seconds = [fit_ngrams(rows) for rows in plan.rows]
    _keep(figures, "training: n-grams, by the rows of the corpus", plan.rows, seconds, "rows", 1, "s")
    try:
        seconds = [fine_tune(steps, plan.small_encoder) for steps in plan.steps]
        case = "training: an encoder of the reader's size, by steps of 32 posts"
        _keep(figures, case, plan.steps, seconds, "steps", 1, "s")
    except ModuleNotFoundError as error:
        figures.remark(f"Growth: without the package {error.name}, training a reader was not measured.")


def _score_all(classifier: Classifier, texts: Sequence[str]) -> None:
    for text in texts:
        classifier.scores(text)


def _one(work: Callable[[], object], plan: Plan) -> float:
    first = seconds_of(work)
    times = 1 if plan.repeats == 1 else max(1, int(_AT_LEAST / first))
    return min(first, seconds_of(lambda: [work() for _ in range(times)]) / times)


def _keep(
    figures: Figures, case: str, sizes: Sequence[int], seconds: Sequence[float], what: str, times: float, unit: str
) -> None:
    for size, taken in zip(sizes, seconds, strict=True):
        figures.add(PART, f"{case}: {size:,} {what}", US, unit, taken * times)
    slope = float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])
    figures.add(PART, case, US, "exponent", slope)
