"""What `/v2/check` takes, as the documentation shows it: as parameters of an address, and as a form."""

from collections.abc import Sequence
from typing import Any

from model import MAX_TEXT_LENGTH, Relationship

from ...examples import FLIP_TEXT
from .languages import AUTO, LANGUAGES

FORM = "application/x-www-form-urlencoded"


def _parameter(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }


PARAMETERS: list[dict[str, Any]] = [
    _parameter(
        "text", f"The text, of at most {MAX_TEXT_LENGTH:,} characters. Either this or `data`.", example=FLIP_TEXT
    ),
    _parameter("data", 'A text with markup: JSON, `{"annotation": [{"text": …}, {"markup": …, "interpretAs": …}]}`.'),
    _parameter("language", "English, or `auto`.", enum=[AUTO, *LANGUAGES]),
    _parameter("preferredVariants", "The kind of English that `auto` stands for."),
    _parameter("level", "`picky` marks doubts too.", enum=["default", "picky"]),
    _parameter("enabledRules", "Ids of rules, separated by commas."),
    _parameter("disabledRules", "Ids of rules, separated by commas."),
    _parameter("enabledCategories", "Ids of categories, separated by commas."),
    _parameter("disabledCategories", "Ids of categories, separated by commas."),
    _parameter("enabledOnly", "Whether to use no others than those enabled.", enum=["true", "false"]),
    _parameter("mode", "Which rules to use.", enum=["all", "textLevelOnly", "allButTextLevelOnly", "batch"]),
    _parameter("relationship", "Who reads the text.", enum=[*Relationship]),
    _parameter("channel", "Or their channel, by its name."),
]


def form_of(parameters: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Describe the same parameters as a form."""
    fields = {each["name"]: {**each["schema"], "description": each["description"]} for each in parameters}
    return {"required": True, "content": {FORM: {"schema": {"type": "object", "properties": fields}}}}
