"""The OpenAPI document: problems are described on every path that can answer with them, under their own media type."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI

from .examples import problem_example
from .problem_kinds import INTERNAL_ERROR, KINDS, Kind
from .problems import PROBLEM_MEDIA_TYPE, Problem

_PROBLEM_SCHEMA = {"$ref": f"#/components/schemas/{Problem.__name__}"}
_KIND_BY_STATUS: Mapping[str, Kind] = {str(kind.status.value): kind for kind in KINDS.values()}


def problems(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that a route may answer with, beside the failure that any of them may meet."""
    return {
        kind.status.value: {"model": Problem, "description": f"{kind.title}. {kind.way_out}"}
        for kind in (*kinds, INTERNAL_ERROR)
    }


class DocumentedApp(FastAPI):
    """A FastAPI application whose document shows problems as they are really sent."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document, made once."""
        if self.openapi_schema is None:
            for path, operations in super().openapi()["paths"].items():
                for operation in operations.values():
                    _show_problems(operation["responses"], path)
        return super().openapi()


def _show_problems(responses: dict[str, Any], path: str) -> None:
    """FastAPI writes the schema of every response under application/json; problems have a media type of their own."""
    for status, response in responses.items():
        content = response.get("content", {})
        if content.get("application/json", {}).get("schema") == _PROBLEM_SCHEMA:
            example = problem_example(_KIND_BY_STATUS[status], path)
            content[PROBLEM_MEDIA_TYPE] = {**content.pop("application/json"), "example": example}
