"""What clients ask before they check: languages, limits, rules, and whether somebody is there. All of it is open to all."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse

from model import MAX_TEXT_LENGTH

from ...capacity import workroom
from ...documentation import problems
from ...loaded_model import LoadedModel
from ...problem_kinds import INVALID_REQUEST, NOT_READY, OVERLOADED
from .check import PREFIX
from .languages import ENGLISH, LANGUAGES, language_asked
from .rules import CATEGORY, CATEGORY_NAME, ISSUE_TYPE, RULES
from .schemas import Configuration, Info, LanguageShown, Limits, RuleConfigured
from .software import software

LANGUAGES_PATH = "/v2/languages"
INFO_PATH = "/v2/info"
LENGTH_PATH = "/v2/maxtextlength"
CONFIGURATION_PATH = "/v2/configinfo"
HEALTH_PATH = "/v2/healthcheck"
PATHS = (LANGUAGES_PATH, INFO_PATH, LENGTH_PATH, CONFIGURATION_PATH, HEALTH_PATH)

router = APIRouter(tags=["languagetool"])


@router.get(f"{PREFIX}{LANGUAGES_PATH}", include_in_schema=False)
@router.get(
    LANGUAGES_PATH,
    summary="List the languages, as LanguageTool's clients ask for them",
    response_description="English, in its variants",
    responses=problems(),
)
async def languages() -> list[LanguageShown]:
    """List what `language` may be, besides `auto`."""
    return [LanguageShown(name=name, code=ENGLISH, longCode=code) for code, name in LANGUAGES.items()]


@router.get(f"{PREFIX}{INFO_PATH}", include_in_schema=False)
@router.get(
    INFO_PATH,
    summary="Name the program, as LanguageTool's clients ask for it",
    response_description="The program and its model",
    responses=problems(NOT_READY),
)
async def info(classifier: LoadedModel) -> Info:
    """Name the program with its version, and the model."""
    return Info(software=software(classifier))


@router.get(f"{PREFIX}{LENGTH_PATH}", include_in_schema=False, response_class=PlainTextResponse)
@router.get(
    LENGTH_PATH,
    summary="Say how long a text may be, as LanguageTool's clients ask for it",
    response_description="A number of characters",
    responses=problems(),
    response_class=PlainTextResponse,
)
async def longest_text() -> str:
    """Give the length of the longest text that is checked."""
    return str(MAX_TEXT_LENGTH)


@router.get(f"{PREFIX}{CONFIGURATION_PATH}", include_in_schema=False)
@router.get(
    CONFIGURATION_PATH,
    summary="List the rules, as LanguageTool's clients ask for them",
    response_description="The rules, and how long a text may be",
    responses=problems(INVALID_REQUEST, NOT_READY),
)
async def configuration(
    classifier: LoadedModel, language: Annotated[str, Query(description="English.")] = ENGLISH
) -> Configuration:
    """List the rules, one for each market cue."""
    language_asked({"language": language})
    return Configuration(
        software=software(classifier),
        parameter=Limits(maxTextLength=MAX_TEXT_LENGTH),
        rules=[
            RuleConfigured(
                ruleId=rule.id,
                description=rule.description,
                categoryId=CATEGORY,
                categoryName=CATEGORY_NAME,
                locQualityIssueType=ISSUE_TYPE,
            )
            for rule in RULES
        ],
    )


@router.get(f"{PREFIX}{HEALTH_PATH}", include_in_schema=False, response_class=PlainTextResponse)
@router.get(
    HEALTH_PATH,
    summary="Can it check texts, as LanguageTool's clients ask?",
    response_description="It can",
    responses=problems(NOT_READY, OVERLOADED),
    response_class=PlainTextResponse,
)
async def healthy(request: Request, _: LoadedModel) -> str:
    """Answer OK once the model is loaded and while the line of those who wait has room."""
    workroom(request).refuse_if_full()
    return "OK"
