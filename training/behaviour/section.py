"""What the report tells of the behavioural tests: those that fail first, with examples. Their texts are ours to print."""

from collections.abc import Iterator, Sequence

from model import ModelIdentity

from ..report.tables import table
from .outcome import Miss, Outcome
from .rules import Kind

_EXAMPLES = 4


def behaviour_summary(outcomes: Sequence[Outcome], page: str) -> Iterator[str]:
    """Name the tests that fail more often than they aim at."""
    failing = [one for one in _worst_first(outcomes) if not one.passes]
    yield "### Behaviour"
    yield ""
    yield (
        f"{len(outcomes) - len(failing)} of [{len(outcomes)} behavioural tests]({page}) keep what they aim at, "
        f"over {sum(len(one.behaviour.cases) for one in outcomes):,} cases."
    )
    yield ""
    if failing:
        yield from _table(failing)


def behaviour_page(outcomes: Sequence[Outcome], model: ModelIdentity) -> Iterator[str]:
    """Write the page of all tests, by kind, with examples of what breaks each."""
    yield f"# Behaviour of model {model.version}"
    yield ""
    yield (
        f"Model `{model.digest}`. Behavioural tests after CheckList (Ribeiro et al., ACL 2020): minimum functionality is what any "
        "model must get right, invariance what it must ignore, direction which way a risk must move. Every case is a filled "
        "template that was written for these tests. A verdict that changes or a risk that moves by more than 0.1 breaks an "
        "invariance. `make evaluate BENCH=…` writes this page anew."
    )
    yield ""
    for kind in Kind:
        here = [one for one in _worst_first(outcomes) if one.behaviour.kind is kind]
        yield f"## {kind.capitalize()}"
        yield ""
        yield from _table(here)
    yield "## Examples of misses"
    yield ""
    for one in _worst_first(outcomes):
        if one.misses:
            yield from _examples(one)


def _worst_first(outcomes: Sequence[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda one: (one.passes, -one.rate))


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield from table(
        ("test", "cases", "fail", "rate", "aim", "kept"),
        (
            (
                one.behaviour.name,
                len(one.behaviour.cases),
                len(one.misses),
                f"{one.rate:.1%}",
                f"≤ {one.behaviour.aim:.0%}",
                "yes" if one.passes else "**no**",
            )
            for one in outcomes
        ),
    )


def _examples(outcome: Outcome) -> Iterator[str]:
    yield f"### {outcome.behaviour.name}: {len(outcome.misses)} of {len(outcome.behaviour.cases)}"
    yield ""
    for miss in outcome.misses[:_EXAMPLES]:
        yield from _example(miss, outcome)
    yield ""


def _example(miss: Miss, outcome: Outcome) -> Iterator[str]:
    readers = outcome.behaviour.readers
    risk, verdict = miss.answer.risks[readers], miss.answer.verdicts[readers]
    if miss.case.text == miss.case.base:
        yield f"- {_quoted(miss.case.text)} {verdict}, {risk:.2f}"
        return
    yield f"- {_quoted(miss.case.base)} {miss.base.verdicts[readers]}, {miss.base.risks[readers]:.2f}<br>"
    yield f"  {_quoted(miss.case.text)} {verdict}, {risk:.2f}"


def _quoted(text: str) -> str:
    """Show a text as it is: its line breaks and double spaces would else be lost."""
    return f"`{text.replace(chr(10), ' ⏎ ').replace('`', 'ʼ')}`"
