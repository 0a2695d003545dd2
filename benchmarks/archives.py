"""`flipguard score` on an archive: the local engine and Ray on this machine, by the number of workers."""

import json
import random
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from .figures import US, Figures, seconds_of
from .plan import Plan
from .running import ROOT, plain_environment
from .texts import repeated

PART = "archives"

_BOUND = 1800
"""Seconds after which a run is given up."""


def measure(plan: Plan, figures: Figures) -> None:
    """Score the same rows with every engine and number of workers, from the start of the command to its end."""
    engines = ["local", "ray"] if find_spec("ray") else ["local"]
    if engines == ["local"]:
        figures.remark("Archives: Ray is not installed, so it was not measured.")
    figures.refer(PART, _who("local", min(plan.workers)))
    with tempfile.TemporaryDirectory() as name:
        archive = Path(name) / "posts.jsonl"
        rows = (json.dumps({"text": text}) for text in repeated(plan.texts, plan.archive))
        archive.write_text("\n".join(rows) + "\n", encoding="utf-8")
        for _ in range(plan.repeats):
            for engine in engines:
                for workers in plan.workers:
                    _score(archive, engine, workers, plan, figures)


def _who(engine: str, workers: int) -> str:
    return f"{US}{' on Ray' if engine == 'ray' else ''}, {workers} worker{'s' * (workers > 1)}"


def _score(archive: Path, engine: str, workers: int, plan: Plan, figures: Figures) -> None:
    out = archive.with_name(f"{engine}-{workers}-{random.random()}.jsonl")  # a run never goes on with another one's
    command = [sys.executable, "-m", "app", "score", str(archive), str(out)]
    command += ["--engine", engine, "--workers", str(workers), "--no-progress"]
    command += ["--model", str(plan.model_folder)] if plan.model_folder else []

    def run() -> None:
        subprocess.run(command, cwd=ROOT, env=plain_environment(), capture_output=True, check=True, timeout=_BOUND)

    who, case = _who(engine, workers), f"{plan.archive:,} posts, the start included"
    try:
        seconds = seconds_of(run)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        figures.remark(f"Archives: {who} ended with {getattr(error, 'returncode', 'no end')}.")
        return
    figures.add(PART, case, who, "s", seconds)
    figures.add(PART, case, who, "posts/s", plan.archive / seconds)
