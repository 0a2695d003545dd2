import json

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient

from app.http import create_app
from app.http.problem_kinds import INVALID_REQUEST
from app.http.problems import Fault, ProblemError
from app.settings import Settings

HALF = "half of a pair: \ud83c"


def test_half_a_surrogate_pair_can_not_break_the_answer_that_repeats_it() -> None:
    fault = Fault(field=HALF, message=HALF, code="broken", got=HALF)

    response = ProblemError.of(INVALID_REQUEST, fault).response({"path": f"/{HALF}"})

    problem = json.loads(response.body.decode("utf-8"))
    assert problem["detail"] == problem["errors"][0]["got"] == "half of a pair: ?"


@pytest.mark.parametrize("status", [400, 403, 409, 429])
def test_an_error_of_the_framework_that_needs_no_kind_of_its_own_is_a_problem_too(status: int) -> None:
    app = create_app(Settings())

    @app.get("/refusing")
    async def refuse() -> None:
        raise HTTPException(status, "Not now.", headers={"Retry-After": "7"})

    response = TestClient(app).get("/refusing")

    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert response.headers["retry-after"] == "7"
    problem = response.json()
    assert (problem["type"], problem["detail"], problem["status"]) == ("about:blank", "Not now.", status)
