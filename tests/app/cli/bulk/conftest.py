import csv
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Rows = Sequence[Mapping[str, Any]]

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
REVIEWED = "Could you look over my lease? Happy to pay you 30 bucks."
PRESS = "Everyone please share our launch press release with your friends!"
TEXTS = [
    FLIP,
    CLEAR,
    REVIEWED,
    PRESS,
    "Got you these chocolates, they were $48!",
    "Grüße aus Köln! 🎉 “Quoted”, with; marks\tand a tab",
    "Two lines,\nof which the second has a 50% discount.",
]


def write_jsonl(path: Path, rows: Rows) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def write_csv(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_parquet(path: Path, rows: Rows) -> Path:
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def read_csv(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {**row, "flip_risk": float(row["flip_risk"] or "nan"), "cues": json.loads(row["cues"] or "null")}
            for row in csv.DictReader(file)
        ]


def read_parquet(path: Path) -> list[dict[str, Any]]:
    return [{**row, "cues": dict(row["cues"] or ())} for row in pq.read_table(path).to_pylist()]


WRITE = {"jsonl": write_jsonl, "csv": write_csv, "parquet": write_parquet}
READ = {"jsonl": read_jsonl, "csv": read_csv, "parquet": read_parquet}


@pytest.fixture
def archive(tmp_path: Path) -> Callable[..., Path]:
    """Write rows in the format that the name ends in."""

    def archive(name: str, rows: Rows) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return WRITE[path.suffix[1:]](path, rows)

    return archive


@pytest.fixture
def many(archive: Callable[..., Path]) -> Callable[..., Path]:
    """Write more rows than one process is thought to be enough for, each another, some of them bad."""

    def many(name: str, count: int = 450) -> Path:
        rows = [{"id": number, "text": f"Hi Mom, it is day {number}!"} for number in range(count)]
        for number in range(0, count, 20):
            rows[number]["text"] = f"{TEXTS[number // 20 % len(TEXTS)]} ({number})"
        for number in range(15, count, 50):
            rows[number]["text"] = ""
        return archive(name, rows)

    return many


@pytest.fixture
def read() -> Callable[[Path], list[dict[str, Any]]]:
    """Read rows in the format that the name ends in."""
    return lambda path: READ[path.suffix[1:]](path)
