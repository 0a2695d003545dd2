"""`GET /$discovery/rest`: the document from which Google's clients learn what they can call here, and where."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Query, Request
from pydantic.json_schema import models_json_schema

from ...documentation import problems
from ...problem_kinds import INVALID_REQUEST, NOT_FOUND
from ...problems import Fault, ProblemError, shown
from . import analyze, suggest
from .schemas import (
    AnalyzeCommentRequest,
    AnalyzeCommentResponse,
    SuggestCommentScoreRequest,
    SuggestCommentScoreResponse,
)

PATH = "/$discovery/rest"
NAME, VERSION = "commentanalyzer", "v1alpha1"

_KEPT = ("description", "enum", "type")
"""What a schema of this kind may hold besides other schemas."""

_FORMATS = {"integer": "int32", "number": "double"}
"""Which numbers are meant, since clients in other languages make types of them."""

router = APIRouter(tags=["perspective"])


@router.get(
    PATH,
    summary="Describe the service to Google's clients",
    response_description="A discovery document, with this service's own address in it",
    responses=problems(NOT_FOUND, INVALID_REQUEST),
)
async def discover(
    request: Request, version: str | None = Query(default=None, description=f"`{VERSION}`, if anything.")
) -> dict[str, Any]:
    """Give `googleapiclient.discovery.build` what it asks its `discoveryServiceUrl` for."""
    if version not in (None, VERSION):
        message = f"There is no version “{shown(version)}” here, only “{VERSION}”."
        raise ProblemError.of(
            NOT_FOUND, Fault(field="version", message=message, code="unknown-version", allowed=[VERSION])
        )
    return discovery_document(str(request.base_url))


def discovery_document(root: str) -> dict[str, Any]:
    """Describe both methods at a root address that ends in a slash. No scope is named, so no Google account is looked for."""
    return {
        "kind": "discovery#restDescription",
        "discoveryVersion": "v1",
        "id": f"{NAME}:{VERSION}",
        "name": NAME,
        "version": VERSION,
        "title": "FlipGuard, as Perspective's clients find it",
        "description": "Scores how likely a post is to flip a social relationship into a market one.",
        "documentationLink": f"{root}docs",
        "protocol": "rest",
        "rootUrl": root,
        "servicePath": "",
        "baseUrl": root,
        "batchPath": "batch",
        "parameters": {
            "alt": _parameter("Always json.", default="json"),
            "key": _parameter("A key of this server, if it asks for one."),
        },
        "schemas": _schemas(),
        "resources": {
            "comments": {
                "methods": {
                    "analyze": _method("analyze", analyze.PATH, "AnalyzeComment", "Scores a post."),
                    "suggestscore": _method(
                        "suggestscore",
                        suggest.PATH,
                        "SuggestCommentScore",
                        "Says what the scores of a post should have been.",
                    ),
                }
            }
        },
    }


def _parameter(description: str, **more: str) -> dict[str, str]:
    return {"type": "string", "location": "query", "description": description, **more}


def _method(name: str, path: str, message: str, description: str) -> dict[str, Any]:
    return {
        "id": f"{NAME}.comments.{name}",
        "path": path.removeprefix("/"),
        "flatPath": path.removeprefix("/"),
        "httpMethod": "POST",
        "description": description,
        "parameters": {},
        "parameterOrder": [],
        "request": {"$ref": f"{message}Request"},
        "response": {"$ref": f"{message}Response"},
    }


@cache
def _schemas() -> dict[str, Any]:
    """Write the schemas of requests and answers in the form that discovery documents have."""
    asked = (AnalyzeCommentRequest, SuggestCommentScoreRequest)
    answered = (AnalyzeCommentResponse, SuggestCommentScoreResponse)
    _, document = models_json_schema(
        [(model, "validation") for model in asked] + [(model, "serialization") for model in answered],
        ref_template="{model}",
    )
    definitions: dict[str, Any] = document["$defs"]
    words = {name: schema for name, schema in definitions.items() if "enum" in schema}
    return {name: {"id": name, **_plain(schema, words)} for name, schema in definitions.items() if name not in words}


def _plain(schema: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """Write a JSON Schema plainly: null and limits can't be said, and a list of words stands where it is used."""
    if "anyOf" in schema:
        (alternative,) = (each for each in schema["anyOf"] if each.get("type") != "null")
        schema = {**alternative, **{key: value for key, value in schema.items() if key != "anyOf"}}
    if reference := schema.get("$ref"):
        if reference in words:
            return _plain({**words[reference], **schema, "$ref": None}, words)
        return {key: schema[key] for key in ("$ref", "description") if key in schema}
    plain = {key: schema[key] for key in _KEPT if key in schema}
    if plain.get("type") in _FORMATS:
        plain["format"] = _FORMATS[plain["type"]]
    if "properties" in schema:
        plain["properties"] = {name: _plain(each, words) for name, each in schema["properties"].items()}
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            plain[inner] = _plain(schema[inner], words)
    return plain
