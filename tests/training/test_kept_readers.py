from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import expit

from model import MarketCue
from model.outputs import READER_COLUMNS, READER_NAMES
from model.reader import READER_FILE, Reader
from training.classroom import Classroom
from training.course import Course
from training.encoders import MINILM, MPNET, Encoder
from training.examples import PUBLIC, Example
from training.kept_readers import ReaderSchool
from training.params import CourseParams, GrownParams, Params, ReaderParams, read_params
from training.split import Split

MakeExample = Callable[..., Example]
PlaceEncoder = Callable[[Encoder, Path], Path]

EVERY_ROUND = CourseParams(ends=(1, 2), reads_held_out=True)
GOES_ON = GrownParams(epochs=1, learning_rate=1e-4, known_share=1.0, own_share=0.7)
PARTS = Split(train=np.arange(4), validation=np.array([4]), test=np.array([5]))
UNLABELLED = [
    "The frog is back in our pond, and he brought a friend.",
    "Fresh bread at the corner shop, while it lasts.",
]
HELD_OUT = ["Our benchmark's own post, which nobody learns from."]


TEXTS = [
    ("We are home, and the soup is on.", 0),
    ("Buy my soap, it is 10% off today.", 3),
    ("It rained all day.", 0),
    ("Pay me five for the soup, please.", 2),
    ("The cat is asleep.", 0),
    ("Share my shop with all your friends!", 3),
]


@pytest.fixture
def school(make_example: MakeExample, tmp_path: Path) -> ReaderSchool:
    examples = [
        make_example(text, id=f"e-{n}", social=grade, group=f"pair {n // 2}") for n, (text, grade) in enumerate(TEXTS)
    ]
    return _school(Classroom(examples, UNLABELLED, read_params(), tmp_path))


@pytest.fixture
def twin(school: ReaderSchool) -> Course:
    return Course.of_twin(PARTS, school.room.examples, EVERY_ROUND)


@pytest.fixture
def release(school: ReaderSchool) -> Course:
    return Course.of_release(PARTS, school.room.examples, EVERY_ROUND)


def _school(room: Classroom) -> ReaderSchool:
    return ReaderSchool(room, HELD_OUT)


def _other(school: ReaderSchool, **changed: object) -> ReaderSchool:
    return _school(replace(school.room, **changed))  # type: ignore[arg-type]


@pytest.fixture
def tiny_school(school: ReaderSchool, place_tiny_encoder: PlaceEncoder) -> ReaderSchool:
    """Make a school of tiny networks, in which all is truly fitted, in seconds."""
    for encoder in (MINILM, MPNET):
        place_tiny_encoder(encoder, school.room.build)
    params = school.room.params
    params = replace(
        params,
        readers={name: _at_once(one) for name, one in params.readers.items()},
        teacher=_at_once(params.teacher),
        distillation=replace(params.distillation, teachers=2, variations=12),
        grown=dict.fromkeys(("quick", "careful"), GOES_ON),
        finish=replace(params.finish, variations=6),
    )
    return _other(school, params=params, threads=1)


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


def _make_unlike(path: Path) -> None:
    """Let no two weights of a network be alike, as after a true training: the exporter keeps but one of two that are."""
    from safetensors.numpy import save_file

    random = np.random.default_rng(1)
    save_file({k: (w + random.normal(0, 0.1, w.shape)).astype(w.dtype) for k, w in _weights(path).items()}, path)


def test_a_reader_is_known_by_its_rows_labels_unlabelled_texts_and_parameters(
    school: ReaderSchool, twin: Course, release: Course
) -> None:
    params, (first, second, *rest) = school.room.params, school.room.examples
    others = [
        _other(school, examples=[first, replace(second, social=2.0), *rest]),
        _other(school, examples=[first, replace(second, market_cues=frozenset({MarketCue.SALE})), *rest]),
        _other(school, unlabelled=["The frog is gone."]),
        _other(school, params=replace(params, seed=params.seed + 1)),
        _other(school, params=_changed(params, "quick", _longer)),
        _other(school, params=replace(params, teacher=_longer(params.teacher))),
        _other(school, params=replace(params, distillation=replace(params.distillation, variations=1))),
    ]
    names = [one.fingerprint("quick", twin) for one in (school, *others)]
    names += [school.fingerprint("careful", twin), school.fingerprint("quick", release)]
    assert len(set(names)) == len(names)


def test_one_reader_s_parameters_do_not_rename_the_other(school: ReaderSchool, twin: Course) -> None:
    other = _other(school, params=_changed(school.room.params, "quick", _longer))
    assert other.fingerprint("careful", twin) == school.fingerprint("careful", twin)


def test_how_a_release_is_finished_renames_it_and_not_the_twin(
    school: ReaderSchool, twin: Course, release: Course
) -> None:
    finish = replace(school.room.params.finish, learning_rate=0.5)
    other = _other(school, params=replace(school.room.params, finish=finish))
    assert other.fingerprint("quick", twin) == school.fingerprint("quick", twin)
    assert other.fingerprint("quick", release) != school.fingerprint("quick", release)


def test_a_release_on_the_same_rows_but_from_another_twin_is_another(school: ReaderSchool, release: Course) -> None:
    other = Course.of_release(replace(PARTS, train=np.arange(3)), school.room.examples, EVERY_ROUND)
    assert other.rows.tolist() == release.rows.tolist()
    assert school.fingerprint("quick", other) != school.fingerprint("quick", release)


def test_where_a_reader_is_fitted_does_not_change_its_name(
    school: ReaderSchool, tmp_path: Path, release: Course
) -> None:
    elsewhere = _other(school, build=tmp_path / "elsewhere", device="cuda", threads=3)
    assert elsewhere.fingerprint("quick", release) == school.fingerprint("quick", release)


def test_all_readers_of_a_course_are_fitted_once_and_found_again(
    tiny_school: ReaderSchool, twin: Course, release: Course
) -> None:
    folders = tiny_school.readers(release)
    assert tuple(folders) == READER_NAMES
    for folder in folders.values():
        assert Reader.open(folder).logits("Pay me five for the soup.").shape == (len(READER_COLUMNS),)
    kept = _kept(tiny_school.room.build)
    for kind, count in {"quick-": 2, "careful-": 2, "teacher-": 4, "answers-": 4, "variations-": 2}.items():
        assert sum(name.startswith(kind) and "/" not in name for name in kept) == count, kind
    assert not any("unfinished" in name for name in kept)
    again = _other(tiny_school)
    assert again.readers(release) == folders
    assert again.readers(twin).keys() == folders.keys()
    twins = {f"{name}-{tiny_school.fingerprint(name, twin)}/" for name in READER_NAMES}
    new = {name for name, time in _kept(tiny_school.room.build).items() if kept.get(name) != time}
    assert {name.split("/")[0] + "/" for name in new} == twins, "the twins were fitted before, and only exported now"


def test_the_same_lessons_make_the_same_network_anywhere(
    tiny_school: ReaderSchool, tmp_path: Path, release: Course
) -> None:
    elsewhere = _other(tiny_school, build=tmp_path / "elsewhere")
    for encoder in (MINILM, MPNET):
        copytree(tiny_school.room.build / encoder.name, elsewhere.room.build / encoder.name)
    here, there = (_weights(school.weights("careful", release)) for school in (tiny_school, elsewhere))
    assert all(np.array_equal(here[name], there[name]) for name in here)


def test_what_is_released_goes_on_from_what_was_measured(
    tiny_school: ReaderSchool, twin: Course, release: Course
) -> None:
    """At no rate at all a course learns nothing new, and what is released has the twin's encoder."""
    standing = replace(tiny_school.room.params.finish, learning_rate=0.0)
    school = _other(tiny_school, params=replace(tiny_school.room.params, finish=standing))
    for first, last in (
        (school.teachers.weights(0, twin), school.teachers.weights(0, release)),
        (school.weights("quick", twin), school.weights("quick", release)),
    ):
        before, after = _weights(first), _weights(last)
        moved = {name for name, weight in after.items() if not np.array_equal(weight, before[name])}
        assert moved
        assert all(name.startswith("answer.") for name in moved)


def test_teachers_read_all_there_is_and_nobody_learns_from_what_is_held_out(
    tiny_school: ReaderSchool, twin: Course
) -> None:
    read = tiny_school.teachers.read(twin)
    texts = [example.text for example in tiny_school.room.examples]
    assert read[: len(texts) + 2] == [*texts, *UNLABELLED]
    assert read[-1:] == HELD_OUT
    assert tiny_school.teachers.answers(0, twin).shape == (len(read), len(READER_COLUMNS))
    lessons = tiny_school.taught("quick", twin)
    assert lessons.texts == (*texts[:4], *read[len(texts) : -1])
    assert lessons.often == 4
    assert not any(HELD_OUT[0] in text for text in lessons.texts)


def test_two_teachers_differ_and_pupils_hear_the_mean_of_them(tiny_school: ReaderSchool, twin: Course) -> None:
    one, other = (tiny_school.teachers.answers(number, twin) for number in (0, 1))
    assert not np.array_equal(one, other)
    quick, how = tiny_school.room.params.readers["quick"], tiny_school.room.params.distillation
    mean = 1 / (1 + np.exp(-(one + other) / 2))
    taught, labelled = tiny_school.taught("quick", twin), tiny_school.room.labelled(twin.rows, quick)
    heard = (1 - how.teacher_share) * labelled.targets + how.teacher_share * mean[:4]
    np.testing.assert_allclose(taught.targets[:4], heard)
    np.testing.assert_allclose(taught.targets[4:], mean[6:-1])


def test_each_reader_learns_by_its_own_parameters(tiny_school: ReaderSchool, twin: Course) -> None:
    alone = replace(tiny_school.room.params, distillation=replace(tiny_school.room.params.distillation, teachers=0))

    def targets(share: float) -> NDArray[np.float64]:
        params = _changed(alone, "quick", lambda quick: replace(quick, label_smoothing=share))
        return _other(tiny_school, params=params).taught("quick", twin).targets

    sharp, soft = targets(0.0), targets(0.1)
    assert sharp.max() == 1
    assert soft.max() == pytest.approx(0.9)


def test_without_teachers_a_reader_learns_from_the_labels_alone(tiny_school: ReaderSchool, twin: Course) -> None:
    alone = replace(tiny_school.room.params, distillation=replace(tiny_school.room.params.distillation, teachers=0))
    folder = _other(tiny_school, params=alone).reader("quick", twin)
    assert Reader.open(folder).logits("We are home.").shape == (len(READER_COLUMNS),)
    assert not [
        name for name in _kept(tiny_school.room.build) if name.startswith(("teacher-", "answers-", "variations-"))
    ]


@pytest.fixture
def grown_school(tiny_school: ReaderSchool, make_example: MakeExample) -> ReaderSchool:
    """Let the corpus grow by two posts, one of which trains."""
    new = [make_example(f"Something new is on sale, number {n}.", id=f"n-{n}", social=3, joined=2) for n in range(2)]
    return _other(tiny_school, examples=[*tiny_school.room.examples, *new])


GROWN_PARTS = Split(train=np.array([0, 1, 2, 3, 6]), validation=np.array([4]), test=np.array([5, 7]))


def test_when_the_corpus_grows_what_was_fitted_before_is_found_again(
    tiny_school: ReaderSchool, grown_school: ReaderSchool, twin: Course
) -> None:
    before = tiny_school.weights("careful", twin)
    kept = _kept(tiny_school.room.build)
    grown = Course.of_twin(GROWN_PARTS, grown_school.room.examples, EVERY_ROUND)
    after = grown_school.weights("careful", grown)
    new = {name for name, time in _kept(tiny_school.room.build).items() if kept.get(name) != time}
    (said,) = new - {after.name}
    assert said.startswith(f"said-careful-{tiny_school.fingerprint('careful', twin)}")
    assert before != after


@pytest.mark.parametrize("name", READER_NAMES)
def test_who_goes_on_learns_what_is_new_from_its_labels_and_the_rest_also_from_what_it_said_of_it_before(
    grown_school: ReaderSchool, twin: Course, name: str
) -> None:
    grown = Course.of_twin(GROWN_PARTS, grown_school.room.examples, EVERY_ROUND)
    lessons = grown_school.taught(name, grown)
    params = grown_school.room.params
    plain = grown_school.room.labelled(grown.rows, params.readers[name])
    new, old = [0], [1, 2, 3, 4]
    assert lessons.texts[0] == grown_school.room.examples[6].text
    np.testing.assert_array_equal(lessons.targets[new], plain.targets[new])
    said = grown_school.room.read(params.readers[name], grown_school.weights(name, twin), lessons.texts[1:])
    share = params.grown[name].own_share
    np.testing.assert_allclose(
        lessons.targets[old], (1 - share) * plain.targets[old] + share * expit(said.astype(float)), atol=1e-3
    )
    assert lessons.often == 1
    assert len(lessons.texts) == len(grown.rows)


def test_who_goes_on_recalls_a_share_of_what_was_known_groups_whole_and_real_posts_one_by_one(
    grown_school: ReaderSchool, make_example: MakeExample
) -> None:
    pairs = [make_example(f"Pair {n // 2}, post {n}.", id=f"k-{n}", group=f"pair {n // 2}") for n in range(60)]
    real = [make_example(f"Real post {n}.", id=f"r-{n}", group="one place", kind=PUBLIC) for n in range(40)]
    new = [make_example(f"New post {n}.", id=f"n-{n}", social=3, joined=2) for n in range(5)]
    known, course = Course(np.arange(100)), Course(np.arange(100)).over(np.arange(100, 105))
    params = grown_school.room.params
    half = replace(params, grown={"quick": replace(params.grown["quick"], known_share=0.5, own_share=1.0)})
    school = _other(grown_school, examples=[*pairs, *real, *new], params=half)
    lessons = school.taught("quick", course)
    assert lessons.often == 5
    assert list(lessons.texts[:5]) == [example.text for example in new]
    recalled = set(lessons.texts[5:])
    assert all((pairs[n].text in recalled) == (pairs[n + 1].text in recalled) for n in range(0, 60, 2))
    assert 15 < sum(example.text in recalled for example in pairs) < 45
    assert 10 < sum(example.text in recalled for example in real) < 30
    said = school.room.read(params.readers["quick"], school.weights("quick", known), lessons.texts[5:])
    np.testing.assert_allclose(lessons.targets[5:], expit(said.astype(float)), atol=1e-3)
    assert school.taught("quick", course).texts == lessons.texts


def test_however_small_its_share_something_is_recalled(grown_school: ReaderSchool, twin: Course) -> None:
    recalled = grown_school.room.recalled(twin, 1e-9)
    assert 0 < len(recalled) < len(twin.rows)


def test_teachers_are_not_asked_again_when_the_corpus_grows(grown_school: ReaderSchool, twin: Course) -> None:
    grown_school.weights("quick", twin)
    kept = _kept(grown_school.room.build)
    grown_school.weights("quick", Course.of_release(GROWN_PARTS, grown_school.room.examples, EVERY_ROUND))
    new = _kept(grown_school.room.build).keys() - kept.keys()
    assert new
    assert not [name for name in new if name.startswith(("teacher-", "answers-", "variations-"))]


def test_a_release_of_a_grown_corpus_has_read_every_row(grown_school: ReaderSchool) -> None:
    examples = grown_school.room.examples
    release = Course.of_release(GROWN_PARTS, examples, EVERY_ROUND)
    assert sorted(grown_school.taught("careful", release).texts) == sorted(example.text for example in examples)
    folders = grown_school.readers(release)
    assert folders != grown_school.readers(Course.of_twin(GROWN_PARTS, examples, EVERY_ROUND))
    assert Reader.open(folders["careful"]).logits("We are home.").shape == (len(READER_COLUMNS),)


def test_a_reader_of_which_nothing_is_said_stays_as_it_was(grown_school: ReaderSchool, twin: Course) -> None:
    params = grown_school.room.params
    school = _other(grown_school, params=replace(params, grown={"careful": params.grown["careful"]}))
    grown = Course.of_twin(GROWN_PARTS, school.room.examples, EVERY_ROUND)
    assert school.reader("quick", grown) == school.reader("quick", twin)
    assert school.fingerprint("careful", grown) != school.fingerprint("careful", twin)


def test_where_nothing_was_kept_a_reader_goes_on_from_what_was_exported(
    grown_school: ReaderSchool, twin: Course, tmp_path: Path
) -> None:
    elsewhere = _other(grown_school, build=tmp_path / "elsewhere")
    copytree(grown_school.room.build / MPNET.name, elsewhere.room.build / MPNET.name)
    _make_unlike(grown_school.weights("careful", twin))
    exported = grown_school.reader("careful", twin) / READER_FILE
    elsewhere.restore("careful", twin, exported)
    elsewhere.weights("careful", Course.of_twin(GROWN_PARTS, grown_school.room.examples, EVERY_ROUND))
    assert not [name for name in _kept(elsewhere.room.build) if name.startswith("teacher-")]


def test_how_a_reader_goes_on_renames_neither_the_other_nor_what_was_before(
    grown_school: ReaderSchool, twin: Course
) -> None:
    params, grown = grown_school.room.params, Course.of_twin(GROWN_PARTS, grown_school.room.examples, EVERY_ROUND)
    careful = replace(params.grown["careful"], epochs=params.grown["careful"].epochs + 1)
    other = _other(grown_school, params=replace(params, grown={**params.grown, "careful": careful}))
    assert other.fingerprint("careful", grown) != grown_school.fingerprint("careful", grown)
    assert other.fingerprint("quick", grown) == grown_school.fingerprint("quick", grown)
    assert other.fingerprint("careful", twin) == grown_school.fingerprint("careful", twin)
