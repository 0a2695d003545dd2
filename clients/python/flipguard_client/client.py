"""The client for programs that wait for each answer."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Literal, Self, Unpack, overload

import httpx
from tenacity import Retrying

from . import questions
from .answers import Answer, FeedbackKept
from .batches import Row, Slice, slices
from .catalogue import Channel, ModelCard, Norms
from .drafts import Circumstances, Draft
from .errors import FlipGuardError
from .questions import Question, Said
from .retrying import again
from .unchecked import Unchecked
from .wire import Deadline, Wire


class FlipGuard:
    """Asks the service at an address. It may be shared by threads; close it, or use it as a context.

    `timeout` is in seconds, for a whole call with all its `attempts`; the service is told, and gives up what would come too late.
    `http` is a client of your own, for proxies and certificates; it stays yours to close.
    """

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        timeout: float = 10.0,
        attempts: int = 3,
        user_agent: str | None = None,
        http: httpx.Client | None = None,
    ) -> None:
        self._wire = Wire.to(address, key, timeout, attempts, user_agent)
        self._is_own = http is None
        self._http = http or httpx.Client()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        if self._is_own:
            self._http.close()

    @overload
    def check(
        self,
        text: str,
        *,
        fail_open: Literal[False] = False,
        timeout: float | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> Answer: ...

    @overload
    def check(
        self, text: str, *, fail_open: bool, timeout: float | None = None, **circumstances: Unpack[Circumstances]
    ) -> Answer | Unchecked: ...

    def check(
        self,
        text: str,
        *,
        fail_open: bool = False,
        timeout: float | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> Answer | Unchecked:
        """Ask what a draft does before its readers.

        Raises `FlipGuardError` where no check took place; with `fail_open` gives an `Unchecked` with that error instead.
        """
        try:
            return self._ask(questions.check(text, **circumstances), timeout)
        except FlipGuardError as error:
            if not fail_open:
                raise
            return Unchecked(error)

    def batch(
        self, rows: Iterable[str | Draft], *, rows_at_once: int = 200, timeout: float | None = None
    ) -> Iterator[Row]:
        """Check any number of drafts, and give their lines in order as they come; a bad row is one line with an `error`.

        `timeout` is for each draft. A request that breaks off is sent again from the first row that has no answer.
        Raises `FlipGuardError` where that doesn't help.
        """
        for piece in slices(rows, rows_at_once):
            while piece.lines:
                yield from self._answered(piece, timeout)

    def channels(self, *, timeout: float | None = None) -> tuple[Channel, ...]:
        """List the audiences that a check may name."""
        return self._ask(questions.CHANNELS, timeout).channels

    def norms(self, *, timeout: float | None = None) -> Norms:
        """Tell what every word in an answer means."""
        return self._ask(questions.NORMS, timeout)

    def model(self, *, timeout: float | None = None) -> ModelCard:
        """Tell which model answers, and how well it does."""
        return self._ask(questions.MODEL, timeout)

    def feedback(
        self,
        answer: Answer,
        *,
        right: bool,
        label: str | None = None,
        comment: str | None = None,
        text_to_keep: str | None = None,
        idempotency_key: str | None = None,
        timeout: float | None = None,
    ) -> FeedbackKept:
        """Say whether an answer was right, and which verdict (`label`) would have been.

        The post itself is kept only if you hand it over as `text_to_keep`, which consents to that.
        """
        question = questions.feedback(answer, right, label, comment, text_to_keep, idempotency_key)
        return self._ask(question, timeout)

    def _ask(self, question: Question[Said], timeout: float | None) -> Said:
        deadline = self._wire.deadline(timeout)
        response: httpx.Response = Retrying(**again(self._wire.attempts, deadline))(self._send, question, deadline)
        return self._wire.read(question, response)

    def _send(self, question: Question[Said], deadline: Deadline, stream: bool = False) -> httpx.Response:
        """Give a good answer; a stream is open then."""
        with self._wire.plainly(deadline):
            request = self._http.build_request(**self._wire.request(question, deadline))
            response = self._http.send(request, stream=stream)
            if response.is_success:
                return response
            with closing(response):
                response.read()
        raise self._wire.refusal(response)

    def _answered(self, piece: Slice, timeout: float | None) -> Iterator[Row]:
        """Send the rows that are left, and give the lines that come before the connection breaks."""
        deadline = self._wire.deadline(timeout)
        question = questions.batch(piece.content)
        response = Retrying(**again(self._wire.attempts, deadline))(self._send, question, deadline, stream=True)
        with closing(response), piece.resumable(), self._wire.plainly(deadline):
            for line in response.iter_lines():
                yield piece.take(line)
