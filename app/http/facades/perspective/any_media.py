"""Bodies that are JSON, whatever they are sent as."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response

from ...capacity import ReadingRoute

_JSON = (b"content-type", b"application/json")


class AnyMediaRoute(ReadingRoute):
    """A route that reads a body as JSON, as Google does, though it came as a form or as nothing at all.

    Only for what changes nothing: without this lenience a page in a browser has to ask leave before it sends JSON here.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give the handler a request that says it is JSON."""
        handle = super().get_route_handler()

        async def handle_as_json(request: Request) -> Response:
            headers = [header for header in request.scope["headers"] if header[0] != _JSON[0]]
            return await handle(Request({**request.scope, "headers": [*headers, _JSON]}, request.receive))

        return handle_as_json
