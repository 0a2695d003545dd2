"""The whole OpenAPI document, fuzzed by schemathesis: no failure, and no answer that the document doesn't promise.

Half of the cases keep to the document and half break it. The suite runs few, the same each time. For more than 10,000, with a
table of what was answered (figures in docs/operations.md):

    python -m pytest tests/app/http/test_openapi_fuzz.py --hypothesis-profile=long -s
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.http import create_app
from app.http.capacity import TIMEOUT_HEADER
from app.settings import Settings

SHORT, LONG = 25, 1_000
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]

is_long = settings.get_current_profile_name() == "long"
effort = settings(
    max_examples=LONG if is_long else SHORT,
    derandomize=not is_long,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
answers: dict[str, Counter[int]] = {}


@schemathesis.serializer("application/x-ndjson")
def lines(_context: schemathesis.SerializationContext, value: object) -> object:
    return value.encode(errors="surrogatepass") if isinstance(value, str) else str(value).encode()


@pytest.fixture(scope="module")
def fuzzed(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Give every operation of a running service by its name."""
    file = tmp_path_factory.mktemp("fuzz") / "feedback.sqlite3"
    with serve(FLIPGUARD_FEEDBACK_DATABASE=f"sqlite:///{file}", FLIPGUARD_REQUEST_SECONDS="120") as service:
        document = schemathesis.openapi.from_url(f"{service.address}/openapi.json")
        yield {operation.label: operation for operation in (each.ok() for each in document.get_all_operations())}
        assert "failed." not in service.said()
    print(f"\n{summary()}")  # noqa: T201 - the figures that the long run is for


def summary() -> str:
    """Say how many cases there were, and what each operation answered how often."""
    lines = [
        f"{name}: {', '.join(f'{status} {count:,}x' for status, count in sorted(statuses.items()))}"
        for name, statuses in answers.items()
    ]
    return "\n".join([*lines, f"{sum(statuses.total() for statuses in answers.values()):,} cases"])


DOCUMENT = create_app(Settings()).openapi()
OPERATIONS = [f"{method.upper()} {path}" for path, methods in DOCUMENT["paths"].items() for method in methods]
WITH_BODY = [
    f"{method.upper()} {path}"
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
    if "requestBody" in operation
]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_the_document_promises(fuzzed: dict[str, Any], name: str) -> None:
    fuzz(fuzzed[name], GenerationMode.POSITIVE)


@pytest.mark.parametrize("name", WITH_BODY)
def test_so_is_every_answer_to_what_the_document_forbids(fuzzed: dict[str, Any], name: str) -> None:
    fuzz(fuzzed[name], GenerationMode.NEGATIVE)


def fuzz(operation: Any, mode: GenerationMode) -> None:
    """Send many cases that keep to the document, or that break it, and compare the answers with it."""
    statuses = answers.setdefault(operation.label, Counter())

    @effort
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case) -> None:
        (case.headers or {}).pop(TIMEOUT_HEADER, None)  # a deadline of nothing at all is rightly not met
        response = case.call(timeout=180)
        statuses[response.status_code] += 1
        case.validate_response(response, checks=CHECKS)

    send()
