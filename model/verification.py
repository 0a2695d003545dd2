"""Verification: whether a file of a model folder is the one that was released."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from .errors import ArtifactError
from .manifest import Manifest


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


def sha256(path: Path) -> str:
    """Give a file's SHA-256 as hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
