"""Mending a text: what flips is taken out of it, in its writer's own words."""

from model import Verdict

from ...schemas import CheckResponse


def mended(answer: CheckResponse) -> str | None:
    """Give the text after the best advice that makes it clear and adds no word that its writer would have to make true."""
    return next(
        (
            advice.text_after
            for advice in answer.advice
            if advice.text_after and not advice.worded and advice.verdict_after is Verdict.CLEAR
        ),
        None,
    )
