"""Model names: what a client chooses there is who reads the post, and which release must answer.

`flipguard`, `flipguard:READERS` and `flipguard:READERS@VERSION`, where READERS is a relationship or a channel. The names
of OpenAI's moderation models mean `flipguard`, so that a client which can't be told another name works as it is.
"""

from dataclasses import dataclass

from model import Relationship

from ...problem_kinds import INVALID_REQUEST, NOT_FOUND
from ...problems import Fault, ProblemError, shown
from ..readers import Readers
from .errors import UNKNOWN_MODEL

OWN_NAME = "flipguard"
DEFAULT_NAME = "omni-moderation-latest"

_OPENAI_NAMES = ("omni-moderation-", "text-moderation-")
_LITELLM_PREFIX = "openai/"


@dataclass(frozen=True, slots=True)
class ModelAsked:
    """What a model name asks for: readers, where it names some, and a release, where it pins one."""

    readers: Readers | None = None
    release: str | None = None


def model_asked(name: str) -> ModelAsked:
    """Read a model name; raises a problem if no such model is here."""
    if name.startswith(_OPENAI_NAMES):
        return ModelAsked()
    rest, _, release = name.removeprefix(_LITELLM_PREFIX).partition("@")
    own, colon, readers = rest.partition(":")
    if own != OWN_NAME or (colon and not readers):
        raise unknown_model(name)
    return ModelAsked(Readers.called(readers) if readers else None, release or None)


def readers_of(asked: ModelAsked, in_headers: Readers) -> Readers:
    """Give the readers that the model name or the headers name; raises a problem if both do and they differ."""
    if asked.readers is None or in_headers == Readers():
        return asked.readers or in_headers
    if asked.readers == in_headers:
        return in_headers
    message = "“model” names other readers than the headers do. Leave one of the two out."
    raise ProblemError.of(INVALID_REQUEST, Fault(field="model", message=message, code="readers-contradict"))


def name_of(readers: Readers, release: str) -> str:
    """Name a model so that the name asks for the same readers and the same release."""
    return f"{OWN_NAME}:{readers.channel or readers.relationship or Relationship.SOCIAL}@{release}"


def unknown_model(name: str) -> ProblemError:
    """Give the problem of a model that isn't here."""
    names = ", ".join(f"“{OWN_NAME}:{one}”" for one in Relationship)
    message = f"The model “{shown(name)}” does not exist here. There are {names}, and one for each channel; GET /v1/models lists them."
    return ProblemError.of(NOT_FOUND, Fault(field="model", message=message, code=UNKNOWN_MODEL, got=shown(name)))
