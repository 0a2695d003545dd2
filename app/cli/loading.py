"""Loading what commands work with: the model, the channels and the rules for paths."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from model import KEPT_PASSAGES, ArtifactError, Classifier, ModelIdentity, released_manifest

from ..channels_file import KnownChannels, read_channels
from ..project_file import ProjectFileError, read_project_file
from .memory import Memory, cache_folder
from .path_rules import PathRules, path_rules
from .refusal import Refusal
from .remembering import RememberingClassifier


def load_classifier(folder: Path | None, *, late: bool = False, kept_passages: int = KEPT_PASSAGES) -> Classifier:
    """Load the released model, or the one in `folder`, as `Classifier.load` does; refuses if it can't be trusted."""
    try:
        return Classifier.load(folder, late=late, kept_passages=kept_passages)
    except ArtifactError as error:
        raise Refusal(str(error)) from error


def load_channels(path: Path | None) -> KnownChannels:
    """Read the channels that the named file declares, or the one found; refuses a file that can't be used."""
    try:
        return read_channels(path)
    except ProjectFileError as error:
        raise Refusal(str(error)) from error


def open_classifier(folder: Path | None, remember: bool, stack: ExitStack, *, late: bool = False) -> Classifier:
    """Open a model that is loaded when a text comes that it has not judged before, and if `late` its readers where a text needs them.

    `stack` closes its memory.
    """
    try:
        manifest = released_manifest(folder)
    except ArtifactError as error:
        raise Refusal(str(error)) from error
    memory = _memory(manifest.identity, remember, stack)
    return RememberingClassifier(manifest, manifest.identity, lambda: load_classifier(folder, late=late), memory)


def open_remote_classifier(url: str, timeout: float, remember: bool, stack: ExitStack) -> Classifier:
    """Open the model of a running service; raises `ServiceError` if it can't be asked."""
    from .remote import RemoteClassifier
    from .service import Service

    service = Service.at(url, timeout)
    stack.callback(service.close)
    remote = RemoteClassifier(service)
    return RememberingClassifier(
        remote.manifest, remote.identity, lambda: remote, _memory(remote.identity, remember, stack)
    )


def _memory(model: ModelIdentity, remember: bool, stack: ExitStack) -> Memory | None:
    if not remember:
        return None
    memory = Memory(cache_folder(), model)
    stack.callback(memory.close)
    return memory


def load_project_file(path: Path | None, options: Mapping[str, Any]) -> PathRules:
    """Read the rules for paths in the named project file, or in the one found; refuses a file that can't be used."""
    try:
        return path_rules(read_project_file(path), options)
    except ProjectFileError as error:
        raise Refusal(str(error)) from error
