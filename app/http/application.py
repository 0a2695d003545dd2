"""The application, put together from its parts."""

from fastapi import FastAPI

from model import Classifier

from ..settings import Settings
from . import check, docs_page, health, model_card, problem_pages
from .body_limit import BodyLimit
from .documentation import DocumentedApp
from .head_requests import HeadAsGet
from .lifespan import PlainStartUpError, load_at_start
from .refusals import answer_errors_as_problems
from .request_id import RequestId
from .security_headers import SecurityHeaders
from .unexpected import UnexpectedErrors

_DESCRIPTION = """
Tells an author, **before a post is published**, whether it is likely to flip a social relationship into a market one,
and why.

- Offsets count Unicode code points of the text as sent; the end is exclusive.
- Every refusal is a problem document (RFC 9457) that names the field, what was got and what is allowed.
- Every answer has an `X-Request-Id`: the one that was sent, or a new one.
- A text under analysis is neither stored nor logged.
"""

_TAGS = [
    {"name": "check", "description": "Judge drafts."},
    {"name": "model", "description": "What judges them, and how well."},
    {"name": "health", "description": "For whoever runs the service."},
    {"name": "problems", "description": "What the `type` of a problem document points at."},
]


def create_app(settings: Settings | None = None, classifier: Classifier | None = None) -> FastAPI:
    """Make the service.

    Without `settings` they are read from the environment (`SettingsError`). Without `classifier` the model that they
    name is loaded at start-up.
    """
    settings = settings or Settings.from_environment()
    app = DocumentedApp(
        title="FlipGuard",
        summary="Does this post flip the relationship?",
        description=_DESCRIPTION,
        version="1",
        openapi_tags=_TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=load_at_start(settings),
    )
    app.state.classifier = classifier
    for router in (check.router, model_card.router, health.router, problem_pages.router):
        app.include_router(router)
    docs_page.serve_docs(app)
    answer_errors_as_problems(app)
    _wrap(app, settings)
    return app


def _wrap(app: FastAPI, settings: Settings) -> None:
    """Add what every request passes through; the last that is added is the first that it meets."""
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(UnexpectedErrors)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestId)
    app.add_middleware(PlainStartUpError)
