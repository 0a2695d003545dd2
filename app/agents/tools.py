"""The tools: each with what an agent must know to choose it, what it takes and what it answers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from .answers import Answer, ChangesSuggested, Judged, NormExplained, PostChecked
from .questions import Named, Post

Question = TypeVar("Question", bound=BaseModel)

Ask = Callable[[Post, bool], Awaitable[Judged]]
"""Judges a post, with advice or without. Raises `CannotAnswerError`."""

INSTRUCTIONS = (
    "FlipGuard tells whether a post, before it is published, turns a social relationship into a market one: whether friends, "
    "followers or neighbours would be made customers, debtors, hired hands or a sales channel. Call check_post on every post "
    "before you publish or hand it over, once you have its final words, and name its readers. If the verdict is not clear, call "
    "suggest_change, apply a change, and check again. Judge English posts; nothing that you send is stored."
)


class CannotAnswerError(Exception):
    """Says, in a sentence for the agent, why a tool gives no answer and what to do. It holds nothing of the post."""


@dataclass(frozen=True, slots=True)
class AgentTool(Generic[Question]):
    """A tool. `use` gets the question and whom to ask."""

    name: str
    title: str
    description: str
    takes: type[Question]
    gives: type[Answer]
    use: Callable[[Question, Ask], Awaitable[Answer]]


async def _check_post(post: Post, ask: Ask) -> PostChecked:
    return PostChecked.of(await ask(post, False))


async def _suggest_change(post: Post, ask: Ask) -> ChangesSuggested:
    return ChangesSuggested.of(await ask(post, True))


async def _explain_norm(named: Named, _ask: Ask) -> NormExplained:
    return NormExplained.of(named.cue)


CHECK_POST = AgentTool(
    name="check_post",
    title="Check a post before it is published",
    description="Call this with the final words of a post before you publish it, queue it or hand it over. Says whether it "
    "may go out to these readers (verdict clear), is doubtful (review) or turns friends into a market (flip), with the "
    "reason, the phrases that do it, and what to do next. The same words may be fine before customers and not before friends, "
    "so name the readers. Takes milliseconds and changes nothing.",
    takes=Post,
    gives=PostChecked,
    use=_check_post,
)
SUGGEST_CHANGE = AgentTool(
    name="suggest_change",
    title="Suggest what to change in a post",
    description="Call this when check_post did not say clear. Gives changes, the best first, each with the whole post after "
    "it and with the verdict and risk that it would then have, worked out by the model. Apply one of them, then call check_post on what "
    "you will publish. Keep the author's voice; words that are not the author's are marked (worded) and must be made true.",
    takes=Post,
    gives=ChangesSuggested,
    use=_suggest_change,
)
EXPLAIN_NORM = AgentTool(
    name="explain_norm",
    title="Explain the norm behind a cue",
    description="Call this to tell an author why a cue that check_post found matters: what the reader is made to hand over, what "
    "he becomes by it, which social norm that breaks, and the research it comes from.",
    takes=Named,
    gives=NormExplained,
    use=_explain_norm,
)

TOOLS: tuple[AgentTool[Any], ...] = (CHECK_POST, SUGGEST_CHANGE, EXPLAIN_NORM)
