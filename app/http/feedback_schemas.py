"""What feedback takes and what it answers."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from model import MAX_TEXT_LENGTH, MarketCue, Relationship, SocialCue, Verdict

from .schemas import Frozen, Share

MAX_COMMENT_LENGTH = 2_000

Grade = Annotated[float, Field(ge=0, le=3, allow_inf_nan=False)]


def _storable(value: str) -> str:
    """Refuse what no database keeps as it is: NUL, and halves of surrogate pairs."""
    if "\0" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise PydanticCustomError("not_storable", "holds a NUL or half of a surrogate pair; send it without")
    return value


_Storable = AfterValidator(_storable)


class JudgedBy(Frozen):
    """The model whose verdict this is about, as its answer named it."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[str, StringConstraints(max_length=64), _Storable]
    digest: Annotated[str, StringConstraints(max_length=80), _Storable]


class Grades(Frozen):
    """How much of a flip the post is before each kind of readers, from 0 to 3, as in the annotation guide."""

    model_config = ConfigDict(extra="forbid")

    social: Grade | None = None
    mixed: Grade | None = None


class FeedbackRequest(Frozen):
    """Whether a verdict was right. Other fields are refused."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict = Field(description="The verdict that this is about.")
    right: bool = Field(description="Whether it was right.")
    relationship: Relationship = Field(default=Relationship.SOCIAL, description="The relationship that was judged.")
    label: Verdict | None = Field(default=None, description="The verdict that would have been right.")
    comment: Annotated[str, StringConstraints(max_length=MAX_COMMENT_LENGTH), _Storable] | None = Field(
        default=None, description="Why, in your words."
    )
    keep_text: bool = Field(
        default=False, description="Consent to keep the text, so that the next model may learn from it."
    )
    text: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT_LENGTH), _Storable] | None = Field(
        default=None, description="The post; only with `keep_text`."
    )
    flip_risk: Share | None = Field(default=None, description="The flip risk that was answered.")
    model: JudgedBy | None = None
    grades: Grades | None = None
    market_cues: list[MarketCue] | None = Field(
        default=None,
        max_length=len(MarketCue),
        description="The market cues that the post really carries, if you know.",
    )
    social_cues: list[SocialCue] | None = Field(
        default=None, max_length=len(SocialCue), description="The social cues that it really carries, if you know."
    )

    @model_validator(mode="after")
    def _agree(self) -> Self:
        """Refuse what contradicts itself."""
        if self.right and self.label not in (None, self.verdict):
            raise _contradiction("“right” is true, so “label” is the verdict itself or left out")
        if not self.right and self.label == self.verdict:
            raise _contradiction("“right” is false, so “label” is another verdict or left out")
        if self.text is not None and not self.keep_text:
            raise _contradiction(
                "“text” is sent without consent to keep it: set “keep_text” to true, or leave out “text”"
            )
        if self.keep_text and self.text is None:
            raise _contradiction("“keep_text” is true, but there is no “text” to keep")
        return self


class FeedbackKept(Frozen):
    """What was kept."""

    id: str = Field(description="By this it can be deleted: DELETE /v1/feedback/{id}.")
    received: datetime
    text_kept: bool


def _contradiction(message: str) -> PydanticCustomError:
    return PydanticCustomError("contradiction", "{message}", {"message": message})
