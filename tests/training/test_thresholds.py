from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from model import Relationship, Verdict
from model.outputs import CUES, HEADS
from training.examples import Example
from training.params import ThresholdParams
from training.thresholds import choose_cue_thresholds, choose_thresholds

MakeExample = Callable[..., Example]
PROMISE = ThresholdParams(
    flip_precision=0.9, flip_certainty=0.95, missed_flips=0.05, false_alarms=0.01, enough_flips=20
)


def _predicted(examples: list[Example], social: list[float]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    table = np.zeros((len(examples), len(HEADS)))
    table[:, 0] = social
    table[:, 1] = 0.01
    return table


def test_the_promise_is_kept_where_it_can_be(make_example: MakeExample) -> None:
    flips = [make_example(id=f"f{i}", social=3, public=True) for i in range(100)]
    calm = [make_example(id=f"c{i}", public=True) for i in range(300)]
    rng = np.random.default_rng(1)
    risks = np.concatenate([rng.beta(6, 2, 100), rng.beta(1, 12, 300)])
    bands = choose_thresholds(flips + calm, _predicted(flips + calm, risks.tolist()), PROMISE)[Relationship.SOCIAL]
    called = risks >= bands.flip
    assert called[:100].sum() / called.sum() >= 0.9
    assert called[100:].mean() <= 0.01
    assert (risks[:100] < bands.review).mean() <= 0.05
    assert bands.review <= bands.flip


def test_nine_in_ten_is_promised_only_where_as_many_posts_show_it(make_example: MakeExample) -> None:
    def bar(tens: int) -> float:
        upper = [make_example(id=f"u{i}", social=3, public=True) for i in range(30 * tens)]
        middle = [make_example(id=f"m{i}", social=3 * (i % 10 > 0), public=True) for i in range(10 * tens)]
        calm = [make_example(id=f"c{i}", public=True) for i in range(200 * tens)]
        risks = [0.9] * len(upper) + [0.6] * len(middle) + [0.1] * len(calm)
        posts = [*upper, *middle, *calm]
        return choose_thresholds(posts, _predicted(posts, risks), PROMISE)[Relationship.SOCIAL].flip

    assert bar(1) > 0.6, "39 of 40 are flips, which a model that is right in nine of ten may show, too"
    assert bar(10) <= 0.6


def test_thresholds_are_chosen_on_real_posts_where_enough_of_them_flip(make_example: MakeExample) -> None:
    real = [make_example(id=f"r{i}", social=3 * (i % 2), public=True) for i in range(240)]
    written = [make_example(id=f"w{i}", social=3 * (i % 2)) for i in range(240)]
    risks = [0.9 if i % 2 else 0.1 for i in range(240)] + [0.1 if i % 2 else 0.9 for i in range(240)]
    bands = choose_thresholds(real + written, _predicted(real + written, risks), PROMISE)[Relationship.SOCIAL]
    assert bands.verdict(0.9) is Verdict.FLIP
    assert bands.verdict(0.05) is Verdict.CLEAR


@pytest.mark.parametrize(("mean", "is_flip"), [(1.5, True), (1.4, False)])
def test_a_mean_grade_of_one_and_a_half_counts_as_a_flip(make_example: MakeExample, mean: float, is_flip: bool) -> None:
    felt = [make_example(id=f"f{i}", social=mean, public=True) for i in range(60)]
    calm = [make_example(id=f"c{i}", public=True) for i in range(120)]
    risks = [0.6] * 60 + [0.1] * 120
    bands = choose_thresholds(felt + calm, _predicted(felt + calm, risks), PROMISE)[Relationship.SOCIAL]
    assert (bands.verdict(0.6) is Verdict.FLIP) is is_flip


def test_a_head_that_cannot_keep_the_promise_hardly_ever_calls_a_flip(make_example: MakeExample) -> None:
    examples = [make_example(id=f"r{i}", social=3 * (i % 2), public=True) for i in range(40)]
    bands = choose_thresholds(examples, _predicted(examples, [0.5] * 40), PROMISE)[Relationship.SOCIAL]
    assert bands.flip > 0.95


def test_a_cue_is_reported_from_where_its_f1_is_best(make_example: MakeExample) -> None:
    from model import MarketCue

    examples = [make_example(id="a", market_cues=frozenset({MarketCue.WAGE})), make_example(id="b")]
    table = np.zeros((2, len(HEADS)))
    table[:, HEADS.index("wage")] = [0.6, 0.4]
    bars = choose_cue_thresholds(examples, table)
    assert set(bars) == set(CUES)
    assert 0.4 < bars["wage"] <= 0.6


def test_one_flip_in_twenty_may_come_out_clear(make_example: MakeExample) -> None:
    flips = [make_example(id=f"f{i}", social=3, public=True) for i in range(20)]
    calm = [make_example(id=f"c{i}", public=True) for i in range(60)]
    risks = [0.3 + 0.02 * i for i in range(20)]

    def review(count: int) -> float:
        posts, scores = [*flips[:count], *calm], [*risks[:count], *[0.5] * 60]
        return choose_thresholds(posts, _predicted(posts, scores), replace(PROMISE, enough_flips=1))[
            Relationship.SOCIAL
        ].review

    assert 0.30 < review(20) <= 0.32
    assert review(19) <= 0.30
