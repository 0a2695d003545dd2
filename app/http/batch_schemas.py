"""What a row of a batch may hold, and what a line of its answer holds."""

import json
from typing import Annotated, Any

from pydantic import Field, StrictInt, StrictStr

from .batch_rows import JSON_TYPE, LINES_TYPE
from .examples import BATCH_REQUEST
from .problems import Problem
from .schemas import CheckRequest, CheckResponse, Frozen

RowId = Annotated[StrictStr, Field(max_length=200)] | StrictInt


class BatchDraft(CheckRequest):
    """A row: a draft, and a name that comes back with its answer. Other fields are refused."""

    id: RowId | None = Field(default=None, description="Your name for the row, which its line repeats.")


class BatchLine(Frozen):
    """A line of the answer: what `/v1/check` would have answered, or the problem with this row."""

    index: int = Field(ge=0, description="Which row this answers, from 0.")
    id: RowId | None = Field(default=None, description="The row's own `id`, where it had one that could be read.")
    result: CheckResponse | None = Field(default=None, description="The answer; absent where there is an `error`.")
    error: Problem | None = Field(default=None, description="What is wrong; absent where there is a `result`.")


def _row_schema() -> dict[str, Any]:
    schema = BatchDraft.model_json_schema(ref_template="#/components/schemas/{model}")
    return {name: value for name, value in schema.items() if name != "$defs"}


BATCH_BODY = {
    "required": True,
    "content": {
        JSON_TYPE: {"schema": {"type": "array", "items": _row_schema()}, "example": BATCH_REQUEST},
        LINES_TYPE: {
            "schema": {"type": "string", "description": "Such an object on each line."},
            "example": "".join(f"{json.dumps(row)}\n" for row in BATCH_REQUEST),
        },
    },
}
"""How OpenAPI describes the body, which FastAPI never sees as a whole."""
