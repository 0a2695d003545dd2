"""The memory of a worker that has answered posts, by the operating system's account (Linux alone keeps it)."""

import json
from pathlib import Path

from .figures import US, Figures
from .load import PLACE_OF_NUMBER, drive
from .over_http import EMPTY
from .plan import Plan
from .running import Server, empty_endpoint, flipguard

PART = "memory"
_KINDS = {
    "Pss": "MB, shared pages by their share (PSS)",
    "Uss": "MB, its own pages (USS)",
    "Rss": "MB, all pages (RSS)",
}


def measure(plan: Plan, figures: Figures) -> None:
    """Look at one worker, at each of two, and at an endpoint that computes nothing."""
    if not Path("/proc/self/smaps_rollup").exists():
        figures.remark("Memory: this system keeps no account of shared pages, so it was not measured.")
        return
    figures.refer(PART, US)
    bodies = [json.dumps({"text": f"{text} ({PLACE_OF_NUMBER})"}).encode() for text in plan.texts]
    with empty_endpoint() as server:
        _look(server, [server.process.pid], EMPTY, bodies, plan.seconds, figures)
    for workers in plan.workers:
        with flipguard(plan.model_folder, workers) as server:
            pids = [server.process.pid] if workers == 1 else _busiest(server.process.pid, workers)
            who = US if workers == 1 else f"{US}, each of {workers} workers"
            _look(server, pids, who, bodies, plan.seconds, figures)


def _look(server: Server, pids: list[int], who: str, bodies: list[bytes], seconds: float, figures: Figures) -> None:
    drive(server, bodies, 8, seconds)
    for pid in pids:
        for kind, unit in _KINDS.items():
            figures.add(PART, "a worker after a load", who, unit, _megabytes(pid)[kind])


def _busiest(parent: int, number: int) -> list[int]:
    """Give the children that hold most: the workers; a supervisor has a small helper besides."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text("utf-8").split()
    return sorted(map(int, listed), key=lambda pid: -_megabytes(pid)["Rss"])[:number]


def _megabytes(pid: int) -> dict[str, float]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8").splitlines()[1:]
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    own = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return {"Pss": kilobytes["Pss"] / 1024, "Uss": own / 1024, "Rss": kilobytes["Rss"] / 1024}
