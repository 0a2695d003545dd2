"""The languages that can be asked for: English and its variants, or any, of which English alone is read."""

from collections.abc import Mapping

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError, shown
from ...schemas import CheckResponse

AUTO = "auto"
ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canadian)",
    "en-GB": "English (GB)",
    "en-NZ": "English (New Zealand)",
    "en-US": "English (US)",
    "en-ZA": "English (South African)",
}

_DEFAULT = "en-US"
"""What LanguageTool takes English for where nothing says more."""

_FOREIGN = "language"
"""The warning by which the model says that a text is surely enough in another language."""

_SPELLINGS = {code.lower(): code for code in (AUTO, *LANGUAGES)}


def language_asked(parameters: Mapping[str, str]) -> str:
    """Give the code that a request names, `auto` without any; raises a problem for another language than English."""
    asked = parameters.get("language", AUTO)
    code = _SPELLINGS.get(asked.replace("_", "-").lower())
    if code is None:
        message = (
            f"'{shown(asked)}' is not a language code known to FlipGuard, which reads English alone. "
            f"Supported language codes are: {', '.join(LANGUAGES)}, or {AUTO}."
        )
        fault = Fault(
            field="language", message=message, code="unknown-language", got=shown(asked), allowed=[*_SPELLINGS.values()]
        )
        raise ProblemError.of(INVALID_REQUEST, fault)
    return code


def variant_asked(parameters: Mapping[str, str]) -> str:
    """Give the kind of English that `auto` stands for: the first that is preferred."""
    preferred = [part.strip().lower() for part in parameters.get("preferredVariants", "").split(",")]
    return next((code for part in preferred for code in LANGUAGES if code.lower() == part), _DEFAULT)


def foreign(answer: CheckResponse | None) -> str | None:
    """Say why a text was not read where it is surely enough in another language; None where it is not."""
    if answer is None or all(warning.code != _FOREIGN for warning in answer.warnings):
        return None
    return (
        f"The text seems to be in another language ({answer.language.code}), but FlipGuard reads English alone. "
        f"Choose English for a text that was mistaken."
    )
