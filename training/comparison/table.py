"""The table: how well each recipe ranks unseen posts, and what a post costs."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from time import perf_counter

from ..cells import shown_figure, shown_ranking
from ..examples import Example
from ..metrics import pairs_ranked_right, ranking_figures
from ..targets import grades
from .recipes import Function, Recipe

_TIMED_POSTS = 200


def table(recipes: Sequence[Recipe], sets: Mapping[str, Sequence[Example]]) -> Iterator[str]:
    """Write a Markdown table, a row a recipe. Each set gives its columns; the last column is milliseconds a post."""
    columns = [column for name, examples in sets.items() for column in _columns(name, examples)]
    yield "| recipe | " + " | ".join([*columns, "ms a post"]) + " |"
    yield "|---" * (len(columns) + 2) + "|"
    posts = [example.text for examples in sets.values() for example in examples]
    timed = posts[:: max(1, len(posts) // _TIMED_POSTS)]
    for recipe in recipes:
        cells = [cell for examples in sets.values() for cell in _cells(recipe, examples)]
        yield f"| {recipe.name} | " + " | ".join([*cells, _milliseconds(recipe.timed, timed)]) + " |"


def _columns(name: str, examples: Sequence[Example]) -> list[str]:
    if all(example.is_public for example in examples):
        return [f"{name}: `social` AUROC / AP", "clear-cut AUROC", "`mixed` AUROC / AP"]
    return [f"{name}: `social` AUROC", "pairs ranked right"]


def _cells(recipe: Recipe, examples: Sequence[Example]) -> list[str]:
    ranks, marks = recipe.rank([example.text for example in examples]), grades(examples)
    social = ranking_figures(ranks[:, 0], marks[:, 0])
    if all(example.is_public for example in examples):
        mixed = ranking_figures(ranks[:, 1], marks[:, 1])
        return [shown_ranking(social), shown_figure(social["clear_cut_auroc"]), shown_ranking(mixed)]
    pairs = pairs_ranked_right(ranks[:, 0], marks[:, 0], [example.group for example in examples])
    return [shown_figure(social["auroc"]), shown_figure(pairs["ranked_right"])]


def _milliseconds(function: Function, posts: Sequence[str]) -> str:
    """Time one post at a time, on one thread where the caller saw to it."""
    function(posts[:1])
    times = []
    for post in posts:
        begun = perf_counter()
        function([post])
        times.append(perf_counter() - begun)
    return f"{1000 * median(times):.2f}"
