"""Scores that a client suggests, as feedback: what the verdict should have been, and the cues."""

from collections.abc import Mapping

from model import Classifier, MarketCue, Relationship

from ...feedback_schemas import MAX_COMMENT_LENGTH, FeedbackRequest, JudgedBy
from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError
from ...schemas import CheckResponse
from .attributes import CUES, FLIP, refuse_unknown_attributes
from .comment import refuse_score_type
from .schemas import AttributeScores, Score

FIELD = "attributeScores"

_CARRIED = 0.5
"""A suggested score of a cue from which the post is taken to carry it."""


def refuse_bad_scores(scores: Mapping[str, AttributeScores]) -> None:
    """Raise a problem for an attribute or a type of score that is not known here, and where `FLIP` has no score."""
    refuse_unknown_attributes(scores, FIELD)
    for name, each in scores.items():
        for score in _all_scores(each):
            refuse_score_type(name, score.type, f"{FIELD}.{name}")
    flip = scores.get(FLIP)
    if flip is None or flip.summaryScore is None:
        message = f"“{FIELD}” must hold {FLIP} with its summaryScore, 0 to 1: a suggestion is kept as feedback on the verdict."
        raise ProblemError.of(
            INVALID_REQUEST, Fault(field=f"{FIELD}.{FLIP}.summaryScore", message=message, code="missing")
        )


def feedback_from(
    scores: Mapping[str, AttributeScores], answer: CheckResponse, classifier: Classifier, text: str | None
) -> FeedbackRequest:
    """Say of an answer what the suggested scores say: the verdict whose band the suggested risk falls in is the right one.

    `text` is the post where it may be kept. Cues that were found and of which nothing is suggested stand as they are.
    """
    label = classifier.verdict(_summary(scores[FLIP]), _bands(answer.relationship))
    return FeedbackRequest(
        verdict=answer.verdict,
        right=label == answer.verdict,
        label=label,
        relationship=answer.relationship,
        comment=_written(scores),
        keep_text=text is not None,
        text=text,
        flip_risk=answer.flip_risk,
        model=JudgedBy(version=answer.model.version, digest=answer.model.digest),
        market_cues=_cues(scores, answer),
    )


def _bands(relationship: Relationship) -> Relationship:
    """Before market readers there are no bands, since nothing flips; whoever says that something does means it as elsewhere."""
    return Relationship.SOCIAL if relationship is Relationship.MARKET else relationship


def _cues(scores: Mapping[str, AttributeScores], answer: CheckResponse) -> list[MarketCue] | None:
    said = {
        CUES[name]: _summary(each) >= _CARRIED for name, each in scores.items() if name in CUES and each.summaryScore
    }
    if not said:
        return None
    found = {cue.cue for cue in answer.cues}
    return [cue for cue in MarketCue if said.get(cue, cue in found)]


def _written(scores: Mapping[str, AttributeScores]) -> str:
    """Write down all that was suggested, so that what a verdict and cues can't hold is kept as well."""
    parts = [f"{name} {_shown(each)}" for name, each in scores.items() if _all_scores(each)]
    written = f"Scores suggested as to Perspective: {'; '.join(parts)}."
    return written if len(written) <= MAX_COMMENT_LENGTH else f"{written[: MAX_COMMENT_LENGTH - 1]}…"


def _shown(scores: AttributeScores) -> str:
    summary = [f"{scores.summaryScore.value:g}"] if scores.summaryScore else []
    spans = [f"{span.score.value:g} at {span.begin}–{span.end} (UTF-16)" for span in scores.spanScores or []]
    return ", ".join([*summary, *spans])


def _summary(scores: AttributeScores) -> float:
    return scores.summaryScore.value if scores.summaryScore else 0.0


def _all_scores(scores: AttributeScores) -> list[Score]:
    summary = [scores.summaryScore] if scores.summaryScore else []
    return [*summary, *(span.score for span in scores.spanScores or [])]
