"""What is wrong with a request, from the errors that pydantic and the model raise."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from starlette.types import Scope

from model import MAX_TEXT_LENGTH, InputError

from .problem_kinds import INVALID_REQUEST
from .problems import Fault, ProblemError, shown

MAX_FAULTS = 20
"""An answer lists no more faults than these, however many a body holds."""

_MAX_SENTENCES = 3

_WHOLES = ("body", "row")
"""How a place is named that lies in no field."""

_TOO_MANY = {"too_long": "entries", "string_too_long": "characters"}

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
    """Turn what FastAPI found wrong with a request into a problem."""
    return invalid_fields(error.errors(), _fields(scope))


def invalid_row(error: ValidationError, model: type[BaseModel]) -> ProblemError:
    """Turn what pydantic found wrong with one row of a batch into a problem."""
    return invalid_fields([{**each, "loc": ("row", *each["loc"])} for each in error.errors()], model.model_fields)


def invalid_fields(errors: Sequence[Mapping[str, Any]], fields: Mapping[str, FieldInfo]) -> ProblemError:
    """Turn errors of pydantic's, whose places start with where the fields were looked for, into a problem."""
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
        return _unknown_field(field, _siblings(error["loc"], fields))
    if kind in ("enum", "literal_error"):
        return _unknown_value(field, value, re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    if kind == "string_unicode":
        return _broken_character(field)
    if kind == "contradiction":
        return Fault(field=field, message=f"{error['msg']}.", code=kind)
    if kind in _WANTED:
        return _wrong_kind(field, value, _WANTED[kind])
    if kind in _TOO_MANY:
        return _too_many(field, error["ctx"], _TOO_MANY[kind])
    if kind.startswith("date_"):
        return _no_date(field, value)
    return Fault(field=field, message=f"“{field}”: {error['msg']}.", code=kind.replace("_", "-"))


def _missing(field: str, fields: Mapping[str, FieldInfo]) -> Fault:
    if field != "body":
        return Fault(field=field, message=f"The field “{field}” is missing.", code="missing")
    required = _listed([name for name, info in fields.items() if info.is_required()])
    return Fault(field=field, message=f"The body is empty. Send a JSON object that holds {required}.", code="missing")


def _unknown_field(field: str, known: Sequence[str]) -> Fault:
    field = shown(field)
    near = get_close_matches(field.rpartition(".")[2], known, n=1)
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


def _too_many(field: str, context: Mapping[str, Any], what: str) -> Fault:
    most = context["max_length"]
    got = context.get("actual_length")
    sent = f"holds {got:,} {what}" if isinstance(got, int) else f"holds more {what}"
    message = f"“{field}” {sent}, but at most {most:,} are taken."
    return Fault(field=field, message=message, code="too-long", got=got, allowed=most)


def _no_date(field: str, value: Any) -> Fault:
    if not isinstance(value, str):
        return _wrong_kind(field, value, "a date such as “2026-05-17”")
    message = f"“{field}” is “{shown(value)}”, but must be a day as YYYY-MM-DD, such as “2026-05-17”."
    return Fault(field=field, message=message, code="no-date", got=shown(value))


def _siblings(location: Sequence[int | str], fields: Mapping[str, FieldInfo]) -> list[str]:
    """Name the fields that may stand where a field at this place stood."""
    for name in location[1:-1]:
        if isinstance(name, str) and name in fields:
            fields = _fields_of(fields[name].annotation)
    return list(fields)


def _fields_of(annotation: Any) -> Mapping[str, FieldInfo]:
    """Find the fields of a model, or of the models in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.model_fields
    return next((found for part in get_args(annotation) if (found := _fields_of(part))), {})


def _broken_character(field: str) -> Fault:
    where = "The name of a field" if field in _WHOLES else f"“{field}”"
    message = f"{where} holds half of a surrogate pair: a character was cut in two before it was sent. Send it whole."
    return Fault(field=field, message=message, code="broken-character")


def _wrong_kind(field: str, value: Any, wanted: str, allowed: list[str] | None = None) -> Fault:
    kind = _kind(value)
    what = f"The {field}" if field in _WHOLES else f"“{field}”"
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
