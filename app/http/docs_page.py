"""`/docs`: the interface to read and to try, with nothing fetched from another host.

Swagger UI's files come with the package fastapi-offline; the page's policy lets a browser talk to this service alone.
"""

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.staticfiles import StaticFiles

DOCS_PATH = "/docs"

_ASSETS_PATH = "/docs/assets"
# The page starts Swagger UI from an inline script, and Swagger UI styles itself inline.
_POLICY = (
    "default-src 'none'; connect-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

router = APIRouter(include_in_schema=False)


def serve_docs(app: FastAPI) -> None:
    """Add the page and its files to an application."""
    app.mount(_ASSETS_PATH, StaticFiles(packages=[("fastapi_offline", "static")]))
    app.include_router(router)


@router.get(DOCS_PATH)
async def docs(request: Request) -> Response:
    """Show the interface in Swagger UI."""
    root = request.scope.get("root_path", "").rstrip("/")
    page = get_swagger_ui_html(
        openapi_url=f"{root}{request.app.openapi_url}",
        title=f"{request.app.title}: HTTP interface",
        swagger_js_url=f"{root}{_ASSETS_PATH}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{_ASSETS_PATH}/swagger-ui.css",
        swagger_favicon_url=f"{root}{_ASSETS_PATH}/favicon.png",
        # Null keeps Swagger UI from asking an online validator.
        swagger_ui_parameters={"validatorUrl": None, "tryItOutEnabled": True},
    )
    page.headers["Content-Security-Policy"] = _POLICY
    return page
