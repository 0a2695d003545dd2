"""The released model on disk: one versioned folder that is checked by hash before anything in it is loaded.

scikit-learn takes a second to import, so only what loads a model imports it: whoever merely asks which model was released
need not wait.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ArtifactError
from .manifest import MANIFEST_FILE, Manifest

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

ARTIFACTS = Path(__file__).parent / "artifacts"
RELEASED_FILE = "RELEASED"
PIPELINE_FILE = "pipeline.joblib"
CARD_FILE = "CARD.md"


def released_folder(artifacts: Path = ARTIFACTS) -> Path:
    """Find the folder of the released model: the one that the file `RELEASED` names."""
    pointer = artifacts / RELEASED_FILE
    try:
        return artifacts / pointer.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ArtifactError(
            f"No model has been released in {artifacts}: {pointer.name} can't be read ({error.strerror}). "
            "Run `python -m training`, or name a model folder."
        ) from error


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a model folder without loading the model."""
    try:
        return Manifest.from_json((folder / MANIFEST_FILE).read_bytes())
    except OSError as error:
        raise ArtifactError(
            f"There is no model in {folder}: {MANIFEST_FILE} can't be read ({error.strerror}). Name a model folder."
        ) from error


def released_manifest(folder: Path | None = None) -> Manifest:
    """Read the manifest of the released model, or of the one in `folder`, without loading the model."""
    return read_manifest(folder or released_folder())


def read_card(folder: Path) -> str:
    """Read the model card of a folder, Markdown; empty if the folder has none."""
    try:
        return (folder / CARD_FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def verify(folder: Path, manifest: Manifest) -> None:
    """Raise `ArtifactError` unless every file is as it was released and the packages are the ones it was made with."""
    for name, released in manifest.files.items():
        try:
            found = sha256(folder / name)
        except OSError as error:
            raise ArtifactError(
                f"{folder / name} can't be read ({error.strerror}). Fetch the model folder anew."
            ) from error
        if found != released:
            raise ArtifactError(
                f"{folder / name} is not the file that was released (SHA-256 {found[:12]}…, released {released[:12]}…). "
                "It was changed or damaged and is not loaded. Fetch the model folder anew, or retrain with `python -m training`."
            )
    import sklearn

    wanted = manifest.packages.get("scikit-learn")
    if wanted != sklearn.__version__:
        raise ArtifactError(
            f"Model {manifest.version} was trained with scikit-learn {wanted}, but {sklearn.__version__} is installed. "
            f"Install scikit-learn=={wanted}, or retrain with `python -m training`."
        )


def load(folder: Path) -> "tuple[Pipeline, Manifest]":
    """Load a model folder. Nothing in it is executed before every hash has been checked."""
    import joblib

    from .pipeline import attach_reader, has_reader
    from .reader import Reader

    manifest = read_manifest(folder)
    verify(folder, manifest)
    pipeline = joblib.load(folder / PIPELINE_FILE)
    if has_reader(pipeline):
        attach_reader(pipeline, Reader.open(folder))
    return pipeline, manifest


def sha256(path: Path) -> str:
    """Give a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
