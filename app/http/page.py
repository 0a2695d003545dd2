"""`/`: the page where a writer sees the flip and the way out. Static files, with nothing fetched from another host."""

from pathlib import Path

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

PAGE_FOLDER = Path(__file__).parents[1] / "page"

_FILES_PATH = "/page"
# The browser asks each time whether a file has changed, so that a page never runs with scripts of another release.
_CACHING = {"Cache-Control": "no-cache"}
# Trusted Types keep every script from turning a string into HTML: a draft is only ever shown as text.
_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src 'self'; script-src 'self'; style-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


class _Files(StaticFiles):
    """The page's scripts, styles and pictures."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Give a file, to be asked for again the next time."""
        response = await super().get_response(path, scope)
        response.headers.update(_CACHING)
        return response


def serve_page(app: FastAPI) -> None:
    """Add the page and its files to an application."""
    app.mount(_FILES_PATH, GZipMiddleware(_Files(directory=PAGE_FOLDER)))
    app.router.routes.append(Route("/", _page, include_in_schema=False, middleware=[Middleware(GZipMiddleware)]))


async def _page(_: Request) -> Response:
    return FileResponse(
        PAGE_FOLDER / "index.html",
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": _POLICY, **_CACHING},
    )
