from pathlib import Path

import pytest

from model.processor import adds_in_32_bits

OLD, NEW, ATOM = "flags\t\t: fpu avx2\n", "flags\t\t: fpu avx2 avx512_vnni\n", "flags\t\t: fpu avx2 avx_vnni\n"


@pytest.mark.parametrize(
    ("cores", "known"),
    [(NEW + NEW, True), (ATOM, True), (OLD, False), (NEW + OLD, False), ("Features : asimd\n", False)],
)
def test_sums_are_known_to_hold_only_where_every_core_says_so(cores: str, known: bool, tmp_path: Path) -> None:
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\n" + cores, "utf-8")
    assert adds_in_32_bits(file) is known


def test_where_nothing_is_known_sums_may_overflow(tmp_path: Path) -> None:
    assert not adds_in_32_bits(tmp_path / "none")
