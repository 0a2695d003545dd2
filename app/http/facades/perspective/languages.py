"""Which languages are scored: English alone. Another is refused with the attribute, which clients look for."""

from collections.abc import Sequence

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError, shown
from ...schemas import CheckResponse

SUPPORTED = "en"
UNKNOWN = "und"

NOT_SUPPORTED = "language-not-supported-by-attribute"

_FOREIGN = "language"
"""The warning by which the model says that a text is surely enough in another language."""


class LanguageNotSupportedError(ProblemError):
    """A post in a language that an attribute is not scored in, with what Perspective's clients read of that."""

    def __init__(self, attribute: str, requested: Sequence[str], detected: Sequence[str]) -> None:
        languages = [shown(language) for language in requested or detected]
        message = (
            f"Attribute {attribute} does not support request languages: {', '.join(languages)}. "
            f'It supports {SUPPORTED}; send “languages”: ["{SUPPORTED}"] for a post that was mistaken for another.'
        )
        fault = Fault(field="languages", message=message, code=NOT_SUPPORTED, allowed=[SUPPORTED])
        super().__init__(INVALID_REQUEST, message, (fault,))
        self.attribute = attribute
        self.requested = list(requested)
        self.detected = list(detected)


def unsupported(requested: Sequence[str], answer: CheckResponse | None) -> list[str]:
    """List the languages that are not scored: of those asked for or, without any, the one that was surely enough detected."""
    if requested:
        return [tag for tag in requested if tag.replace("_", "-").partition("-")[0].lower() != SUPPORTED]
    if answer and any(warning.code == _FOREIGN for warning in answer.warnings):
        return [answer.language.code]
    return []


def detected(answer: CheckResponse | None) -> list[str]:
    """Name the language that a post seems to be in."""
    return [answer.language.code if answer else UNKNOWN]
