"""Bodies as Stream sends them: signed with the app's secret, and compressed where the app is set so."""

import hashlib
import hmac
import zlib
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response

from ....settings import Settings
from ...capacity import LineRoute
from ...json_body import JsonRoute
from ...problem_kinds import BODY_TOO_LARGE, BROKEN_BODY, FORBIDDEN
from ...problems import Fault, ProblemError
from ...read_again import read_again

SIGNATURE_HEADER = "X-Signature"

_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 16 + zlib.MAX_WBITS


class SignedRoute(JsonRoute):
    """A route that unpacks a body and checks its signature, if the server knows the secret, before it is read as JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Unpack and check, then handle."""
        handle = super().get_route_handler()

        async def handle_signed(request: Request) -> Response:
            settings: Settings = request.app.state.settings
            body = unpacked(await request.body(), settings.max_body_bytes)
            if settings.stream_secret is not None:
                _refuse_unless_signed(body, request, settings.stream_secret.get_secret_value())
            headers = [header for header in request.scope["headers"] if header[0] != b"content-encoding"]
            return await handle(Request({**request.scope, "headers": headers}, read_again(body, request.receive)))

        return handle_signed


class WebhookRoute(LineRoute, SignedRoute):
    """Such a route that needs a reader: while the line is full, the body is not even read."""


def unpacked(body: bytes, most: int) -> bytes:
    """Unpack a body that is compressed with gzip, and give any other as it is.

    What tells is how the body begins, as in Stream's own libraries: something on the way may have unpacked it. Raises a
    problem if it is broken or has more than `most` bytes.
    """
    if not body.startswith(_GZIP):
        return body
    unpacking = zlib.decompressobj(_GZIP_WINDOW)
    try:
        content = unpacking.decompress(body, most + 1)
    except zlib.error:
        raise _broken() from None
    if len(content) > most:
        message = f"The body may have {most:,} bytes, but has more once it is unpacked. Send less at once."
        raise ProblemError.of(BODY_TOO_LARGE, Fault(field="body", message=message, code="body-too-large", allowed=most))
    if not unpacking.eof:
        raise _broken()
    return content


def signature_of(body: bytes, secret: str) -> str:
    """Sign a body, as it is before it is compressed, as Stream does: HMAC-SHA256 in hexadecimal digits."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _refuse_unless_signed(body: bytes, request: Request, secret: str) -> None:
    signed = request.headers.get(SIGNATURE_HEADER, "")
    if not hmac.compare_digest(signature_of(body, secret).encode(), signed.encode("utf-8", "replace")):
        detail = (
            f"{SIGNATURE_HEADER} is not what this server's secret makes of the body. Set FLIPGUARD_STREAM_SECRET to the API "
            "secret of the Stream app that calls."
        )
        raise ProblemError(FORBIDDEN, detail)


def _broken() -> ProblemError:
    message = "The body begins as gzip does, but can't be unpacked. Send all of it, or send it uncompressed."
    return ProblemError.of(BROKEN_BODY, Fault(field="body", message=message, code="not-gzip"))
