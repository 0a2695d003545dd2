"""What OpenAI's clients send as `input`: a text, several texts, or the parts of one post."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_SCHEMA = {
    "description": "A post, several posts, or one post in parts. Of the parts, texts alone are read; an image is refused.",
    "oneOf": [
        {"type": "string", "minLength": 1},
        {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
        {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["text"]}, "text": {"type": "string"}},
                "required": ["type", "text"],
            },
        },
    ],
}


@dataclass(frozen=True, slots=True)
class Posts:
    """The texts to judge, one result each, and the field that each came in."""

    texts: tuple[str, ...]
    fields: tuple[str, ...]


def _posts(value: Any) -> Posts:
    if isinstance(value, str) and value:
        return Posts((value,), ("input",))
    if not isinstance(value, list) or not value or "" in value:
        raise PydanticCustomError(
            "no_input", "must be a string, an array of strings, or an array of parts, and none of them empty"
        )
    if all(isinstance(entry, str) for entry in value):
        return Posts(tuple(value), tuple(f"input.{place}" for place in range(len(value))))
    return Posts(("\n".join(_text_of(place, part) for place, part in enumerate(value)),), ("input",))


def _text_of(place: int, part: Any) -> str:
    match part:
        case {"type": "text", "text": str(text)}:
            return text
        case {"type": "image_url"}:
            raise PydanticCustomError(
                "images_not_read",
                "part {place} is an image, but texts alone are read here; send the words of the post without its images",
                {"place": place},
            )
        case Mapping():
            raise PydanticCustomError(
                "unknown_part", "part {place} must be an object with “type”: “text” and a “text”", {"place": place}
            )
        case _:
            raise PydanticCustomError("mixed_input", "entries must be either all strings or all parts")


ModerationInput = Annotated[Posts, PlainValidator(_posts), WithJsonSchema(_SCHEMA)]
