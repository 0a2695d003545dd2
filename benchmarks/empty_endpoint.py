"""What is left of `POST /v1/check` without any work: the same schemas, validated and written by FastAPI alone."""

from fastapi import FastAPI

from app.http.examples import CHECK_ANSWERS
from app.http.schemas import CheckRequest, CheckResponse

app = FastAPI()

_ANSWER = CheckResponse.model_validate(list(CHECK_ANSWERS.values())[-1]["value"])


@app.post("/v1/check")
async def check(draft: CheckRequest) -> CheckResponse:  # noqa: ARG001 - it is validated, and that is all
    """Answer every draft alike."""
    return _ANSWER


@app.get("/health/ready")
async def ready() -> None:
    """Say that it listens."""
