"""What a caller may say besides the text: what was sent before, and which parts of policy apply."""

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StrictBool, StrictInt
from pydantic_core import PydanticCustomError

from model import MAX_HISTORY, PastPost, Policy

from .schema_basics import Frozen, Text

MAX_HISTORY_LENGTH = 100_000
"""All past posts of a request may have so many code points together: each is read as a draft is."""

_DEFAULT = Policy()


class PastPostSent(Frozen):
    """A post that these readers were sent before."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(description="The past post as its readers saw it.")
    date: dt.date | None = Field(
        default=None, description="The day on which it was sent, such as 2026-05-17. Without it, it counts as recent."
    )
    answer: StrictBool = Field(
        default=False, description="Whether it answered somebody who had asked; such a post gives, whatever it names."
    )

    @property
    def post(self) -> PastPost:
        """The past post as the model's policy takes it."""
        return PastPost(self.text, self.date, self.answer)


def _bounded(history: list[PastPostSent]) -> list[PastPostSent]:
    length = sum(len(post.text) for post in history)
    if length > MAX_HISTORY_LENGTH:
        raise PydanticCustomError(
            "history_too_long",
            "its texts have {length} characters together, but at most {most} are read; send the latest posts only",
            {"length": f"{length:,}", "most": f"{MAX_HISTORY_LENGTH:,}"},
        )
    return history


History = Annotated[list[PastPostSent], Field(max_length=MAX_HISTORY), AfterValidator(_bounded)]


class PolicySwitches(Frozen):
    """Which parts of policy apply besides the model, and their two conventions; what is left out is as shown."""

    model_config = ConfigDict(extra="forbid")

    permissions: StrictBool = Field(
        default=_DEFAULT.permissions, description="Whether what readers agreed to lowers the verdict."
    )
    stage: StrictBool = Field(
        default=_DEFAULT.stage, description="Whether an ask may not outweigh the stage of the channel."
    )
    balance: StrictBool = Field(
        default=_DEFAULT.balance, description="Whether an ask may not come before the last one was made good."
    )
    forwardability: StrictBool = Field(
        default=_DEFAULT.forwardability, description="Whether to say if a reader would pass the post on."
    )
    gives_per_ask: Annotated[StrictInt, Field(ge=0, le=10)] = Field(
        default=_DEFAULT.gives_per_ask, description="How many gives or answers must lie between two asks: a convention."
    )
    window_days: Annotated[StrictInt, Field(ge=1, le=3650)] = Field(
        default=_DEFAULT.window_days, description="For how many days a past post counts."
    )

    @property
    def policy(self) -> Policy:
        """The switches as the model's policy takes them."""
        return Policy(**self.model_dump())
