"""Start-up: the model is loaded once, before the first request is taken."""

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from model import ArtifactError, Classifier

from ..settings import Settings

_FIRST_TEXT = "Good morning, everyone!"


def load_at_start(settings: Settings) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Make the lifespan of an application, which loads the model unless the application was given one."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if app.state.classifier is None:
            app.state.classifier = await run_in_threadpool(_load, settings)
        yield

    return lifespan


def _load(settings: Settings) -> Classifier:
    classifier = Classifier.load(settings.model_folder)
    # Parts of it load on first use; the first caller is not to wait for them.
    classifier.assess(_FIRST_TEXT)
    return classifier


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
