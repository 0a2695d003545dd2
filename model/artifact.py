"""The released model on disk: one versioned folder with a manifest, a card, and what `loading` loads."""

from pathlib import Path

from .errors import ArtifactError
from .manifest import MANIFEST_FILE, Manifest

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
