import json
import pickle
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from model import ArtifactError, Classifier
from model.artifact import read_manifest, released_folder
from model.loading import load_pipeline
from model.released_readers import reader_folders
from model.verification import sha256


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the released model, to be spoilt."""
    return Path(shutil.copytree(released_folder(), tmp_path / "model"))


def _rewrite_manifest(folder: Path, **changes: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), encoding="utf-8")


def test_the_released_folder_holds_just_the_files_that_its_manifest_seals() -> None:
    folder = released_folder()
    sealed = read_manifest(folder).files
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert found == {"manifest.json", *sealed}
    assert all(sha256(folder / name) == digest for name, digest in sealed.items())


def test_a_changed_file_is_refused_and_never_executed(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "executed"

    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return (Path.touch, (trace,))

    (folder / "pipeline.joblib").write_bytes(pickle.dumps(Bomb()))
    with pytest.raises(ArtifactError, match="is not the file that was released"):
        Classifier.load(folder)
    assert not trace.exists()


@pytest.mark.parametrize(
    "name", ["quick/reader.onnx", "careful/reader.onnx", "careful/reader.matrices", "careful/tokenizer.json", "CARD.md"]
)
def test_any_other_file_that_was_changed_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes((folder / name).read_bytes() + b" ")
    with pytest.raises(ArtifactError, match=name):
        Classifier.load(folder)


@pytest.mark.parametrize("name", ["pipeline.joblib", "careful/reader.onnx", "quick/reader.matrices"])
def test_a_missing_file_is_refused_with_a_way_out(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ArtifactError, match="Fetch the model folder anew"):
        Classifier.load(folder)


@pytest.mark.parametrize("late", [False, True])
def test_a_reader_that_is_as_released_but_no_reader_is_told_of_with_a_way_out(folder: Path, late: bool) -> None:
    (folder / "quick" / "reader.onnx").write_bytes(b"no graph")
    files = json.loads((folder / "manifest.json").read_text("utf-8"))["files"]
    _rewrite_manifest(folder, files={**files, "quick/reader.onnx": sha256(folder / "quick" / "reader.onnx")})
    with pytest.raises(ArtifactError, match=r"quick can't be opened \(.*\)\. Fetch the model folder anew"):
        Classifier.load(folder, late=late).assess("25% off for my friends, only till midnight, tap to order!!")


def test_the_readers_come_in_the_order_in_which_they_read() -> None:
    folder = released_folder()
    found = reader_folders(folder, read_manifest(folder))
    assert [one.name for one in found] == ["quick", "careful"]


def test_a_model_without_readers_is_served_by_its_wording_alone(folder: Path) -> None:
    manifest = read_manifest(folder)
    plain = {name: digest for name, digest in manifest.files.items() if "/" not in name}
    (folder / "manifest.json").write_bytes(replace(manifest, files=plain).to_json())
    for one in reader_folders(folder, manifest):
        shutil.rmtree(one)
    classifier = Classifier.load(folder)
    assert classifier.glance("We are home, and the soup is on.") == classifier.assess(
        "We are home, and the soup is on."
    )


def test_the_pipeline_is_refused_under_another_scikit_learn_with_the_version_to_install(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    _rewrite_manifest(folder, packages={**manifest["packages"], "scikit-learn": "0.1"})
    with pytest.raises(ArtifactError, match=r"Install scikit-learn==0\.1"):
        load_pipeline(folder)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArtifactError, match="There is no model in"):
        Classifier.load(tmp_path)


def test_a_manifest_that_is_none_is_refused(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ArtifactError, match="is not a manifest"):
        Classifier.load(folder)


def test_the_digest_changes_with_the_manifest(folder: Path) -> None:
    before = read_manifest(folder).identity.digest
    _rewrite_manifest(folder, created="1999-01-01")
    assert read_manifest(folder).identity.digest != before
