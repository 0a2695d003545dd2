"""The OpenAPI document: problems are described on every path that can answer with them, under their own media type."""

import json
from collections.abc import Iterable
from typing import Any

from fastapi import FastAPI

from .doors import KEY_HEADER, is_open
from .examples import example_error, example_scope, problem_example
from .facades.facade import Facade, facade_at
from .problem_kinds import FORBIDDEN, INTERNAL_ERROR, KEY_NEEDED, KINDS, RATE_LIMITED, Kind
from .problems import PROBLEM_MEDIA_TYPE, Problem

_PROBLEM_SCHEMA = {"$ref": f"#/components/schemas/{Problem.__name__}"}
_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A key, on servers that ask for one."},
    "header": {"type": "apiKey", "in": "header", "name": KEY_HEADER, "description": "The same key, another way."},
}

_KINDS = "x-kinds"
"""Where `problems` leaves the names of kinds for the document to turn into examples."""


def problems(*kinds: Kind) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that a route may answer with, beside the failure that any of them may meet."""
    responses: dict[int | str, dict[str, Any]] = {}
    for kind in (*kinds, INTERNAL_ERROR):
        response = responses.setdefault(kind.status.value, {"model": Problem, "description": "", _KINDS: []})
        response["description"] = f"{response['description']} {kind.title}. {kind.way_out}".strip()
        response[_KINDS].append(kind.name)
    return responses


class DocumentedApp(FastAPI):
    """A FastAPI application whose document shows problems as they are really sent."""

    def openapi(self) -> dict[str, Any]:
        """Give the OpenAPI document, made once."""
        if self.openapi_schema is None:
            document = super().openapi()
            document["components"]["securitySchemes"] = _key_places(self.state.facades)
            for path, operations in document["paths"].items():
                facade = facade_at(path, self.state.facades)
                for operation in operations.values():
                    if not is_open(path, facade):
                        _show_doors(operation, facade)
                    if facade is None:
                        _show_problems(operation["responses"], path)
                    else:
                        _show_refusals(operation["responses"], facade, path)
        return super().openapi()


def _key_places(facades: Iterable[Facade]) -> dict[str, dict[str, str]]:
    """Name every place for a key: those that are good everywhere, and those of single facades."""
    return _KEYS | {
        f"{facade.name}.{name}": {
            "type": "apiKey",
            "in": kind,
            "name": name,
            "description": f"As {facade.name} clients send it.",
        }
        for facade in facades
        for kind, names in (("header", facade.key_headers), ("query", facade.key_parameters))
        for name in names
    }


def _show_doors(operation: dict[str, Any], facade: Facade | None) -> None:
    """Say that a key may be needed, and how a caller is refused; a server without keys takes the request without one."""
    operation["security"] = [{name: []} for name in _key_places([facade] if facade else [])] + [{}]
    for status, response in problems(KEY_NEEDED, FORBIDDEN, RATE_LIMITED).items():
        response.pop("model")
        content = {"application/json": {"schema": _PROBLEM_SCHEMA}}
        operation["responses"].setdefault(str(status), {**response, "content": content})


def _show_problems(responses: dict[str, Any], path: str) -> None:
    """FastAPI writes every response under the media type of the answer that is hoped for; problems have their own."""
    for response in responses.values():
        if names := response.pop(_KINDS, None):
            (shown,) = response["content"].values()
            examples = {name: {"value": problem_example(KINDS[name], path)} for name in names}
            response["content"] = {PROBLEM_MEDIA_TYPE: {**shown, "examples": examples}}


def _show_refusals(responses: dict[str, Any], facade: Facade, path: str) -> None:
    """Show of each kind of problem what this facade would send: it refuses in its clients' own shape."""
    kinds = [KINDS[name] for response in responses.values() for name in response.get(_KINDS, ())]
    for status in [status for status, response in responses.items() if _KINDS in response]:
        del responses[status]
    for kind in kinds:
        refusal = facade.refuse(example_error(kind), example_scope(path))
        shown = responses.setdefault(str(refusal.status_code), {"description": "", "content": {}})
        shown["description"] = f"{shown['description']} {kind.title}. {kind.way_out}".strip()
        body, media_type = bytes(refusal.body).decode(), refusal.media_type or ""
        is_json = media_type.endswith("json")
        schema = {"type": "object" if is_json else "string"}
        content = shown["content"].setdefault(media_type, {"schema": schema, "examples": {}})
        content["examples"][kind.name] = {"value": json.loads(body) if is_json else body}
