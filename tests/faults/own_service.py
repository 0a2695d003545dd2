"""A service that is started for the measurements beside this file, and what they send to it."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

ROOT = Path(__file__).parents[2]

TEXTS = [
    "So good to see everyone on Saturday! By the way, my candle shop is open now. Use code FRIENDS10 for 10% off.",
    "My candle shop had its first birthday today: you carried boxes, painted walls and brought soup. There is cake!",
    "Game night is at ours on Friday, bring crisps.",
    "If you each ping me $14.40 for the pizza by Monday that squares it.",
]

_START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class OwnService:
    """A running service: where it listens, its process and its log."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def resident(self) -> float:
        """Give the MiB of memory that it holds."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


@contextmanager
def own_service(threads: int, **variables: str) -> Iterator[OwnService]:
    """Run `flipguard serve` on a free port; raises `RuntimeError` with its log if it doesn't listen within two minutes."""
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "log").open("wb") as log:
        environment = {
            **os.environ,
            "FLIPGUARD_THREADS": str(threads),
            "FLIPGUARD_FEEDBACK_DATABASE": f"sqlite:///{folder}/feedback.sqlite3",
            **variables,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", "0"], cwd=ROOT, env=environment, stderr=log, stdout=log
        )
        try:
            yield OwnService(_address(process, Path(log.name)), process, Path(log.name))
        finally:
            process.terminate()
            process.wait()


def _address(process: subprocess.Popen[bytes], log: Path) -> str:
    until = monotonic() + _START_SECONDS
    while not (found := re.search(r"listens on (http://\S+)", log.read_text())):
        if process.poll() is not None or monotonic() > until:
            raise RuntimeError(f"The service did not listen within {_START_SECONDS} s:\n{log.read_text()}")
        sleep(0.1)
    return found[1]
