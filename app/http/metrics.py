"""What Prometheus is told: how much is asked, how long it takes, what is found, and whether the posts have changed.

With several worker processes, each writes its numbers into the folder PROMETHEUS_MULTIPROC_DIR, and whichever is asked adds
them up.
"""

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
    multiprocess,
)

from model import Classifier

from .answer import Answer
from .drift import Drift
from .feedback_schemas import FeedbackRequest
from .workroom import Timing

MULTIPROCESS_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_RISKS = tuple(tenth / 10 for tenth in range(1, 10))

router = APIRouter(tags=["health"])


class Metrics:
    """The service's own numbers, in a registry of its own."""

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self.requests = Counter(
            "flipguard_requests", "Requests answered.", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "flipguard_request_seconds",
            "Seconds from a request's head to the end of its answer.",
            ["route"],
            buckets=_SECONDS,
            registry=registry,
        )
        self.queue_seconds = Histogram(
            "flipguard_queue_seconds", "Seconds that a post waited for a reader.", buckets=_SECONDS, registry=registry
        )
        self.inference_seconds = Histogram(
            "flipguard_inference_seconds", "Seconds that a post was read.", buckets=_SECONDS, registry=registry
        )
        self.waiting = self._gauge("flipguard_posts_waiting", "Posts that wait for a reader.", "livesum")
        self.reading = self._gauge("flipguard_posts_reading", "Posts that are being read.", "livesum")
        self.batches = self._gauge("flipguard_batches_running", "Batches that are being read.", "livesum")
        self.refusals = Counter(
            "flipguard_refusals", "Requests refused, by the kind of problem.", ["kind"], registry=registry
        )
        self.answers = Counter(
            "flipguard_answers",
            "Answers given: kept from an earlier time (hit), or read now (miss).",
            ["cache"],
            registry=registry,
        )
        self.verdicts = Counter("flipguard_verdicts", "Posts judged.", ["relationship", "verdict"], registry=registry)
        self.cues = Counter("flipguard_cues", "Market and social cues found.", ["cue"], registry=registry)
        self.risks = Histogram(
            "flipguard_flip_risk",
            "Flip risk before social readers of every post judged.",
            buckets=_RISKS,
            registry=registry,
        )
        self.drift = self._gauge(
            "flipguard_score_drift",
            "Population stability index of the newest flip risks against the model's own histogram; "
            "0 until enough were seen. Above 0.2 the posts are not those that the model was measured on.",
            "livemax",
        )
        self.model = Gauge(
            "flipguard_model_info",
            "The model that answers: 1.",
            ["version", "digest"],
            multiprocess_mode="livemax",
            registry=registry,
        )
        self.reloads = Counter("flipguard_model_reloads", "Reloads of the model.", ["outcome"], registry=registry)
        self.feedback = Counter(
            "flipguard_feedback",
            "Feedback kept: how often people found a verdict right.",
            ["relationship", "verdict", "right"],
            registry=registry,
        )
        self.feedback_failures = Counter(
            "flipguard_feedback_failures", "Calls of the feedback database that failed.", registry=registry
        )
        self.rate_store_failures = Counter(
            "flipguard_rate_store_failures",
            "Calls of the rate store that failed. Meanwhile each worker counts for itself.",
            registry=registry,
        )
        # Finding a child by its labels takes longer than counting; there are few, so each is found once.
        self._requests = lru_cache(maxsize=None)(self.requests.labels)
        self._request_seconds = lru_cache(maxsize=None)(self.request_seconds.labels)
        self._answers = lru_cache(maxsize=None)(self.answers.labels)
        self._verdicts = lru_cache(maxsize=None)(self.verdicts.labels)
        self._cues = lru_cache(maxsize=None)(self.cues.labels)
        self._drift: Drift | None = None
        if not os.environ.get(MULTIPROCESS_VARIABLE):
            ProcessCollector(registry=registry)
            PlatformCollector(registry=registry)

    def uses(self, classifier: Classifier) -> None:
        """Note which model answers from now on."""
        identity = classifier.identity
        self.model.clear()
        self.model.labels(identity.version, identity.digest).set(1)
        self._drift = Drift.of(classifier.manifest.metrics)
        self.drift.set(0)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Note a request, by the pattern of its route, with how long it took."""
        self._requests(method, route, status).inc()
        self._request_seconds(route).observe(seconds)

    def read(self, timing: Timing) -> None:
        """Note that a post was read. Any thread may call this."""
        self.queue_seconds.observe(timing.waited)
        self.inference_seconds.observe(timing.read)

    def judged(self, answer: Answer) -> None:
        """Note what was said of a post, read now or before. Any thread may call this."""
        gist = answer.gist
        self._answers("hit" if answer.kept else "miss").inc()
        self._verdicts(gist.relationship, gist.verdict).inc()
        for name in gist.cues:
            self._cues(name).inc()
        self.risks.observe(gist.risk)
        if self._drift is not None and self._drift.observe(gist.risk):
            self.drift.set(self._drift.index())

    def said(self, feedback: FeedbackRequest) -> None:
        """Note what somebody said of a verdict."""
        right = str(feedback.right).lower()
        self.feedback.labels(feedback.relationship, feedback.verdict, right).inc()

    def page(self) -> bytes:
        """Write all numbers, those of every worker where there are several."""
        registry = self.registry
        if os.environ.get(MULTIPROCESS_VARIABLE):
            _forget_dead_workers(Path(os.environ[MULTIPROCESS_VARIABLE]))
            registry = CollectorRegistry()
            multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

    def _gauge(self, name: str, meaning: str, mode: str) -> Gauge:
        return Gauge(name, meaning, multiprocess_mode=mode, registry=self.registry)  # type: ignore[arg-type]


def _forget_dead_workers(folder: Path) -> None:
    """Take away what a worker that was killed can't take back itself: how much waits at this moment."""
    for file in folder.glob("gauge_live*_*.db"):
        pid = int(file.stem.rsplit("_", 1)[1])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call]


def metrics_of(request: Request) -> Metrics:
    """Give the application's metrics."""
    metrics: Metrics = request.app.state.metrics
    return metrics


_DESCRIBED: Mapping[str, object] = {"text/plain": {"schema": {"type": "string"}}}


@router.get(
    "/metrics",
    summary="Show the numbers that Prometheus collects",
    response_class=Response,
    response_description="The numbers, in Prometheus's text format",
    responses={200: {"content": dict(_DESCRIBED)}},
)
async def show(request: Request) -> Response:
    """Show requests, times, verdicts, drift and the model in Prometheus's text format."""
    metrics, room = metrics_of(request), request.app.state.workroom
    metrics.waiting.set(room.waiting + room.waiting_in_turn)
    metrics.reading.set(room.running)
    metrics.batches.set(request.app.state.batches.running)
    return Response(metrics.page(), headers={"Content-Type": CONTENT_TYPE_LATEST})
