"""What a run was measured on."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("fastapi", "uvicorn", "uvloop", "pydantic", "numpy", "onnxruntime", "scikit-learn", "torch")


def describe() -> dict[str, str]:
    """Describe the machine and what runs on it."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "processor": _processor(),
        "cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "packages": ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
    }


def _processor() -> str:
    """Name the processor; where its name says little, its family and model say more."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown"
    known = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    named = known.get("model name", "unknown")
    return f"{named} (family {known.get('cpu family', '?')}, model {known.get('model', '?')})"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
