"""The released model on disk: one versioned folder, of which no file is loaded before its hash was checked.

A model is served from its weights alone. The scikit-learn pipeline that they were taken from lies beside them: it takes a
second to import and is the reference that the weights are held against.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import ArtifactError
from .late_reader import LateReader
from .manifest import MANIFEST_FILE, Manifest
from .outputs import READER_NAMES
from .passage_reader import PassageReader
from .remembering_reader import KEPT_PASSAGES, RememberingReader
from .scorer import CascadeScorer, Scorer, Yardstick
from .weights import Weights

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

    from .reader import Reader

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


def verify(folder: Path, manifest: Manifest, wanted: Callable[[str], bool] = lambda _: True) -> None:
    """Raise `ArtifactError` unless every file, or every wanted one, is as it was released."""
    for name, released in manifest.files.items():
        if not wanted(name):
            continue
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


def load(folder: Path, *, late: bool = False, kept_passages: int = KEPT_PASSAGES) -> tuple[Scorer, Scorer, Manifest]:
    """Load a model folder: what scores, what measures evidence, and the manifest.

    No file is opened before its hash has been checked. Readers are opened at once, or, with `late`, when a passage first needs them; each
    keeps its answers to so many passages.
    """
    manifest = read_manifest(folder)
    if late:
        verify(folder, manifest, lambda name: "/" not in name)
        opened: list[PassageReader] = [_late_reader(one, manifest) for one in reader_folders(folder, manifest)]
    else:
        verify(folder, manifest)
        opened = [*_readers(folder, manifest)]
    weights = Weights.open(folder, len(opened))
    readers = [RememberingReader(reader, kept_passages) for reader in opened] if kept_passages else opened
    return CascadeScorer(weights, readers), Yardstick(weights, readers), manifest


def load_weights(folder: Path) -> Weights:
    """Load the numbers of a model folder without its readers."""
    manifest = read_manifest(folder)
    verify(folder, manifest)
    return Weights.open(folder, len(reader_folders(folder, manifest)))


def load_pipeline(folder: Path) -> "Pipeline":
    """Load the scikit-learn pipeline of a model folder, which needs the scikit-learn that it was fitted with."""
    from .pipeline import attach_readers

    manifest = read_manifest(folder)
    verify(folder, manifest)
    return attach_readers(_unpickled(folder, manifest), _readers(folder, manifest))


def _unpickled(folder: Path, manifest: Manifest) -> "Pipeline":
    import joblib
    import sklearn

    wanted = manifest.packages.get("scikit-learn")
    if wanted != sklearn.__version__:
        raise ArtifactError(
            f"Model {manifest.version} was trained with scikit-learn {wanted}, but {sklearn.__version__} is installed. "
            f"Install scikit-learn=={wanted}, or retrain with `python -m training`."
        )
    return joblib.load(folder / PIPELINE_FILE)


def reader_folders(folder: Path, manifest: Manifest) -> list[Path]:
    """Name the folders of the readers that a model has, in the order in which they read."""
    return [folder / name for name in READER_NAMES if any(file.startswith(f"{name}/") for file in manifest.files)]


def _readers(folder: Path, manifest: Manifest) -> list["Reader"]:
    from .reader import Reader

    return [Reader.open(one) for one in reader_folders(folder, manifest)]


def _late_reader(folder: Path, manifest: Manifest) -> LateReader:
    def open_reader() -> "Reader":
        from .reader import Reader

        verify(folder.parent, manifest, lambda name: name.startswith(f"{folder.name}/"))
        return Reader.open(folder)

    return LateReader(open_reader)


def sha256(path: Path) -> str:
    """Give a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
