"""Publishing: a fitted pipeline becomes a versioned folder that the product can load."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import joblib
from sklearn.pipeline import Pipeline

from model.artifact import ARTIFACTS, CARD_FILE, PIPELINE_FILE, RELEASED_FILE, sha256
from model.manifest import MANIFEST_FILE, Manifest
from model.reader import READER_FILE, TOKENIZER_FILE

from .card import write_card

PACKAGES = ("scikit-learn", "numpy", "scipy", "joblib", "onnxruntime", "tokenizers", "py3langid")


def publish(pipeline: Pipeline, reader_folder: Path | None, manifest: Manifest, artifacts: Path = ARTIFACTS) -> Path:
    """Write the model folder and point `RELEASED` at it; the folder of the model before stays until it is removed."""
    folder = artifacts / manifest.version
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(pipeline, folder / PIPELINE_FILE, compress=("zlib", 6))
    files = [PIPELINE_FILE]
    if reader_folder is not None:
        for name in (READER_FILE, TOKENIZER_FILE):
            shutil.copyfile(reader_folder / name, folder / name)
            files.append(name)
    (folder / CARD_FILE).write_text(write_card(manifest), encoding="utf-8")
    files.append(CARD_FILE)
    sealed = replace(manifest, files={name: sha256(folder / name) for name in files})
    (folder / MANIFEST_FILE).write_bytes(sealed.to_json())
    (artifacts / RELEASED_FILE).write_text(manifest.version + "\n", encoding="utf-8")
    return folder


def installed_packages() -> Mapping[str, str]:
    """Name the versions that the model is made with."""
    return {name: version(name) for name in PACKAGES}


def next_version(artifacts: Path = ARTIFACTS) -> str:
    """Name the version that follows the highest one there is, as in v1, v2, v3."""
    numbers = [int(folder.name[1:]) for folder in artifacts.glob("v*") if folder.name[1:].isdigit()]
    return f"v{max(numbers, default=0) + 1}"
