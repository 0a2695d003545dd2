"""Do the doors agree? Scores a benchmark through the command line and through the running service, and compares.

    python benchmarks/doors_agree.py BENCH.jsonl [OUT.jsonl]

BENCH holds rows with a `text` and mean votes in `flip`. Prints how many risks and verdicts are the same to the last digit,
and the figures of both flip heads. OUT keeps the rows that `flipguard score` wrote.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
import numpy as np

from model import Classifier, Relationship
from training.metrics import flip_figures

SHOWN = ("posts", "flips", "auroc", "average_precision", "f1", "calibration_error")


def rows_of(bench: Path) -> list[dict[str, object]]:
    """Ask for every text before social readers, then before mixed ones."""
    posts = [json.loads(line) for line in bench.read_text("utf-8").splitlines()]
    return [
        {"id": post["id"], "text": post["text"], "relationship": str(relationship), "vote": post["flip"][relationship]}
        for relationship in (Relationship.SOCIAL, Relationship.MIXED)
        for post in posts
    ]


def score(rows: list[dict[str, object]], out: Path) -> list[dict[str, object]]:
    """Run `flipguard score`."""
    source = out.with_suffix(".in.jsonl")
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    subprocess.run([sys.executable, "-m", "app", "score", str(source), str(out)], check=True)
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def ask(rows: list[dict[str, object]], address: str) -> list[dict[str, object]]:
    """Ask the service for each row."""
    with httpx.Client(base_url=address, timeout=60) as client:
        return [
            client.post("/v1/check", json={"text": row["text"], "relationship": row["relationship"], "advice": False})
            .raise_for_status()
            .json()
            for row in rows
        ]


def main(bench: Path, out: Path, address: str = "http://127.0.0.1:8000") -> None:
    """Compare the doors and print the figures."""
    rows = rows_of(bench)
    scored, answered = score(rows, out), ask(rows, address)
    same = sum(
        (a["flip_risk"], a["verdict"]) == (b["flip_risk"], b["verdict"]) for a, b in zip(scored, answered, strict=True)
    )
    print(f"{same} of {len(rows)} risks and verdicts are the same through both doors")  # noqa: T201
    thresholds = Classifier.load().manifest.thresholds
    for relationship in (Relationship.SOCIAL, Relationship.MIXED):
        here = [row for row in scored if row["relationship"] == relationship]
        risks = np.array([row["flip_risk"] for row in here], dtype=float)
        votes = np.array([row["vote"] for row in here], dtype=float)
        figures = flip_figures(risks, votes, thresholds[relationship])
        print(relationship, {name: figures[name] for name in SHOWN})  # noqa: T201


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "scored.jsonl"
        main(Path(sys.argv[1]), target)
