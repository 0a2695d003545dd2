"""The whole OpenAPI document, fuzzed by schemathesis: no failure, and no answer that the document doesn't promise.

The suite runs few cases, the same each time. For more than 10,000 (figures in docs/operations.md):

    python -m pytest tests/app/http/test_openapi_fuzz.py --hypothesis-profile=long -s
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app.http import create_app
from app.http.capacity import TIMEOUT_HEADER
from app.settings import Settings

SHORT, LONG = 25, 3_000
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
calls = {"made": 0}


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
    print(f"\n{calls['made']:,} cases")  # noqa: T201 - the figure that the long run is for


OPERATIONS = [
    f"{method.upper()} {path}"
    for path, operations in create_app(Settings()).openapi()["paths"].items()
    for method in operations
]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_is_one_that_the_document_promises(fuzzed: dict[str, Any], name: str) -> None:
    @effort
    @given(case=fuzzed[name].as_strategy())
    def fuzz(case: schemathesis.Case) -> None:
        calls["made"] += 1
        (case.headers or {}).pop(TIMEOUT_HEADER, None)  # a deadline of nothing at all is rightly not met
        case.call_and_validate(checks=CHECKS, timeout=180)

    fuzz()
