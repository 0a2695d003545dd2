"""Judging posts for a facade, as `/v1/check` and `/v1/batch` do: the same line, deadline, rates, numbers and answer."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request

from model import Classifier, InputError

from ..answer import Answer
from ..capacity import Reader, Timeout, workroom
from ..doors import count_post
from ..hang_up import unless_hung_up
from ..loaded_model import loaded_model
from ..problem_kinds import INVALID_REQUEST
from ..problems import Fault, ProblemError
from ..schemas import CheckRequest, CheckResponse

Read = Callable[[CheckRequest, Classifier], Coroutine[Any, Any, Answer]]

_NO_WORDS = "text-empty"


class Judge:
    """Judges the posts of one request."""

    def __init__(self, request: Request, classifier: Classifier, reader: Reader) -> None:
        self._reader = reader
        self.request, self.classifier = request, classifier

    async def one(self, draft: CheckRequest, field: str = "text") -> CheckResponse | None:
        """Judge a draft; None where its text holds no words, as a smiley in a chat, which asks nobody for anything.

        Another text that can't be judged raises `InputError` with the `field` in which this facade's client sent it.
        """
        return await self._answer(self._reader.read, draft, field)

    async def each(self, drafts: Sequence[CheckRequest], fields: Sequence[str]) -> list[CheckResponse | None]:
        """Judge several drafts, each of which counts as a post; the first that can't be judged refuses all of them.

        They stand in the line as the rows of a batch do: two for each thread. Each has the deadline of a post.
        """
        if len(drafts) == 1:
            return [await self.one(drafts[0], fields[0])]
        self._refuse_too_many(len(drafts))
        for _ in drafts[1:]:  # the first was counted at the door
            await count_post(self.request)
        with self.request.app.state.batches.one():
            return await unless_hung_up(self.request.receive, self._in_turn(drafts, fields))

    async def _in_turn(self, drafts: Sequence[CheckRequest], fields: Sequence[str]) -> list[CheckResponse | None]:
        places = asyncio.Semaphore(2 * workroom(self.request).threads)

        async def read(draft: CheckRequest, field: str) -> CheckResponse | None:
            async with places:
                return await self._answer(self._reader.read_row, draft, field)

        tasks = [asyncio.ensure_future(read(*pair)) for pair in zip(drafts, fields, strict=True)]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _answer(self, read: Read, draft: CheckRequest, field: str) -> CheckResponse | None:
        try:
            return (await read(draft, self.classifier)).read()
        except InputError as error:
            if error.code == _NO_WORDS:
                return None
            raise InputError(str(error), field=field, code=error.code) from None

    def _refuse_too_many(self, number: int) -> None:
        most = self.request.app.state.settings.max_batch_rows
        if number > most:
            message = f"A request may hold {most:,} posts, but holds {number:,}. Send the rest in another."
            fault = Fault(field="body", message=message, code="too-many-posts", got=number, allowed=most)
            raise ProblemError.of(INVALID_REQUEST, fault)


async def judge_of(request: Request, timeout: Timeout = None) -> Judge:
    """Give the judge of a request: one dependency, because FastAPI takes long to resolve each."""
    return Judge(request, await loaded_model(request), Reader(request, timeout))


JudgeOfRequest = Annotated[Judge, Depends(judge_of)]
