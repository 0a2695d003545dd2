"""The client for programs that do other things meanwhile."""

from collections.abc import AsyncGenerator, AsyncIterable, Iterable
from contextlib import aclosing
from typing import Literal, Self, Unpack, overload

import httpx
from tenacity import AsyncRetrying

from . import questions
from .answers import Answer, FeedbackKept
from .batches import Row, Slice, slices_of_either
from .catalogue import Channel, ModelCard, Norms
from .drafts import Circumstances, Draft
from .errors import FlipGuardError
from .questions import Question, Said
from .retrying import again
from .unchecked import Unchecked
from .wire import Deadline, Wire


class AsyncFlipGuard:
    """Asks the service at an address, as `FlipGuard` does. Many calls may be under way at once."""

    def __init__(
        self,
        address: str,
        *,
        key: str | None = None,
        timeout: float = 10.0,
        attempts: int = 3,
        user_agent: str | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        self._wire = Wire.to(address, key, timeout, attempts, user_agent)
        self._is_own = http is None
        self._http = http or httpx.AsyncClient()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Let go of the connections."""
        if self._is_own:
            await self._http.aclose()

    @overload
    async def check(
        self,
        text: str,
        *,
        fail_open: Literal[False] = False,
        timeout: float | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> Answer: ...

    @overload
    async def check(
        self, text: str, *, fail_open: bool, timeout: float | None = None, **circumstances: Unpack[Circumstances]
    ) -> Answer | Unchecked: ...

    async def check(
        self,
        text: str,
        *,
        fail_open: bool = False,
        timeout: float | None = None,
        **circumstances: Unpack[Circumstances],
    ) -> Answer | Unchecked:
        """Ask what a draft does before its readers; see `FlipGuard.check`."""
        try:
            return await self._ask(questions.check(text, **circumstances), timeout)
        except FlipGuardError as error:
            if not fail_open:
                raise
            return Unchecked(error)

    async def batch(
        self,
        rows: Iterable[str | Draft] | AsyncIterable[str | Draft],
        *,
        rows_at_once: int = 200,
        timeout: float | None = None,
    ) -> AsyncGenerator[Row]:
        """Check any number of drafts, and give their lines in order as they come; see `FlipGuard.batch`."""
        async for piece in slices_of_either(rows, rows_at_once):
            while piece.lines:
                async with aclosing(self._answered(piece, timeout)) as answered:
                    async for row in answered:
                        yield row

    async def channels(self, *, timeout: float | None = None) -> tuple[Channel, ...]:
        """List the audiences that a check may name."""
        return (await self._ask(questions.CHANNELS, timeout)).channels

    async def norms(self, *, timeout: float | None = None) -> Norms:
        """Tell what every word in an answer means."""
        return await self._ask(questions.NORMS, timeout)

    async def model(self, *, timeout: float | None = None) -> ModelCard:
        """Tell which model answers, and how well it does."""
        return await self._ask(questions.MODEL, timeout)

    async def feedback(
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
        """Say whether an answer was right; see `FlipGuard.feedback`."""
        question = questions.feedback(answer, right, label, comment, text_to_keep, idempotency_key)
        return await self._ask(question, timeout)

    async def _ask(self, question: Question[Said], timeout: float | None) -> Said:
        deadline = self._wire.deadline(timeout)
        trying = AsyncRetrying(**again(self._wire.attempts, deadline))
        response: httpx.Response = await trying(self._send, question, deadline)
        return self._wire.read(question, response)

    async def _send(self, question: Question[Said], deadline: Deadline, stream: bool = False) -> httpx.Response:
        """Give a good answer; a stream is open then."""
        with self._wire.plainly(deadline):
            request = self._http.build_request(**self._wire.request(question, deadline))
            response = await self._http.send(request, stream=stream)
            if response.is_success:
                return response
            async with aclosing(response):
                await response.aread()
        raise self._wire.refusal(response)

    async def _answered(self, piece: Slice, timeout: float | None) -> AsyncGenerator[Row]:
        """Send the rows that are left, and give the lines that come before the connection breaks."""
        deadline = self._wire.deadline(timeout)
        question = questions.batch(piece.content)
        trying = AsyncRetrying(**again(self._wire.attempts, deadline))
        response: httpx.Response = await trying(self._send, question, deadline, stream=True)
        async with aclosing(response):
            with piece.resumable(), self._wire.plainly(deadline):
                async for line in response.aiter_lines():
                    yield piece.take(line)
