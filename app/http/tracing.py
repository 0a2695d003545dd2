"""OpenTelemetry traces, where they are asked for: spans for requests, and in them for the wait and the reading of posts.

They carry no text, no query and no key.
The packages come with the extra `otel`; where spans go is said with OpenTelemetry's own variables.
"""

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from fastapi import FastAPI

from ..settings import SettingsError
from .workroom import Timing

_NANOSECONDS = 1_000_000_000
_URL_ATTRIBUTES = ("http.url", "http.target", "url.full", "url.query")
_NOT_TRACED = "/health/.*,/metrics"


class Tracing:
    """Sends spans until it is closed."""

    def __init__(self, app: FastAPI) -> None:
        """Trace an application; raises `SettingsError` if the packages are missing."""
        try:
            sdk = import_module("opentelemetry.sdk.trace")
            export = import_module("opentelemetry.sdk.trace.export")
            otlp = import_module("opentelemetry.exporter.otlp.proto.http.trace_exporter")
            resources = import_module("opentelemetry.sdk.resources")
            fastapi = import_module("opentelemetry.instrumentation.fastapi")
        except ModuleNotFoundError as error:
            raise SettingsError(
                f"FLIPGUARD_TRACES is true, but the package {error.name} is missing. Install flipguard[otel], or unset it."
            ) from None
        name = resources.Resource.create({"service.name": "flipguard"})
        self._provider: Any = sdk.TracerProvider(resource=name)
        self._provider.add_span_processor(export.BatchSpanProcessor(otlp.OTLPSpanExporter()))
        self._tracer: Any = self._provider.get_tracer("flipguard")
        fastapi.FastAPIInstrumentor.instrument_app(
            app,
            tracer_provider=self._provider,
            excluded_urls=_NOT_TRACED,
            server_request_hook=_without_address,
            exclude_spans=["receive", "send"],
        )

    def read(self, timing: Timing) -> None:
        """Note the wait and the reading of a post, which ended now, as spans of the request that it came with."""
        end = time.time_ns()
        begun = end - int(timing.read * _NANOSECONDS)
        came = begun - int(timing.waited * _NANOSECONDS)
        self._tracer.start_span("wait for a reader", start_time=came).end(begun)
        self._tracer.start_span("read a post", start_time=begun).end(end)

    def close(self) -> None:
        """Send what is left."""
        self._provider.shutdown()


def _without_address(span: Any, _scope: dict[str, Any]) -> None:
    """Leave the route alone to say what was asked for: path and query could hold what somebody wrote."""
    for attribute in _URL_ATTRIBUTES:
        span.set_attribute(attribute, "")


def each(*functions: Callable[[Timing], None] | None) -> Callable[[Timing], None]:
    """Give a function that calls these in turn."""
    called = [function for function in functions if function is not None]

    def call(timing: Timing) -> None:
        for function in called:
            function(timing)

    return call
