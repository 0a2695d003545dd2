"""Model folders of other versions."""

from pathlib import Path

from model import Manifest
from model.manifest import MANIFEST_FILE


def rename(folder: Path, version: str) -> None:
    """Make a model folder another version: the manifest says which it is."""
    content = Manifest.from_json((folder / MANIFEST_FILE).read_bytes()).to_json().decode()
    old = Manifest.from_json(content.encode()).version
    (folder / MANIFEST_FILE).write_text(content.replace(f'"version": "{old}"', f'"version": "{version}"'))
