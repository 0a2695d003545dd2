"""`/v2/check`, and the same below `/for/READERS`, for clients that can be told no more than where their server is."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request

from model import Verdict

from ...capacity import LineRoute
from ...check import CHECK_PROBLEMS
from ...schemas import CheckResponse
from ..judge import Judge, JudgeOfRequest
from ..readers import Readers, ReadersInHeaders
from .examples import PARAMETERS, form_of
from .languages import AUTO, ENGLISH, LANGUAGES, foreign, language_asked, variant_asked
from .matches import Marker
from .parameters import MAX_NAME, is_picky, one_of, parameters_of, readers_in, text_asked, wants_whole_texts
from .rules import RulesAsked
from .schemas import Checked, DetectedLanguage, Judgement, LanguageChecked, Warnings
from .software import software

PATH = "/v2/check"
PREFIX = "/for/{readers}"

NamedInPath = Annotated[
    str, Path(max_length=MAX_NAME, description="Who reads the text: a relationship, or a channel by its name.")
]

_FLIPS = frozenset({Verdict.FLIP})
_DOUBTS = frozenset({Verdict.FLIP, Verdict.REVIEW})

_SAYS: dict[str, Any] = {
    "response_description": "What is marked, why, and what may stand in its place",
    "responses": CHECK_PROBLEMS,
    "response_model_exclude_none": True,
}

router = APIRouter(tags=["languagetool"], route_class=LineRoute)


@router.get(
    PATH,
    summary="Check a text in the address, as LanguageTool's clients do",
    openapi_extra={"parameters": PARAMETERS},
    **_SAYS,
)
@router.post(
    PATH,
    summary="Check a text, as LanguageTool's clients do",
    openapi_extra={"requestBody": form_of(PARAMETERS)},
    **_SAYS,
)
async def check(request: Request, judge: JudgeOfRequest, headers: ReadersInHeaders) -> Checked:
    """Mark the phrases that flip the relationship, with the reason and the way out; `level=picky` marks doubts as well.

    There is one rule for each market cue. `mode=allButTextLevelOnly` marks nothing, since a text is judged as a whole. The
    text is not stored and not logged.
    """
    return await _checked(request, judge, headers)


@router.get(f"{PREFIX}{PATH}", include_in_schema=False, **_SAYS)
@router.post(
    f"{PREFIX}{PATH}",
    summary="Check a text for readers that the path names, as LanguageTool's clients do",
    openapi_extra={"requestBody": form_of(PARAMETERS)},
    **_SAYS,
)
async def check_for(
    readers: NamedInPath, request: Request, judge: JudgeOfRequest, headers: ReadersInHeaders
) -> Checked:
    """Do what `/v2/check` does, for clients that can be told no more than where their server is: `/for/mixed`, say."""
    return await _checked(request, judge, headers, Readers.called(readers))


async def _checked(request: Request, judge: Judge, *named: Readers) -> Checked:
    parameters = await parameters_of(request)
    readers = one_of(*named, readers_in(parameters))
    text, language, rules = text_asked(parameters), language_asked(parameters), RulesAsked.of(parameters)
    marked = _DOUBTS if is_picky(parameters) else _FLIPS
    answer = None
    if wants_whole_texts(parameters):
        answer = await judge.one(readers.draft(text.plain, advice=True), "text")
    unread = foreign(answer) if language == AUTO else None
    marker = Marker(text)
    return Checked(
        software=software(judge.classifier),
        warnings=Warnings(incompleteResults=unread is not None, incompleteResultsReason=unread),
        language=_language(language, parameters, answer),
        matches=marker.matches(answer, marked, rules) if answer and not unread else [],
        sentenceRanges=marker.sentence_ranges(),
        flipguard=None if unread else _judgement(answer),
    )


def _language(asked: str, parameters: Mapping[str, str], answer: CheckResponse | None) -> LanguageChecked:
    english = variant_asked(parameters)
    seems, confidence = (answer.language.code, answer.language.confidence) if answer else (ENGLISH, 0.0)
    detected = english if seems == ENGLISH else seems
    given = english if asked == AUTO else asked
    return LanguageChecked(
        name=LANGUAGES[given],
        code=given,
        detectedLanguage=DetectedLanguage(name=LANGUAGES.get(detected, detected), code=detected, confidence=confidence),
    )


def _judgement(answer: CheckResponse | None) -> Judgement | None:
    if answer is None:
        return None
    return Judgement(
        verdict=answer.verdict, flip_risk=answer.flip_risk, relationship=answer.relationship, because=answer.because
    )
