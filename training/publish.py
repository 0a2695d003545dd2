"""Publishing: a fitted pipeline becomes a versioned folder that the product can load."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import joblib
from sklearn.pipeline import Pipeline

from model.artifact import ARTIFACTS, CARD_FILE, PIPELINE_FILE, RELEASED_FILE
from model.manifest import MANIFEST_FILE, Manifest
from model.reader import READER_FILES
from model.verification import sha256
from model.weights import Weights

from .card import write_card

PACKAGES = ("scikit-learn", "numpy", "scipy", "joblib", "onnxruntime", "tokenizers", "pycld2")


def lay_out(pipeline: Pipeline, reader_folders: Mapping[str, Path], manifest: Manifest, folder: Path) -> Path:
    """Write a model into a folder of its own, sealed by the hashes of its files. What the folder held before is removed."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    joblib.dump(pipeline, folder / PIPELINE_FILE, compress=("zlib", 6))
    files = [PIPELINE_FILE, *Weights.of(pipeline).save(folder)]
    for reader, source in reader_folders.items():
        (folder / reader).mkdir()
        for name in READER_FILES:
            shutil.copyfile(source / name, folder / reader / name)
            files.append(f"{reader}/{name}")
    seal(replace(manifest, files=dict.fromkeys(files, "")), folder)
    return folder


def seal(manifest: Manifest, folder: Path) -> None:
    """Write the card and the manifest of a model folder, with the hashes of the files that the manifest names."""
    (folder / CARD_FILE).write_text(write_card(manifest), encoding="utf-8")
    files = dict.fromkeys((*manifest.files, CARD_FILE))
    sealed = replace(manifest, files={name: sha256(folder / name) for name in files})
    (folder / MANIFEST_FILE).write_bytes(sealed.to_json())


def publish(folder: Path, name: str, artifacts: Path = ARTIFACTS) -> Path:
    """Copy a model folder to the released ones and point `RELEASED` at it; that of the model before stays until it is removed."""
    published = artifacts / name
    shutil.copytree(folder, published, dirs_exist_ok=True)
    (artifacts / RELEASED_FILE).write_text(name + "\n", encoding="utf-8")
    return published


def installed_packages() -> Mapping[str, str]:
    """Name the versions that the model is made with."""
    return {name: version(name) for name in PACKAGES}


def next_version(artifacts: Path = ARTIFACTS) -> str:
    """Name the version that follows the highest one there is, as in v1, v2, v3."""
    numbers = [int(folder.name[1:]) for folder in artifacts.glob("v*") if folder.name[1:].isdigit()]
    return f"v{max(numbers, default=0) + 1}"
