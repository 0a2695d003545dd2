"""`POST /beta/litellm_basic_guardrail_api`."""

from fastapi import APIRouter

from ...capacity import ReadingRoute
from ...check import CHECK_PROBLEMS
from ..judge import JudgeOfRequest
from ..readers import Readers, ReadersInHeaders
from .mending import mended
from .schemas import Action, GuardrailAnswer, GuardrailOptions, GuardrailRequest, OnFlip

PATH = "/beta/litellm_basic_guardrail_api"

router = APIRouter(tags=["litellm"], route_class=ReadingRoute)


@router.post(
    PATH,
    summary="Guard what an AI writes, as LiteLLM asks for it",
    response_description="Whether the texts may pass",
    responses=CHECK_PROBLEMS,
    response_model_exclude_none=True,
)
async def guard(asked: GuardrailRequest, judge: JudgeOfRequest, headers: ReadersInHeaders) -> GuardrailAnswer:
    """Judge every text, and block if one flips the relationship; the reason says why, for whoever asked the AI.

    With `on_flip: mend` in `additional_provider_specific_params`, what flips is cut out of the texts where that makes them
    clear, and only the rest is blocked. Images are not looked at. The texts are not stored and not logged.
    """
    options = asked.additional_provider_specific_params or GuardrailOptions()
    texts = asked.texts or []
    mends = options.on_flip is OnFlip.MEND
    readers = _readers(options, headers)
    drafts = [readers.draft(text, advice=mends) for text in texts]
    answers = await judge.each(drafts, [f"texts.{place}" for place in range(len(texts))]) if texts else []
    flips = {place: answer for place, answer in enumerate(answers) if answer and answer.verdict in options.blocked}
    if not flips:
        return GuardrailAnswer(action=Action.NONE)
    afterwards = {place: mended(answer) for place, answer in flips.items()} if mends else {}
    if mends and all(text is not None for text in afterwards.values()):
        return GuardrailAnswer(
            action=Action.INTERVENED, texts=[afterwards.get(place) or text for place, text in enumerate(texts)]
        )
    reason = next(answer.because for place, answer in flips.items() if afterwards.get(place) is None)
    return GuardrailAnswer(action=Action.BLOCKED, blocked_reason=reason)


def _readers(options: GuardrailOptions, headers: Readers) -> Readers:
    """Prefer what a guardrail's own options say to what its headers say, each as a whole."""
    own = Readers(options.relationship, options.channel)
    return headers if own == Readers() else own
