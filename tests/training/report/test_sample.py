from collections.abc import Callable

import numpy as np

from training.examples import Example
from training.report.registers import FORUM, PRIVATE, cluster_of, register_of
from training.report.sample import draws

MakeExample = Callable[..., Example]


def test_a_cluster_is_drawn_whole_or_not_at_all() -> None:
    clusters = np.array([0, 1, 0, 2, 2, 2])
    for one in draws(clusters, 50, seed=1):
        for number in range(3):
            times = [int((one.rows == row).sum()) for row in np.flatnonzero(clusters == number)]
            assert len(set(times)) == 1


def test_a_cluster_that_is_drawn_twice_counts_as_two() -> None:
    one = next(iter(draws(np.zeros(4, dtype=int), 1, seed=1)))
    assert len(set(one.clusters.tolist())) == 1
    two = next(one for one in draws(np.array([0, 1]), 50, seed=1) if one.rows[0] == one.rows[1])
    assert two.clusters.tolist() == [0, 1]


def test_the_same_seed_draws_the_same_sets() -> None:
    first, second = ([one.rows.tolist() for one in draws(np.arange(9), 5, seed=3)] for _ in range(2))
    assert first == second
    assert len({tuple(rows) for rows in first}) > 1


def test_registers_are_told_from_the_platform_or_else_the_source(make_example: MakeExample) -> None:
    assert register_of(make_example(source="nus_sms", public=True)) == PRIVATE
    assert register_of(make_example(source="reddit_promo_kw", public=True)) == FORUM
    assert register_of(make_example(source="authored", platform="WhatsApp family")) == PRIVATE


def test_a_place_belongs_together_and_a_heap_of_strangers_messages_does_not(make_example: MakeExample) -> None:
    subreddit = [make_example(id=f"r:{n}", source="reddit", group="r/knitting", public=True) for n in range(2)]
    tweets = [make_example(id=f"t:{n}", source="tweeteval", group="one file", public=True) for n in range(2)]
    written = [make_example(id=f"w:{n}", platform="sms", group="a contrast group") for n in range(2)]
    assert len(set(map(cluster_of, subreddit))) == 1
    assert len(set(map(cluster_of, tweets))) == 2
    assert len(set(map(cluster_of, written))) == 1
