"""All behavioural tests, expanded from their templates with seeded choices."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from model import MarketCue, Relationship

from . import additions, rules
from .acts import ACTS
from .changes import CHANGES, SLOT_CHANGES
from .harmless import FELT_BY_NOBODY, HARMLESS, OPEN_TRADE
from .pairs import MIXED_PAIRS, PAIRS, Pair
from .rules import Behaviour, Case, Kind
from .slots import choose, fill, has_slot, others

_SEED = 20
_FILLINGS = 6
_CASES = 80

_AIMS = {Kind.MINIMUM: 0.05, Kind.INVARIANCE: 0.10, Kind.DIRECTION: 0.05}
_LEFT_FOR_REVIEW = 0.25
_NEVER = 0.0


def behaviours() -> list[Behaviour]:
    """Write out every test; the same ones at every call."""
    return [*_minimum(), *_invariance(), *_direction(), *_order()]


def _minimum() -> Iterator[Behaviour]:
    for cue, templates in ACTS.items():
        yield _minimum_test(f"an act of `{cue}` towards friends is not cleared", templates, rules.not_cleared)
    acts = [template for templates in ACTS.values() for template in templates]
    called = _minimum_test("an act towards friends is called a flip, not left for review", acts, rules.flipped)
    yield replace(called, aim=_LEFT_FOR_REVIEW)
    disguises = ACTS[MarketCue.DISGUISE]
    name = "a disguised pitch is not cleared before mixed readers either"
    yield _minimum_test(name, disguises, rules.not_cleared_if_mixed, Relationship.MIXED)
    for theme, templates in HARMLESS.items():
        yield _minimum_test(f"{theme} is not called a flip", templates, rules.not_flipped)
    for theme in FELT_BY_NOBODY:
        yield _minimum_test(f"{theme} is clear", HARMLESS[theme], rules.cleared)
    name = "open trade is not called a flip before mixed readers"
    yield _minimum_test(name, OPEN_TRADE, rules.not_flipped_if_mixed, Relationship.MIXED)


def _minimum_test(
    name: str, templates: Sequence[str], rule: rules.Rule, readers: Relationship = Relationship.SOCIAL
) -> Behaviour:
    texts = [text for text, _, _ in _filled(templates)]
    return _behaviour(name, Kind.MINIMUM, [Case(text, text) for text in texts], rule, readers)


def _invariance() -> Iterator[Behaviour]:
    posts = list(_filled(_every_template()))
    for name, change in CHANGES.items():
        rng = random.Random(f"{_SEED} {name}")
        changed = [Case(change(text, rng), text) for text, _, _ in rng.sample(posts, len(posts))]
        yield _behaviour(f"{name}: verdict stays, risk moves little", Kind.INVARIANCE, changed, rules.unmoved)
    for name, slots in SLOT_CHANGES.items():
        rng = random.Random(f"{_SEED} {name}")
        open_to_it = [post for post in posts if has_slot(post[1], slots)]
        shuffled = rng.sample(open_to_it, len(open_to_it))
        changed = [Case(fill(template, others(choices, slots, rng)), text) for text, template, choices in shuffled]
        yield _behaviour(f"{name}: verdict stays, risk moves little", Kind.INVARIANCE, changed, rules.unmoved)


def _direction() -> Iterator[Behaviour]:
    for name, pairs in PAIRS.items():
        yield _behaviour(f"{name}: the flip of a pair ranks higher", Kind.DIRECTION, _paired(pairs), rules.higher)
    mixed = _paired(MIXED_PAIRS)
    name = "disguised or extracted ranks above open trade before mixed readers"
    yield _behaviour(name, Kind.DIRECTION, mixed, rules.higher_if_mixed, Relationship.MIXED)
    acts = [text for text, _, _ in _filled([one for templates in ACTS.values() for one in templates])]
    for name, cases, rule in (
        ("a price added to a gift: the risk rises", _added(additions.GIFTS, additions.PRICES), rules.higher),
        ("an ask added to news: the risk rises", _added(additions.NEWS, additions.ASKS), rules.higher),
        ("an ask taken away: the risk does not rise", _taken(additions.NEWS, additions.ASKS), rules.not_higher),
        ("a link added to news: the risk does not fall", _added(additions.NEWS, additions.LINKS), rules.not_lower),
        (
            "a deadline added to an act: the risk does not fall",
            _around(acts, after=additions.DEADLINES),
            rules.not_lower,
        ),
        ("pressure added to an act: the risk does not fall", _around(acts, after=additions.PRESSURE), rules.not_lower),
        ("a denial before an act: the risk does not fall", _around(acts, before=additions.DENIALS), rules.not_lower),
        ("an act that is only quoted: the risk falls", _quoted(acts), rules.lower),
    ):
        yield _behaviour(name, Kind.DIRECTION, cases, rule)


def _order() -> Iterator[Behaviour]:
    cases = [Case(text, text) for text, _, _ in _filled(_every_template())]
    name = "mixed readers never feel more than social ones, market readers nothing"
    yield Behaviour(name, Kind.DIRECTION, _drawn(cases, 2 * _CASES, name), rules.ordered, _NEVER)


def _behaviour(
    name: str, kind: Kind, cases: Sequence[Case], rule: rules.Rule, readers: Relationship = Relationship.SOCIAL
) -> Behaviour:
    """Make a test of those cases in which something is changed or nothing is compared."""
    fit = [case for case in dict.fromkeys(cases) if kind is Kind.MINIMUM or case.text != case.base]
    return Behaviour(name, kind, _drawn(fit, _CASES, name), rule, _AIMS[kind], readers)


def _drawn(cases: Sequence[Case], most: int, name: str) -> tuple[Case, ...]:
    return tuple(cases if len(cases) <= most else random.Random(f"{_SEED} {name}").sample(list(cases), most))


def _every_template() -> list[str]:
    return [template for templates in (*ACTS.values(), *HARMLESS.values()) for template in templates]


def _filled(templates: Sequence[str]) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Fill every template several times; a text comes with its template and what fills it."""
    for template in templates:
        rng = random.Random(f"{_SEED} {template}")
        seen: set[str] = set()
        for _ in range(_FILLINGS):
            choices = dict(choose(rng))
            text = fill(template, choices)
            if text not in seen:
                seen.add(text)
                yield text, template, choices


def _paired(pairs: Sequence[Pair]) -> list[Case]:
    cases = []
    for flip, harmless in pairs:
        rng = random.Random(f"{_SEED} {flip}")
        fillings = [choose(rng) for _ in range(2 * _FILLINGS)]
        cases += [Case(fill(flip, one), fill(harmless, one)) for one in fillings]
    return cases


def _added(posts: Sequence[str], parts: Sequence[str]) -> list[Case]:
    cases = []
    for post, part in product(posts, parts):
        rng = random.Random(f"{_SEED} {post}{part}")
        for choices in (choose(rng), choose(rng), choose(rng)):
            cases.append(Case(fill(post + part, choices), fill(post, choices)))
    return cases


def _taken(posts: Sequence[str], parts: Sequence[str]) -> list[Case]:
    return [Case(case.base, case.text) for case in _added(posts, parts)]


def _around(posts: Sequence[str], before: Sequence[str] = ("",), after: Sequence[str] = ("",)) -> list[Case]:
    rng = random.Random(f"{_SEED} {before} {after}")
    return [
        Case(fill(rng.choice(before), choose(rng)) + post + fill(rng.choice(after), choose(rng)), post)
        for post in posts
    ]


def _quoted(posts: Sequence[str]) -> list[Case]:
    rng = random.Random(f"{_SEED} quoted")
    cases = []
    for post in posts:
        before, after = rng.choice(additions.REPORTS)
        cases.append(Case(before + post.replace("“", "‘").replace("”", "’") + after, post))
    return cases
