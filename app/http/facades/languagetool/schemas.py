"""What LanguageTool's paths answer."""

from pydantic import Field

from ...schemas import Frozen


class Software(Frozen):
    """The program that checked."""

    name: str = "FlipGuard"
    version: str = Field(description="The program's version and, after `+`, the released model's.")
    buildDate: str = Field(description="When the model was made.")  # noqa: N815 - LanguageTool's name
    apiVersion: int = 1  # noqa: N815
    premium: bool = False
    status: str = ""


class Warnings(Frozen):
    """Whether the text was checked."""

    incompleteResults: bool = False  # noqa: N815
    incompleteResultsReason: str | None = Field(default=None, description="Why it was not.")  # noqa: N815


class Language(Frozen):
    """A language by its name and code."""

    name: str
    code: str


class DetectedLanguage(Language):
    """The language that the text seems to be in."""

    confidence: float = Field(ge=0, le=1)
    source: str = "flipguard"


class LanguageChecked(Language):
    """The language that the text was checked in, and the one that it seems to be in."""

    detectedLanguage: DetectedLanguage  # noqa: N815


class Replacement(Frozen):
    """What may stand in the place of what was marked; nothing, where it is to be struck."""

    value: str
    shortDescription: str = Field(description="What would come of it.")  # noqa: N815


class Context(Frozen):
    """What was marked, among the words around it."""

    text: str
    offset: int = Field(ge=0)
    length: int = Field(ge=0)


class MatchType(Frozen):
    """LanguageTool's own kind of match."""

    typeName: str = "Other"  # noqa: N815


class Category(Frozen):
    """A group of rules."""

    id: str
    name: str


class RuleShown(Frozen):
    """The rule that marked something: one for each market cue."""

    id: str
    description: str
    issueType: str  # noqa: N815
    category: Category


class Match(Frozen):
    """A stretch of the text that is marked. Offsets count UTF-16 code units of the text as sent, with its markup."""

    message: str = Field(description="Why, and the way out.")
    shortMessage: str  # noqa: N815
    replacements: list[Replacement]
    offset: int = Field(ge=0)
    length: int = Field(ge=0)
    context: Context
    sentence: str
    type: MatchType = MatchType()
    rule: RuleShown
    ignoreForIncompleteSentence: bool = False  # noqa: N815
    contextForSureMatch: int = -1  # noqa: N815


class Judgement(Frozen):
    """What FlipGuard says beyond LanguageTool's shape; clients that don't know it pass it over."""

    verdict: str
    flip_risk: float = Field(ge=0, le=1)
    relationship: str
    because: str


class Checked(Frozen):
    """What was found in a text."""

    software: Software
    warnings: Warnings
    language: LanguageChecked
    matches: list[Match]
    sentenceRanges: list[tuple[int, int]]  # noqa: N815
    flipguard: Judgement | None = Field(default=None, description="Absent for a text that was not judged.")


class LanguageShown(Frozen):
    """A language that can be asked for."""

    name: str
    code: str
    longCode: str  # noqa: N815


class Info(Frozen):
    """The program alone."""

    software: Software


class Limits(Frozen):
    """What a text may be."""

    maxTextLength: int  # noqa: N815


class RuleConfigured(Frozen):
    """A rule as a list of all rules shows it."""

    ruleId: str  # noqa: N815
    description: str
    categoryId: str  # noqa: N815
    categoryName: str  # noqa: N815
    locQualityIssueType: str  # noqa: N815
    isTextLevelRule: str = "yes"  # noqa: N815
    minToCheckParagraph: str = "-1"  # noqa: N815


class Configuration(Frozen):
    """The program, its limits and its rules."""

    software: Software
    parameter: Limits
    rules: list[RuleConfigured]
