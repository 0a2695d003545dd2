"""What the processor can do that decides how readers are opened."""

import platform
from pathlib import Path

_VNNI = {"avx512_vnni", "avx_vnni"}
"""What Linux calls the means of x86 to add products of 8-bit numbers up in 32 bits."""

_CPUINFO = Path("/proc/cpuinfo")


def adds_in_32_bits(cpuinfo: Path = _CPUINFO) -> bool:
    """Tell whether products of 8-bit numbers are known not to overflow here; where nothing is known, that they may."""
    try:
        lines = cpuinfo.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return False
    flags = [set(line.split()) for line in lines if line.startswith("flags")]
    return bool(flags) and all(of_core & _VNNI for of_core in flags)


def is_x86() -> bool:
    """Tell whether the processor is one of x86, on which products of 8-bit numbers may overflow."""
    return platform.machine().lower() in ("x86_64", "amd64")
