"""Known misses: tests that the released model fails, how often, and why. No model may fail them more often than it did.

They lie in `known.toml`. After a retraining `python -m training behaviour --rebaseline` writes them anew.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import tomlkit

from .outcome import Outcome

KNOWN = Path(__file__).parent / "known.toml"

_MARGIN = 0.03
"""8-bit arithmetic differs a little between processors, so a few cases more may fail elsewhere."""

_HEADING = (
    "Tests that the released model fails. Written by `python -m training behaviour --rebaseline`; reasons are kept."
)


@dataclass(frozen=True, slots=True)
class KnownMiss:
    """How often a test fails, the bar that this may not exceed, and why it fails."""

    rate: float
    bar: float
    reason: str


def read_known(path: Path = KNOWN) -> dict[str, KnownMiss]:
    """Read the known misses by the names of their tests."""
    with path.open("rb") as file:
        return {name: KnownMiss(**fields) for name, fields in tomllib.load(file).get("misses", {}).items()}


def rebaseline(outcomes: Sequence[Outcome], version: str, known: Mapping[str, KnownMiss]) -> dict[str, KnownMiss]:
    """Take down what a model fails now. A reason that was found before stays."""
    return {
        one.behaviour.name: KnownMiss(
            rate=round(one.rate, 4),
            bar=ceil(100 * (one.rate + _MARGIN)) / 100,
            reason=known[one.behaviour.name].reason
            if one.behaviour.name in known
            else f"fails since model {version}; nobody has found out why",
        )
        for one in outcomes
        if not one.passes
    }


def write_known(known: Mapping[str, KnownMiss], version: str, path: Path = KNOWN) -> None:
    """Write known misses, the most frequent first."""
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADING))
    document["model"] = version
    misses = tomlkit.table(is_super_table=True)
    for name, one in sorted(known.items(), key=lambda item: -item[1].rate):
        fields = tomlkit.table()
        fields.update({"rate": one.rate, "bar": one.bar, "reason": one.reason})
        misses.append(tomlkit.key(name), fields)
    document["misses"] = misses
    path.write_text(tomlkit.dumps(document), encoding="utf-8")


def bar_of(outcome: Outcome, known: Mapping[str, KnownMiss]) -> float:
    """Give the largest share of cases that may break a test's rule: what it aims at, or the bar of a known miss."""
    miss = known.get(outcome.behaviour.name)
    return outcome.behaviour.aim if miss is None else max(miss.bar, outcome.behaviour.aim)
