"""Start-up: the model is loaded once, before the first request is taken."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model import ArtifactError

from ..settings import Settings
from .reload import load


def load_at_start(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Make the lifespan of an application, which loads the model unless the application was given one."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if app.state.classifier is None:
            app.state.classifier = await run_in_threadpool(load, settings)
        app.state.metrics.uses(app.state.classifier)
        app.state.reloader.on_hang_up()
        purging = asyncio.create_task(app.state.feedback.purge_again_and_again())
        yield
        purging.cancel()
        await asyncio.gather(purging, return_exceptions=True)
        await app.state.workroom.close()
        await app.state.feedback.close()
        await app.state.rates.close()
        if app.state.tracing is not None:
            await run_in_threadpool(app.state.tracing.close)

    return lifespan


class PlainStartUpError:
    """Has a model that can't be loaded reported in its own sentence, where Starlette would send a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Reword the failure of a start-up; pass everything else on."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return

        async def reworded(message: Message) -> None:
            # Starlette sends this message while it handles the error.
            error = sys.exception()
            if message["type"] == "lifespan.startup.failed" and isinstance(error, ArtifactError):
                message = {**message, "message": str(error)}
            await send(message)

        await self.app(scope, receive, reworded)
