import re
from pathlib import Path

import pytest

from model.outputs import READER_NAMES
from training.encoders import ENCODERS
from training.params import PARAMS, read_params


def test_the_readers_are_those_that_a_model_may_have_and_their_encoders_are_known() -> None:
    params = read_params()
    assert tuple(params.readers) == READER_NAMES
    assert {one.encoder for one in (*params.readers.values(), params.teacher)} <= set(ENCODERS)


@pytest.mark.parametrize("renamed", ["slow", "first"])
def test_a_reader_of_another_name_is_refused_with_those_that_are_allowed(tmp_path: Path, renamed: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(PARAMS.read_text("utf-8").replace("[readers.quick]", f"[readers.{renamed}]"), encoding="utf-8")
    with pytest.raises(TypeError, match=f"{renamed}, careful. Allowed .* quick, careful"):
        read_params(path)


def test_only_a_reader_can_go_on(tmp_path: Path) -> None:
    path = tmp_path / "params.toml"
    path.write_text(PARAMS.read_text("utf-8").replace("[grown.quick]", "[grown.slow]"), encoding="utf-8")
    with pytest.raises(TypeError, match=r"slow\. Allowed .* quick, careful"):
        read_params(path)


def test_an_unknown_number_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "params.toml"
    path.write_text(PARAMS.read_text("utf-8").replace("lost_auroc", "lost_time"), encoding="utf-8")
    with pytest.raises(TypeError, match="lost_time"):
        read_params(path)


@pytest.mark.parametrize("ends", ["[2, 1]", "[0]", "[1, 1]"])
def test_ends_of_courses_that_do_not_rise_are_refused(tmp_path: Path, ends: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(re.sub(r"(?m)^ends = \[.*?\]", f"ends = {ends}", PARAMS.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(TypeError, match="rising order"):
        read_params(path)


@pytest.mark.parametrize("share", ["0.0", "1.5"])
def test_a_share_of_what_was_known_that_is_none_is_refused(tmp_path: Path, share: str) -> None:
    path = tmp_path / "params.toml"
    path.write_text(
        re.sub(r"known_share = [\d.]+", f"known_share = {share}", PARAMS.read_text("utf-8"), count=1), encoding="utf-8"
    )
    with pytest.raises(TypeError, match=r"\[grown\.quick\] known_share is"):
        read_params(path)
