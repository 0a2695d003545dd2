"""What all that crosses the door has in common."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from model import MAX_TEXT_LENGTH


def _as_sent(value: Any) -> str:
    """Take any string: what a text may hold is the model's to judge, and its refusals say more than pydantic's."""
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "must be a string")
    return value


Text = Annotated[
    str,
    PlainValidator(_as_sent),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": MAX_TEXT_LENGTH}),
]

Share = Annotated[float, Field(ge=0, le=1)]


class Frozen(BaseModel):
    """A value that crosses the door and does not change on the way."""

    model_config = ConfigDict(frozen=True)
