"""Whom a tool asks over HTTP: the judge of the request that it came with, so that all that holds for a check holds here."""

from ....agents.answers import Judged
from ....agents.questions import Post
from ....agents.tools import Ask, CannotAnswerError
from ...hang_up import HungUpError
from ...problems import ProblemError
from ...refusals import problem_of
from ...unexpected import unexpected
from ..judge import Judge
from ..readers import Readers

_FIELD = "text"
_NO_WORDS = "The text holds no words. Send the post as its readers would see it."


def ask_judge(judge: Judge, in_headers: Readers) -> Ask:
    """Give the function that has a post judged; the tool's own words on the readers come before those of the headers."""

    async def ask(post: Post, advice: bool) -> Judged:
        named = Readers(post.relationship, post.channel)
        readers = in_headers if named == Readers() else named
        try:
            answer = await judge.one(readers.draft(post.text, advice), _FIELD)
        except HungUpError:
            raise CannotAnswerError("The client hung up.") from None
        except Exception as error:
            raise CannotAnswerError(_problem(judge, error).detail) from None
        if answer is None:
            raise CannotAnswerError(_NO_WORDS)
        return Judged.model_validate(answer.model_dump())

    return ask


def _problem(judge: Judge, error: Exception) -> ProblemError:
    """Say what kept a post from being judged, and count it as the refusal that it would be elsewhere."""
    try:
        problem = problem_of(judge.request, error)
    except Exception:
        problem = unexpected(error, judge.request.scope)
    judge.request.scope.setdefault("state", {})["problem"] = problem.kind.name
    return problem
