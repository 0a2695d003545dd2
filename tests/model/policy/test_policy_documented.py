"""`docs/policy.md` tells the rules as tables; here they are held to the code."""

from pathlib import Path

from model import NEEDS, PRESETS, AdviceKind, MarketCue, Permission
from model.policy.contradictions import _RULES
from model.policy.stage import ROOM, ROOM_REASONS, WEIGHTS

POLICY = (Path(__file__).parents[3] / "docs" / "policy.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Read the first table under a heading, without its own heading row."""
    section = POLICY.split(f"\n## {heading}\n" if f"\n## {heading}\n" in POLICY else f"\n### {heading}\n")[1]
    lines = [line for line in section.splitlines() if line.startswith("|") or not line]
    table = "\n".join(lines).strip().split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table]


def test_every_preset_is_documented_as_it_is() -> None:
    documented = {row[0].strip("`"): row[1:] for row in rows("Presets")}
    assert documented == {name: [channel.relationship, channel.description] for name, channel in PRESETS.items()}


def test_every_contradiction_is_documented() -> None:
    assert [row[0].strip("`") for row in rows("Contradictions")] == [rule.code for _, rule in _RULES]


def test_every_need_is_documented_as_it_is() -> None:
    documented = {row[0].strip("`"): row[1:] for row in rows("Permissions")}
    assert set(documented) == set(MarketCue)
    for cue, need in NEEDS.items():
        needs = ", ".join(f"`{permission}`" for permission in need.permissions) or "nothing can allow it"
        assert documented[cue] == [needs, need.reason]


def test_every_permission_is_documented() -> None:
    assert all(f"`{permission}`" in POLICY for permission in Permission)


def test_every_stage_is_documented_as_it_is() -> None:
    documented = {row[0].strip("`"): row[1:] for row in rows("Stage")}
    rooms = {stage: [f"a {room.name.lower()} ask", ROOM_REASONS[stage]] for stage, room in ROOM.items()}
    assert documented == rooms


def test_every_weight_is_documented() -> None:
    for cue, weight in WEIGHTS.items():
        (line,) = [
            line for line in POLICY.splitlines() if line.startswith("| `") and f"| {weight.name.lower()} |" in line
        ]
        assert f"`{cue}`" in line


def test_every_kind_of_advice_is_documented() -> None:
    assert [row[0].strip("`") for row in rows("Advice")] == list(AdviceKind)
