"""The parameters of a request, from the address and from the form in its body, as LanguageTool's clients send them."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from fastapi import Request

from model import Relationship

from ...problem_kinds import INVALID_REQUEST
from ...problems import Fault, ProblemError, shown
from ..readers import Readers
from .annotated import FIELD, AnnotatedText, annotated

MAX_NAME = 200
"""Longest name of a channel, in code points."""

_MAX_PARAMETERS = 100
_LEVELS = ("default", "picky")
_MODES = ("all", "textLevelOnly", "allButTextLevelOnly", "batch")


async def parameters_of(request: Request) -> Mapping[str, str]:
    """Read the parameters; what the body says counts more than what the address does. Raises a problem for a broken form."""
    return _pairs(request.scope.get("query_string", b"")) | _pairs(await request.body())


def text_asked(parameters: Mapping[str, str]) -> AnnotatedText:
    """Give the text to check; raises a problem, in LanguageTool's words, unless there is one."""
    if "text" in parameters and FIELD in parameters:
        raise _refused("text", "Set only 'text' or 'data' parameter, not both.", "two-texts")
    if "text" in parameters:
        return AnnotatedText.of(parameters["text"])
    if FIELD in parameters:
        return annotated(parameters[FIELD])
    message = "Missing 'text' or 'data' parameter. Send a form: Content-Type: application/x-www-form-urlencoded."
    raise _refused("text", message, "missing")


def is_picky(parameters: Mapping[str, str]) -> bool:
    """Tell whether more is to be marked than flips that are beyond doubt."""
    return _choice(parameters, "level", _LEVELS) == "picky"


def wants_whole_texts(parameters: Mapping[str, str]) -> bool:
    """Tell whether rules for a text as a whole are wanted, which is what ours are."""
    return _choice(parameters, "mode", _MODES) != "allButTextLevelOnly"


def readers_in(parameters: Mapping[str, str]) -> Readers:
    """Give the readers that the parameters `relationship` and `channel` name; raises a problem for an unknown relationship."""
    relationship, channel = parameters.get("relationship") or None, parameters.get("channel") or None
    if relationship is not None and relationship not in Relationship.__members__.values():
        _choice(parameters, "relationship", tuple(Relationship))
    if channel is not None and len(channel) > MAX_NAME:
        message = f"'channel' has {len(channel):,} characters, but at most {MAX_NAME} are taken."
        raise _refused("channel", message, "too-long")
    return Readers(Relationship(relationship) if relationship else None, channel)


def one_of(*named: Readers) -> Readers:
    """Give the readers that were named, wherever they were; raises a problem if there are two."""
    found = [each for each in named if each != Readers()]
    if any(each != found[0] for each in found):
        message = "The path, the parameters and the headers name different readers. Leave all but one out."
        raise _refused("relationship", message, "readers-contradict")
    return found[0] if found else Readers()


def _choice(parameters: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    """Give a parameter that has few values, the first of which is meant where it is left out."""
    value = parameters.get(name) or allowed[0]
    if value not in allowed:
        message = f"'{name}' is '{shown(value)}', but must be one of {', '.join(allowed)}."
        raise ProblemError.of(
            INVALID_REQUEST,
            Fault(field=name, message=message, code=f"unknown-{name}", got=shown(value), allowed=list(allowed)),
        )
    return value


def _pairs(form: bytes) -> dict[str, str]:
    try:
        pairs = parse_qsl(form.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_PARAMETERS)
    except UnicodeDecodeError:
        raise _refused(
            "body", "The form is not UTF-8. Encode it so before its bytes are escaped.", "not-utf-8"
        ) from None
    except ValueError:
        message = f"There are more than {_MAX_PARAMETERS} parameters. An “&” inside a text must be escaped as %26."
        raise _refused("body", message, "too-many-parameters") from None
    return dict(pairs)


def _refused(field: str, message: str, code: str) -> ProblemError:
    return ProblemError.of(INVALID_REQUEST, Fault(field=field, message=message, code=code))
