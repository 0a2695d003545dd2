"""Traces, as a collector receives them: over OTLP, from the real exporter of a real service."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

SECRET = "xylophonist"


@pytest.fixture
def collector() -> Iterator[tuple[str, list[Any]]]:
    """Listen as a collector does; give its address and the spans that it has received."""
    spans: list[Any] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
            for resource in sent.resource_spans:
                for scope in resource.scope_spans:
                    spans.extend(scope.spans)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Collector) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", spans
        server.shutdown()
        thread.join()


def test_a_request_is_a_span_with_its_wait_and_its_reading_and_without_its_words(
    serve: Any, collector: tuple[str, list[Any]]
) -> None:
    address, spans = collector
    with serve(FLIPGUARD_TRACES="true", OTEL_EXPORTER_OTLP_ENDPOINT=address) as service:
        service.client.post(f"/v1/check?{SECRET}=1", json={"text": SECRET})
        service.client.get("/health/live")
        service.process.terminate()
        service.process.wait(30)

    names = {span.name: span for span in spans}
    assert set(names) == {"POST /v1/check", "wait for a reader", "read a post"}
    request, wait, reading = (names[name] for name in ("POST /v1/check", "wait for a reader", "read a post"))
    assert wait.parent_span_id == reading.parent_span_id == request.span_id
    assert request.start_time_unix_nano <= wait.start_time_unix_nano <= wait.end_time_unix_nano
    assert wait.end_time_unix_nano == reading.start_time_unix_nano < reading.end_time_unix_nano
    assert SECRET not in str(spans)
