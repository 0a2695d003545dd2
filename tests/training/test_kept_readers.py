from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from numpy.typing import NDArray

from model import MarketCue
from model.outputs import READER_COLUMNS, READER_NAMES
from model.reader import Reader
from training.course import Course
from training.encoders import MINILM, MPNET, Encoder
from training.examples import Example
from training.kept_readers import ReaderSchool
from training.params import Params, ReaderParams, read_params
from training.split import Split

MakeExample = Callable[..., Example]
PlaceEncoder = Callable[[Encoder, Path], Path]

PARTS = Split(train=np.arange(4), validation=np.array([4]), test=np.array([5]))
TWIN, RELEASE = Course.of_twin(PARTS), Course.of_release(PARTS, 6)
UNLABELLED = [
    "The frog is back in our pond, and he brought a friend.",
    "Fresh bread at the corner shop, while it lasts.",
]
HELD_OUT = ["Our benchmark's own post, which nobody learns from."]


@pytest.fixture
def school(make_example: MakeExample, tmp_path: Path) -> ReaderSchool:
    texts = [
        ("We are home, and the soup is on.", 0),
        ("Buy my soap, it is 10% off today.", 3),
        ("It rained all day.", 0),
        ("Pay me five for the soup, please.", 2),
        ("The cat is asleep.", 0),
        ("Share my shop with all your friends!", 3),
    ]
    examples = [
        make_example(text, id=f"e-{n}", social=grade, group=f"pair {n // 2}") for n, (text, grade) in enumerate(texts)
    ]
    return ReaderSchool(examples, UNLABELLED, read_params(), tmp_path, HELD_OUT)


@pytest.fixture
def tiny_school(school: ReaderSchool, place_tiny_encoder: PlaceEncoder) -> ReaderSchool:
    """Make a school of tiny networks, in which all is truly fitted, in seconds."""
    for encoder in (MINILM, MPNET):
        place_tiny_encoder(encoder, school.build)
    params = school.params
    params = replace(
        params,
        readers={name: _at_once(one) for name, one in params.readers.items()},
        teacher=_at_once(params.teacher),
        distillation=replace(params.distillation, teachers=2, variations=12),
        finish=replace(params.finish, variations=6),
    )
    return replace(school, params=params, threads=1)


def _at_once(params: ReaderParams) -> ReaderParams:
    return replace(params, epochs=1, batch_size=4, bfloat16=False)


def _changed(params: Params, name: str, change: Callable[[ReaderParams], ReaderParams]) -> Params:
    return replace(params, readers={**params.readers, name: change(params.readers[name])})


def _longer(params: ReaderParams) -> ReaderParams:
    return replace(params, epochs=params.epochs + 1)


def _kept(build: Path) -> dict[str, int]:
    return {str(path.relative_to(build)): path.stat().st_mtime_ns for path in build.rglob("*") if path.is_file()}


def _weights(path: Path) -> Mapping[str, NDArray[np.float16]]:
    from safetensors.numpy import load_file

    loaded: Mapping[str, NDArray[np.float16]] = load_file(path)
    return loaded


def test_a_reader_is_known_by_its_rows_labels_unlabelled_texts_and_parameters(school: ReaderSchool) -> None:
    params, (first, second, *rest) = school.params, school.examples
    others = [
        replace(school, examples=[first, replace(second, social=2.0), *rest]),
        replace(school, examples=[first, replace(second, market_cues=frozenset({MarketCue.SALE})), *rest]),
        replace(school, unlabelled=["The frog is gone."]),
        replace(school, params=replace(params, seed=params.seed + 1)),
        replace(school, params=_changed(params, "quick", _longer)),
        replace(school, params=replace(params, teacher=_longer(params.teacher))),
        replace(school, params=replace(params, distillation=replace(params.distillation, variations=1))),
    ]
    names = [one.fingerprint("quick", TWIN) for one in (school, *others)]
    names += [school.fingerprint("careful", TWIN), school.fingerprint("quick", RELEASE)]
    assert len(set(names)) == len(names)


def test_one_reader_s_parameters_do_not_rename_the_other(school: ReaderSchool) -> None:
    other = replace(school, params=_changed(school.params, "quick", _longer))
    assert other.fingerprint("careful", TWIN) == school.fingerprint("careful", TWIN)


def test_how_a_release_is_finished_renames_it_and_not_the_twin(school: ReaderSchool) -> None:
    finish = replace(school.params.finish, learning_rate=0.5)
    other = replace(school, params=replace(school.params, finish=finish))
    assert other.fingerprint("quick", TWIN) == school.fingerprint("quick", TWIN)
    assert other.fingerprint("quick", RELEASE) != school.fingerprint("quick", RELEASE)


def test_a_release_on_the_same_rows_but_from_another_twin_is_another(school: ReaderSchool) -> None:
    other = Course.of_release(replace(PARTS, train=np.arange(3)), 6)
    assert other.rows.tolist() == RELEASE.rows.tolist()
    assert school.fingerprint("quick", other) != school.fingerprint("quick", RELEASE)


def test_where_a_reader_is_fitted_does_not_change_its_name(school: ReaderSchool, tmp_path: Path) -> None:
    elsewhere = replace(school, build=tmp_path / "elsewhere", device="cuda", threads=3)
    assert elsewhere.fingerprint("quick", RELEASE) == school.fingerprint("quick", RELEASE)


def test_all_readers_of_a_course_are_fitted_once_and_found_again(tiny_school: ReaderSchool) -> None:
    folders = tiny_school.readers(RELEASE)
    assert tuple(folders) == READER_NAMES
    for folder in folders.values():
        assert Reader.open(folder).logits("Pay me five for the soup.").shape == (len(READER_COLUMNS),)
    kept = _kept(tiny_school.build)
    for kind, count in {"quick-": 2, "careful-": 2, "teacher-": 4, "answers-": 4, "variations-": 2}.items():
        assert sum(name.startswith(kind) and "/" not in name for name in kept) == count, kind
    assert not any("unfinished" in name for name in kept)
    again = replace(tiny_school)
    assert again.readers(RELEASE) == folders
    assert again.readers(TWIN).keys() == folders.keys()
    twins = {f"{name}-{tiny_school.fingerprint(name, TWIN)}/" for name in READER_NAMES}
    new = {name for name, time in _kept(tiny_school.build).items() if kept.get(name) != time}
    assert {name.split("/")[0] + "/" for name in new} == twins, "the twins were fitted before, and only exported now"


def test_the_same_lessons_make_the_same_network_anywhere(tiny_school: ReaderSchool, tmp_path: Path) -> None:
    elsewhere = replace(tiny_school, build=tmp_path / "elsewhere")
    for encoder in (MINILM, MPNET):
        copytree(tiny_school.build / encoder.name, elsewhere.build / encoder.name)
    here, there = (_weights(school.weights("careful", RELEASE)) for school in (tiny_school, elsewhere))
    assert all(np.array_equal(here[name], there[name]) for name in here)


def test_what_is_released_goes_on_from_what_was_measured(tiny_school: ReaderSchool) -> None:
    """At no rate at all a course learns nothing new, and what is released has the twin's encoder."""
    standing = replace(tiny_school.params.finish, learning_rate=0.0)
    school = replace(tiny_school, params=replace(tiny_school.params, finish=standing))
    for twin, release in (
        (school.teacher_weights(0, TWIN), school.teacher_weights(0, RELEASE)),
        (school.weights("quick", TWIN), school.weights("quick", RELEASE)),
    ):
        before, after = _weights(twin), _weights(release)
        moved = {name for name, weight in after.items() if not np.array_equal(weight, before[name])}
        assert moved
        assert all(name.startswith("answer.") for name in moved)


def test_teachers_read_all_there_is_and_nobody_learns_from_what_is_held_out(tiny_school: ReaderSchool) -> None:
    read = tiny_school.read_by_teachers(TWIN)
    texts = [example.text for example in tiny_school.examples]
    assert read[: len(texts) + 2] == [*texts, *UNLABELLED]
    assert read[-1:] == HELD_OUT
    assert tiny_school.teacher(0, TWIN).shape == (len(read), len(READER_COLUMNS))
    lessons = tiny_school._taught(TWIN, tiny_school.params.readers["quick"])
    assert lessons.texts == (*texts[:4], *read[len(texts) : -1])
    assert lessons.labelled == 4
    assert not any(HELD_OUT[0] in text for text in lessons.texts)


def test_two_teachers_differ_and_pupils_hear_the_mean_of_them(tiny_school: ReaderSchool) -> None:
    one, other = (tiny_school.teacher(number, TWIN) for number in (0, 1))
    assert not np.array_equal(one, other)
    quick, how = tiny_school.params.readers["quick"], tiny_school.params.distillation
    mean = 1 / (1 + np.exp(-(one + other) / 2))
    taught, labelled = tiny_school._taught(TWIN, quick), tiny_school._labelled(TWIN, quick)
    heard = (1 - how.teacher_share) * labelled.targets + how.teacher_share * mean[:4]
    np.testing.assert_allclose(taught.targets[:4], heard)
    np.testing.assert_allclose(taught.targets[4:], mean[6:-1])


def test_each_reader_learns_by_its_own_parameters(tiny_school: ReaderSchool) -> None:
    alone = replace(tiny_school.params, distillation=replace(tiny_school.params.distillation, teachers=0))
    school = replace(tiny_school, params=alone)
    sharp, soft = (
        school._taught(TWIN, replace(school.params.readers["quick"], label_smoothing=share)).targets
        for share in (0.0, 0.1)
    )
    assert sharp.max() == 1
    assert soft.max() == pytest.approx(0.9)


def test_without_teachers_a_reader_learns_from_the_labels_alone(tiny_school: ReaderSchool) -> None:
    alone = replace(tiny_school.params, distillation=replace(tiny_school.params.distillation, teachers=0))
    folder = replace(tiny_school, params=alone).reader("quick", TWIN)
    assert Reader.open(folder).logits("We are home.").shape == (len(READER_COLUMNS),)
    assert not [name for name in _kept(tiny_school.build) if name.startswith(("teacher-", "answers-", "variations-"))]
