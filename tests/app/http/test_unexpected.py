import logging
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from starlette.types import Receive, Scope, Send

from app.http import create_app
from app.http.unexpected import AnswerBrokenOffError, UnexpectedErrors
from app.settings import Settings
from model import Classifier

SECRET = "We are moving to Lisbon and nobody knows yet"


class Failing:
    """A scorer that fails, and quotes what it failed on, as exceptions do."""

    def predict_proba(self, passages: Sequence[str]) -> NDArray[np.float64]:
        try:
            raise KeyError(passages[0])
        except KeyError as error:
            raise ValueError(f"can't read {passages[0]!r}") from error


def test_an_unforeseen_failure_is_a_problem_without_internals_and_a_log_entry_without_the_text(
    classifier: Classifier, problem_in: Callable[..., dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    client = TestClient(create_app(Settings(), Classifier(Failing(), classifier.manifest)))

    with caplog.at_level(logging.DEBUG):
        response = client.post("/v1/check", json={"text": SECRET}, headers={"X-Request-Id": "seen-by-us"})

    problem = problem_in(response, 500, "internal-error")
    assert "errors" not in problem
    assert "ValueError" not in response.text
    assert "Lisbon" not in response.text
    assert "/v1/check#seen-by-us failed" in caplog.text
    assert "builtins.KeyError" in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "in predict_proba" in caplog.text
    assert "Lisbon" not in caplog.text


def test_a_failure_in_the_middle_of_an_answer_breaks_it_off() -> None:
    """The sender is not to take half an answer for a whole one, and the server is not told what it was about."""

    async def half(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError(SECRET)

    with pytest.raises(AnswerBrokenOffError) as caught:
        TestClient(UnexpectedErrors(half)).get("/")

    assert caught.value.__suppress_context__
