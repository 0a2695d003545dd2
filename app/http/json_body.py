"""Bodies that are JSON and nothing else, refused with the reason and the place."""

import json
from collections.abc import Callable, Coroutine
from email.message import Message
from functools import lru_cache
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers

from .problem_kinds import BROKEN_BODY, WRONG_MEDIA_TYPE
from .problems import Fault, ProblemError, shown


class JsonRoute(APIRoute):
    """A route whose body FastAPI reads through `JsonRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give FastAPI's own handler a request that knows what is wrong with its body."""
        handle = super().get_route_handler()

        async def handle_json(request: Request) -> Response:
            return await handle(JsonRequest(request.scope, request.receive))

        return handle_json


class JsonRequest(Request):
    """A request that refuses any body but JSON in UTF-8."""

    async def body(self) -> bytes:
        """Read the body; raises a problem if it is sent as something else. An empty body is nothing, sent as it may be."""
        body = await super().body()
        if body:
            _refuse_other_media(self.headers)
        return body

    async def json(self) -> Any:
        """Parse the body; raises a problem that says where it is broken."""
        return parse_json(await self.body())


def parse_json(content: bytes, whole: str = "body") -> Any:
    """Parse JSON in UTF-8, with or without a byte order mark; raises a problem that says where the `whole` is broken."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        offset = error.start
        why = f"is not UTF-8: byte {content[offset]:#04x} at offset {offset} can't stand there."
        raise _broken(whole, "not-utf-8", why) from None
    except json.JSONDecodeError as error:
        raise _broken(whole, "not-json", f"is not JSON: {_what_and_where(error)}") from None
    except RecursionError:
        raise _broken(whole, "too-deep", "nests arrays or objects too deeply to be read.") from None
    except ValueError:
        raise _broken(whole, "number-too-long", "holds a number with too many digits to be read.") from None


def _what_and_where(error: json.JSONDecodeError) -> str:
    where = f"line {error.lineno}, column {error.colno}"
    hint = (
        " A line break or tab inside a string is written \\n or \\t." if error.msg.startswith("Invalid control") else ""
    )
    return f"{error.msg.removesuffix(' at')} at {where}.{hint}"


def _broken(whole: str, code: str, why: str) -> ProblemError:
    return ProblemError.of(BROKEN_BODY, Fault(field=whole, message=f"The {whole} {why}", code=code))


def _refuse_other_media(headers: Headers) -> None:
    media_type, encoding = headers.get("content-type", ""), headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        message = f"The body is compressed ({shown(encoding)}). Send it as it is, without Content-Encoding."
        raise _wrong_media("content-encoding", message, encoding, "identity", {"Accept-Encoding": "identity"})
    if not is_json(media_type):
        sent = f"is sent as {shown(media_type)}" if media_type else "has no Content-Type"
        message = f"The body {sent}. Send it with the header Content-Type: application/json."
        raise _wrong_media("content-type", message, media_type, "application/json", {"Accept": "application/json"})


@lru_cache(maxsize=64)
def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON, or a kind of it."""
    parsed = Message()
    parsed["content-type"] = media_type
    subtype = parsed.get_content_subtype()
    return parsed.get_content_maintype() == "application" and (subtype == "json" or subtype.endswith("+json"))


def _wrong_media(field: str, message: str, got: str, allowed: str, headers: dict[str, str]) -> ProblemError:
    fault = Fault(field=field, message=message, code=f"wrong-{field}", got=shown(got) or None, allowed=[allowed])
    return ProblemError.of(WRONG_MEDIA_TYPE, fault, headers)
