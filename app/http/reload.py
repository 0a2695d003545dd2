"""Taking up another model while posts are being read: on SIGHUP, or when whoever runs the service asks for it.

The new one is loaded and tried beside the old one, which answers until then, and goes on if the new one is refused. Posts that
are being read are finished by the model that they began with.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from typing import Literal

from fastapi import APIRouter, FastAPI, Request
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from model import ArtifactError, Classifier, tried_out

from ..settings import Settings
from .documentation import problems
from .metrics import Metrics
from .problem_kinds import MODEL_REFUSED
from .problems import ProblemError
from .schemas import Frozen, ModelName

router = APIRouter(prefix="/v1/admin", tags=["model"])

_log = logging.getLogger(__name__)


class Reloaded(Frozen):
    """Which model answered before, and which answers now."""

    outcome: Literal["changed", "unchanged"] = Field(description="Whether it is another model.")
    before: ModelName
    model: ModelName


def load(settings: Settings) -> Classifier:
    """Load the model that the settings name, and try it; raises `ArtifactError`."""
    return tried_out(Classifier.load(settings.model_folder, kept_passages=settings.cache_passages))


class Reloader:
    """Replaces the classifier of an application."""

    def __init__(self, app: FastAPI, settings: Settings, metrics: Metrics) -> None:
        self._app, self._settings, self._metrics = app, settings, metrics
        self._lock = asyncio.Lock()

    async def reload(self) -> Reloaded:
        """Load the model that the settings name now; raises `ArtifactError`, and then the old one stays."""
        async with self._lock:
            before: Classifier = self._app.state.classifier
            try:
                classifier = await run_in_threadpool(load, self._settings)
            except ArtifactError as error:
                self._metrics.reloads.labels("refused").inc()
                _log.error("The new model was refused, %s goes on: %s", before.identity.version, error)
                raise
            changed = before.identity != classifier.identity
            if changed:  # the same model stays where it is: workers share its memory
                self._app.state.classifier = classifier
                self._app.state.answers.forget()
                self._metrics.uses(classifier)
            self._metrics.reloads.labels("changed" if changed else "unchanged").inc()
            _log.info("Model %s answers now; before, it was %s.", classifier.identity.version, before.identity.version)
            return Reloaded(
                outcome="changed" if changed else "unchanged", before=_name(before), model=_name(classifier)
            )

    def on_hang_up(self) -> None:
        """Reload whenever the process receives SIGHUP, unless a supervisor runs several workers: it replaces them one by one."""
        if multiprocessing.parent_process() is not None:
            return
        if threading.current_thread() is threading.main_thread() and hasattr(signal, "SIGHUP"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._start)

    def _start(self) -> None:
        self._task = asyncio.ensure_future(self._reload_or_log())

    async def _reload_or_log(self) -> None:
        try:
            await self.reload()
        except ArtifactError:
            pass  # logged where it was refused
        except Exception:
            _log.exception("The model could not be reloaded.")


@router.post(
    "/reload",
    summary="Take up another model",
    response_description="Which model answers now",
    responses=problems(MODEL_REFUSED),
)
async def reload(request: Request) -> Reloaded:
    """Load the model that the settings name as it is now on the disk. No request fails meanwhile.

    If the new one is refused, the old one goes on. Several workers are replaced one after another once the first has it. This
    asks for a key for `admin`, and is closed where no keys are asked for: send SIGHUP there.
    """
    reloader: Reloader = request.app.state.reloader
    try:
        reloaded = await reloader.reload()
    except ArtifactError as error:
        raise ProblemError(MODEL_REFUSED, f"The model that was there goes on. {error}") from None
    supervisor = multiprocessing.parent_process()
    if supervisor is not None and supervisor.pid is not None and reloaded.outcome == "changed":
        os.kill(supervisor.pid, signal.SIGHUP)
    return reloaded


def _name(classifier: Classifier) -> ModelName:
    return ModelName(version=classifier.identity.version, digest=classifier.identity.digest)
