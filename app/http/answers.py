"""Where every door gets its answers: at once those that were given before, all others from the model."""

import datetime as dt
import math

from model import Classifier, Relationship

from ..channels_file import KnownChannels
from .answer import Answer
from .answer_cache import AnswerCache
from .judging import is_whole, judge, judge_quickly
from .pinned_model import refuse_another_model
from .schemas import CheckRequest, CheckResponse


class Question:
    """One draft, and the model that is to answer. Two that ask the same at one time are both read."""

    def __init__(
        self, draft: CheckRequest, classifier: Classifier, channels: KnownChannels, cache: AnswerCache
    ) -> None:
        """Ask; raises a problem if the draft asks for another model."""
        refuse_another_model(draft.model, classifier)
        self._draft, self._classifier, self._channels = draft, classifier, channels
        self._day = draft.date or dt.date.today()
        self._cache = cache
        self._place = cache.place(_all_that_decides(draft, classifier, self._day))

    def kept(self) -> Answer | None:
        """Give the answer that this model gave to the same question before."""
        return self._cache.find(self._place)

    def made_quickly(self) -> Answer | None:
        """Have the model answer where it does so at a glance; raises what `judge_quickly` does."""
        said = judge_quickly(self._draft, self._classifier, self._channels)
        return None if said is None else self._keeping(said)

    def made(self, until: float = math.inf) -> Answer:
        """Have the model answer until then; raises what `judge` does.

        This takes a while: run it in the workroom, not on the event loop.
        """
        return self._keeping(judge(self._draft, self._classifier, self._channels, until, self._day))

    def _keeping(self, said: CheckResponse) -> Answer:
        answer = Answer.of(said)
        if is_whole(said):
            self._cache.keep(self._place, answer)
        return answer


class Answers:
    """Answers questions before the channels of a service, and keeps the answers."""

    def __init__(self, channels: KnownChannels, cache: AnswerCache) -> None:
        self._channels, self._cache = channels, cache

    def question(self, draft: CheckRequest, classifier: Classifier) -> Question:
        """Ask; raises a problem if the draft asks for another model."""
        return Question(draft, classifier, self._channels, self._cache)

    def forget(self) -> None:
        """Forget every answer."""
        self._cache.clear()


def _all_that_decides(draft: CheckRequest, classifier: Classifier, day: dt.date) -> bytes:
    """Write down all that an answer depends on. The channels don't change while a service runs."""
    identity = classifier.identity
    readers = draft.relationship or (None if draft.channel else Relationship.SOCIAL)
    past = [(post.text, post.date and post.date.isoformat(), post.answer) for post in draft.history]
    decides = (
        (identity.version, identity.digest),
        (draft.text, readers and str(readers), draft.channel, draft.advice),
        (draft.policy.model_dump_json(), past, day.isoformat() if past else None),
    )
    # Every part is a string, a truth value or nothing, so that its `repr` stands for it and for nothing else.
    return repr(decides).encode()
