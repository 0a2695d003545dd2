"""What LiteLLM sends and reads."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from model import Relationship, Verdict

from ...schemas import Frozen


class Action(StrEnum):
    """What the proxy is to do."""

    NONE = "NONE"
    BLOCKED = "BLOCKED"
    INTERVENED = "GUARDRAIL_INTERVENED"


class OnFlip(StrEnum):
    """What is wanted of a text that may not pass."""

    BLOCK = "block"
    MEND = "mend"


class GuardrailOptions(Frozen):
    """What is written into the guardrail's entry in LiteLLM's configuration. Other entries are passed over."""

    relationship: Relationship | None = Field(default=None, description="Who reads what is written; else `social`.")
    channel: str | None = Field(default=None, max_length=200, description="Or their channel, by its name.")
    block: Literal["flip", "review"] = Field(
        default="flip", description="From which verdict on a text may not pass: `flip`, or `review` and `flip`."
    )
    on_flip: OnFlip = Field(
        default=OnFlip.BLOCK,
        description="`block`, or `mend`: cut out what flips, where that makes the text clear, and block where it doesn't.",
    )

    @property
    def blocked(self) -> frozenset[Verdict]:
        """The verdicts of texts that may not pass."""
        return frozenset({Verdict.FLIP, Verdict(self.block)})


class GuardrailRequest(Frozen):
    """The texts of one call of a language model: what went in, or what came out. Other fields are passed over."""

    input_type: Literal["request", "response"] = "request"
    texts: list[str] | None = Field(
        default=None, description="The texts to judge. Without any, there is nothing to say."
    )
    additional_provider_specific_params: GuardrailOptions | None = None


class GuardrailAnswer(Frozen):
    """Whether the texts may pass."""

    action: Action
    blocked_reason: str | None = Field(default=None, description="Why a text is blocked, in words for its writer.")
    texts: list[str] | None = Field(default=None, description="The texts as they may pass, where some were mended.")
