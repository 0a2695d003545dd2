"""The readers of a model folder: which it has, and how they are opened, at once or when they are first needed."""

from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from .errors import ArtifactError
from .late_reader import LateReader
from .manifest import Manifest
from .outputs import READER_NAMES
from .verification import verify

if TYPE_CHECKING:
    from .reader import Reader


def reader_folders(folder: Path, manifest: Manifest) -> list[Path]:
    """Name the folders of the readers that a model has, in the order in which they read."""
    return [folder / name for name in READER_NAMES if any(file.startswith(f"{name}/") for file in manifest.files)]


def open_readers(folder: Path, manifest: Manifest) -> list["Reader"]:
    """Open all readers of a model folder that was verified; raises `ArtifactError` if one can't be opened."""
    return [_open(one) for one in reader_folders(folder, manifest)]


def late_readers(folder: Path, manifest: Manifest) -> list[LateReader]:
    """Give readers that are opened when they are first asked; asking raises `ArtifactError` if one can't be trusted.

    Their files are verified meanwhile, in a thread: that takes as long as much of what a program does before it asks. It is for programs
    that end soon, and not for one that may open a reader hours after it was verified.
    """
    verified: dict[Path, Future[None]] = {one: Future() for one in reader_folders(folder, manifest)}
    # a daemon: nobody waits for it where no text needs a reader
    Thread(target=_verify, args=(verified, manifest), name="verification", daemon=True).start()
    return [_late(one, outcome) for one, outcome in verified.items()]


def _verify(readers: Mapping[Path, "Future[None]"], manifest: Manifest) -> None:
    for reader, outcome in readers.items():
        try:
            _verify_files(reader, manifest)
            outcome.set_result(None)
        except Exception as error:  # whoever asks the reader is told
            outcome.set_exception(error)


def _verify_files(reader: Path, manifest: Manifest) -> None:
    verify(reader.parent, manifest, lambda file: file.startswith(f"{reader.name}/"))


def _late(folder: Path, verified: "Future[None]") -> LateReader:
    def open_reader() -> "Reader":
        verified.result()
        return _open(folder)

    return LateReader(open_reader)


def _open(folder: Path) -> "Reader":
    from .reader import Reader

    try:
        return Reader.open(folder)
    except Exception as error:  # both libraries raise classes of their own, and plain ones
        raise ArtifactError(
            f"The reader in {folder} can't be opened ({error}). Fetch the model folder anew."
        ) from error
