"""`POST /v1/check` against an endpoint with the same schemas that computes nothing, both in one process."""

import json
from collections.abc import Sequence

from .figures import US, Figures
from .load import PLACE_OF_NUMBER, ask_each, drive, generator
from .plan import Plan
from .running import Server, empty_endpoint, flipguard

PART = "http"
EMPTY = "an endpoint that computes nothing"
FIRST_TIME = f"{US}, each post for the first time"
WITHOUT_ADVICE = f"{FIRST_TIME}, without advice"
REPEATED = f"{US}, posts that were asked before"
REDRAFTED = f"{US}, posts that were asked before with another end"

_FULLY_BUSY = 0.9


def measure(plan: Plan, figures: Figures) -> None:
    """Load both servers in turn."""
    figures.refer(PART, EMPTY)
    figures.remark(f"HTTP: the load comes from {generator()} on the same machine, and so takes a part of its cores.")
    figures.remark(
        "HTTP: a post is new each time by a number at its end; those that were asked before are asked once more before each load. "
        "For the first time they come to a service that keeps nothing of the passages it has read."
    )
    same = [_body(text, True) for text in plan.texts]
    new = [_body(f"{text} ({PLACE_OF_NUMBER})", True) for text in plan.texts]
    new_without_advice = [_body(f"{text} ({PLACE_OF_NUMBER})", False) for text in plan.texts]
    with (
        flipguard(plan.model_folder) as ours,
        flipguard(plan.model_folder, FLIPGUARD_CACHE_PASSAGES="0") as forgetful,
        empty_endpoint() as empty,
    ):
        for server in (ours, forgetful, empty):
            drive(server, new_without_advice, 2, min(1.0, plan.seconds))  # warm
        for _ in range(plan.repeats):
            for connections in plan.connections:
                case = f"{connections} connection{'s' * (connections > 1)}"
                _load(figures, case, EMPTY, empty, same, connections, plan.seconds)
                ask_each(ours, same)  # new posts have pushed them out
                _load(figures, case, REPEATED, ours, same, connections, plan.seconds)
                _load(figures, case, REDRAFTED, ours, new, connections, plan.seconds)
                _load(figures, case, FIRST_TIME, forgetful, new, connections, plan.seconds)
                _load(figures, case, WITHOUT_ADVICE, forgetful, new_without_advice, connections, plan.seconds)


def _load(
    figures: Figures,
    case: str,
    who: str,
    server: Server,
    bodies: Sequence[bytes],
    connections: int,
    seconds: float,
) -> None:
    load = drive(server, bodies, connections, seconds)
    figures.add(PART, case, who, "answers/s", load.per_second)
    figures.add(PART, case, who, "ms, median", load.p50_ms)
    figures.add(PART, case, who, "ms, 99th percentile", load.p99_ms)
    if load.failures:
        figures.remark(f"HTTP: {who} failed {load.failures} times at {case}.")
    if load.busy > _FULLY_BUSY:
        figures.remark(f"HTTP: the generator itself was busy ({load.busy:.2f} cores) with {who} at {case}.")


def _body(text: str, advice: bool) -> bytes:
    return json.dumps({"text": text} if advice else {"text": text, "advice": False}, ensure_ascii=True).encode()
