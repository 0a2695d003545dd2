"""What Stream sends and reads."""

from typing import Literal

from pydantic import Field

from ...schemas import Frozen, Text


class MessageSent(Frozen):
    """A message that somebody is about to send. Other fields are passed over."""

    text: Text | None = Field(default=None, description="Its words; a message may do without, as a picture does.")
    type: str | None = Field(
        default=None, description="`regular` for what is said; `system` and the like are not judged."
    )


class ChannelOfMessage(Frozen):
    """Where it is sent."""

    cid: str | None = Field(default=None, max_length=300, description="Type and id: `messaging:village`.")
    type: str | None = Field(default=None, max_length=200, description="The channel's type, such as `messaging`.")


class BeforeMessageSend(Frozen):
    """What Stream sends before it sends a message. Other fields are passed over."""

    message: MessageSent
    channel: ChannelOfMessage | None = None


class Refused(Frozen):
    """The message that its sender sees in the place of his own."""

    type: Literal["error"] = "error"
    text: str = Field(description="Why, and the way out.")


class MessageJudged(Frozen):
    """Whether the message may be sent: nothing is said of one that may."""

    message: Refused | None = None
