from dataclasses import replace

import pytest
import torch

from training.fit_reader import at_half_precision
from training.params import read_params

QUICK = read_params().readers["quick"]


@pytest.mark.parametrize(
    ("device", "means", "wanted", "expected"),
    [
        ("cpu", {"avx2": True, "avx512_bf16": False}, True, False),
        ("cpu", {"avx512_bf16": True}, True, True),
        ("cpu", {"amx_bf16": True}, True, True),
        ("cpu", {"bf16": True}, True, True),
        ("cpu", {"avx512_bf16": True}, False, False),
        ("cuda", {"avx2": True}, True, True),
        ("cuda", {"avx512_bf16": True}, False, False),
    ],
)
def test_matrices_are_multiplied_at_half_precision_where_it_is_wanted_and_can_be(
    monkeypatch: pytest.MonkeyPatch, device: str, means: dict[str, bool], wanted: bool, expected: bool
) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: means)
    params = replace(QUICK, bfloat16=wanted)
    assert at_half_precision(device, params) is expected
