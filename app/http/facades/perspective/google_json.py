"""Objects as Google's services read them from JSON."""

from typing import Any

from pydantic import ConfigDict, model_validator
from pydantic.alias_generators import to_snake

from ...schemas import Frozen


class Sent(Frozen):
    """An object whose fields may be spelt `communityId` or `community_id`, and where null is a field left out.

    Other fields are refused, as Google does: a misspelt `communityId` would have a post judged for other readers.
    """

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _spell_as_documented(cls, sent: Any) -> Any:
        if not isinstance(sent, dict):
            return sent
        spellings = {to_snake(name): name for name in cls.model_fields}
        return {
            field if spellings.get(field, field) in sent else spellings.get(field, field): value
            for field, value in sent.items()
        }
