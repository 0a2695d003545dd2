"""What both methods refuse of a comment before anything is read, in Perspective's own words."""

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError
from .schemas import PROBABILITY, CommentRequest, Context, ScoreType, TextType

MAX_BYTES = 20 * 1024
"""Perspective's limit: a client that cuts its texts to it needs no change."""

FIELD = "comment.text"

EMPTY = "comment-empty"
TOO_LONG = "comment-too-long"

_PLAIN: tuple[TextType | None, ...] = (None, "TEXT_TYPE_UNSPECIFIED", "PLAIN_TEXT")
_PROBABLE: tuple[ScoreType | None, ...] = (None, "SCORE_TYPE_UNSPECIFIED", PROBABILITY)


def text_of(asked: CommentRequest) -> str:
    """Give the text of a request; raises a problem if there is none, or if it or its context can't be taken."""
    _refuse_two_contexts(asked.context)
    if asked.comment is None or not asked.comment.text:
        raise empty("Comment must be non-empty.")
    if asked.comment.type not in _PLAIN:
        message = (
            "Currently, only 'PLAIN_TEXT' comments are supported. Send the words alone, as readers would see them."
        )
        fault = Fault(
            field="comment.type", message=message, code="not-plain-text", got=asked.comment.type, allowed=["PLAIN_TEXT"]
        )
        raise ProblemError.of(INVALID_REQUEST, fault)
    size = len(asked.comment.text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        message = f"Comment text too long. It has {size:,} bytes in UTF-8; at most {MAX_BYTES:,} are taken here, 50,000 characters by POST /v1/check."
        raise ProblemError.of(
            INVALID_REQUEST, Fault(field=FIELD, message=message, code=TOO_LONG, got=size, allowed=MAX_BYTES)
        )
    return asked.comment.text


def empty(message: str) -> ProblemError:
    """Give the problem of a comment that says nothing."""
    return ProblemError.of(INVALID_REQUEST, Fault(field=FIELD, message=message, code=EMPTY))


def refuse_score_type(attribute: str, score_type: ScoreType | None, field: str) -> None:
    """Raise a problem for a score that is not a probability."""
    if score_type in _PROBABLE:
        return
    message = f"Requested score type {score_type} is not supported by attribute {attribute}. Scores are {PROBABILITY}."
    fault = Fault(field=field, message=message, code="unknown-score-type", got=score_type, allowed=[PROBABILITY])
    raise ProblemError.of(INVALID_REQUEST, fault)


def _refuse_two_contexts(context: Context | None) -> None:
    if context and context.entries is not None and context.articleAndParentComment is not None:
        message = "Context can have either entries or article_and_parent_comment, but both fields were populated."
        raise ProblemError.of(INVALID_REQUEST, Fault(field="context", message=message, code="two-contexts"))
