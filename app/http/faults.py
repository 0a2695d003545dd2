"""What is wrong with a request, from the errors that pydantic and the model raise."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from starlette.types import Scope

from model import MAX_TEXT_LENGTH, InputError

from .problem_kinds import INVALID_REQUEST
from .problems import Fault, ProblemError, shown

MAX_FAULTS = 20
"""An answer lists no more faults than these, however many a body holds."""

_MAX_SENTENCES = 3

_WANTED = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "float_type": "a number",
    "int_type": "a whole number",
    "list_type": "an array",
    "model_attributes_type": "a JSON object",
    "model_type": "an object",
    "string_type": "a string",
}


def invalid_request(error: RequestValidationError, scope: Scope) -> ProblemError:
    """Turn what pydantic found into a problem."""
    errors = error.errors()
    fields = _fields(scope)
    faults = [_fault(each, fields) for each in errors[:MAX_FAULTS]]
    sentences = [fault.message for fault in faults[:_MAX_SENTENCES]]
    if len(errors) > _MAX_SENTENCES:
        sentences.append(f"These are the first {_MAX_SENTENCES} of {len(errors):,} faults.")
    return ProblemError(INVALID_REQUEST, " ".join(sentences), faults)


def invalid_input(error: InputError) -> ProblemError:
    """Turn the model's refusal of a text into a problem."""
    allowed = MAX_TEXT_LENGTH if error.code == "text-too-long" else None
    return ProblemError.of(
        INVALID_REQUEST, Fault(field=error.field, message=str(error), code=error.code, allowed=allowed)
    )


def _fault(error: Mapping[str, Any], fields: Mapping[str, FieldInfo]) -> Fault:
    kind, value = error["type"], error["input"]
    field = _field(error["loc"])
    if kind == "missing":
        return _missing(field, fields)
    if kind == "extra_forbidden":
        return _unknown_field(field, list(fields))
    if kind in ("enum", "literal_error"):
        return _unknown_value(field, value, re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    if kind == "string_unicode":
        return _broken_character(field)
    if kind in _WANTED:
        return _wrong_kind(field, value, _WANTED[kind])
    return Fault(field=field, message=f"“{field}”: {error['msg']}.", code=kind.replace("_", "-"))


def _missing(field: str, fields: Mapping[str, FieldInfo]) -> Fault:
    if field != "body":
        return Fault(field=field, message=f"The field “{field}” is missing.", code="missing")
    required = _listed([name for name, info in fields.items() if info.is_required()])
    return Fault(field=field, message=f"The body is empty. Send a JSON object that holds {required}.", code="missing")


def _unknown_field(field: str, known: Sequence[str]) -> Fault:
    field = shown(field)
    near = get_close_matches(field, known, n=1)
    advice = f"Did you mean “{near[0]}”?" if near else f"The fields are {_listed(known)}."
    return Fault(
        field=field, message=f"There is no field “{field}”. {advice}", code="unknown-field", allowed=list(known)
    )


def _unknown_value(field: str, value: Any, allowed: list[str]) -> Fault:
    if not isinstance(value, str):
        return _wrong_kind(field, value, f"one of {_listed(allowed)}", allowed)
    value = shown(value)
    near = get_close_matches(value.strip().lower(), allowed, n=1)
    advice = f" Did you mean “{near[0]}”?" if near else ""
    message = f"“{field}” is “{value}”, but must be one of {_listed(allowed)}.{advice}"
    return Fault(field=field, message=message, code=f"unknown-{field}", got=value, allowed=allowed)


def _broken_character(field: str) -> Fault:
    where = "The name of a field" if field == "body" else f"“{field}”"
    message = f"{where} holds half of a surrogate pair: a character was cut in two before it was sent. Send it whole."
    return Fault(field=field, message=message, code="broken-character")


def _wrong_kind(field: str, value: Any, wanted: str, allowed: list[str] | None = None) -> Fault:
    kind = _kind(value)
    what = "The body" if field == "body" else f"“{field}”"
    return Fault(
        field=field, message=f"{what} is {kind}, but must be {wanted}.", code="wrong-type", got=kind, allowed=allowed
    )


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "an array"
        case _:
            return "an object"


def _field(location: Sequence[int | str]) -> str:
    """Name a field by its place in the request; the first part only says where FastAPI looked."""
    return ".".join(map(str, location[1:])) or str(location[0])


def _fields(scope: Scope) -> Mapping[str, FieldInfo]:
    """Give the fields that the route's body may hold."""
    body = getattr(scope.get("route"), "body_field", None)
    annotation = body.field_info.annotation if body else None
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    return {}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
