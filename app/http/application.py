"""The application, put together from its parts."""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

from model import Classifier

from ..channels_file import KnownChannels, read_channels
from ..keys import KeyFileError
from ..project_file import ProjectFileError
from ..settings import Settings, SettingsError
from ..store import FeedbackStore, StoreUnavailableError, default_url
from . import batch, channels, check, docs_page, feedback, health, metrics, model_card, norms, problem_pages, reload
from .answer_cache import AnswerCache
from .answers import Answers
from .body_limit import BodyLimit
from .capacity import TIMEOUT_HEADER
from .documentation import DocumentedApp
from .doors import KEY_HEADER, Doors
from .facades.facade import FacadeOfPath
from .facades.known import facades_of
from .head_requests import HeadAsGet
from .key_ring import KeyRing
from .lifespan import PlainStartUpError, load_at_start
from .observation import Observation
from .page import serve_page
from .rate_store import RateStore
from .rates import Rates
from .refusals import answer_errors_as_problems
from .request_id import REQUEST_ID_HEADER, RequestId
from .security_headers import SecurityHeaders
from .short_way import ShortWay
from .tracing import Tracing, each
from .unexpected import UnexpectedErrors
from .workroom import Workroom

_DESCRIPTION = """
Tells an author, **before a post is published**, whether it is likely to flip a social relationship into a market one,
why, and what to change.

- Offsets count Unicode code points of the text as sent; the end is exclusive.
- Every refusal is a problem document (RFC 9457) that names the field, what was got and what is allowed; the facades, which have
  a tag each, refuse as their clients expect.
- Every answer has an `X-Request-Id`: the one that was sent, or a new one.
- A text under analysis is neither stored nor logged.
"""

_TAGS = [
    {"name": "check", "description": "Judge drafts."},
    {"name": "feedback", "description": "Say whether verdicts were right."},
    {"name": "channels", "description": "The audiences that were declared once."},
    {"name": "model", "description": "What judges them, and how well."},
    {"name": "health", "description": "For whoever runs the service."},
    {"name": "problems", "description": "What the `type` of a problem document points at."},
]


def create_app(settings: Settings | None = None, classifier: Classifier | None = None) -> FastAPI:
    """Make the service.

    Without `settings` they are read from the environment (`SettingsError`). Without `classifier` the model that they
    name is loaded at start-up.
    """
    if settings is None:
        settings = Settings.from_environment()
        settings.refuse_open_doors()
    facades = facades_of(settings)
    app = DocumentedApp(
        title="FlipGuard",
        summary="Does this post flip the relationship?",
        description=_DESCRIPTION,
        version="1",
        openapi_tags=[*_TAGS, *({"name": each.name, "description": each.about} for each in facades)],
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=load_at_start(settings),
    )
    app.state.settings = settings
    app.state.facades = facades
    app.state.classifier = classifier
    app.state.channels = _known_channels(settings)
    app.state.metrics = metrics.Metrics()
    app.state.answers = Answers(app.state.channels, AnswerCache(settings.cache_answers))
    app.state.tracing = Tracing(app) if settings.traces else None
    app.state.workroom = Workroom(
        settings.threads,
        settings.waiting_line,
        each(app.state.metrics.read, app.state.tracing.read if app.state.tracing else None),
    )
    app.state.reloader = reload.Reloader(app, settings, app.state.metrics)
    app.state.feedback = _feedback_desk(settings, app.state.metrics)
    app.state.rates = Rates(RateStore(settings.rate_store.get_secret_value(), app.state.metrics), settings.rate_limit)
    app.state.batches = batch.Batches(settings.batches_at_once)
    for part in (check, batch, channels, feedback, model_card, norms, health, metrics, reload, problem_pages):
        app.include_router(part.router)
    for facade in app.state.facades:
        app.include_router(facade.router)
    docs_page.serve_docs(app)
    serve_page(app)
    answer_errors_as_problems(app)
    _wrap(app, settings)
    return app


def _feedback_desk(settings: Settings, numbers: metrics.Metrics) -> feedback.FeedbackDesk:
    url = settings.feedback_database
    try:
        store = FeedbackStore(url.get_secret_value() if url else default_url())
    except StoreUnavailableError as error:
        raise SettingsError(f"FLIPGUARD_FEEDBACK_DATABASE can't be used: {error}.") from None
    return feedback.FeedbackDesk(store, settings.feedback_days, numbers)


def _known_channels(settings: Settings) -> KnownChannels:
    try:
        return read_channels(settings.config)
    except ProjectFileError as error:
        raise SettingsError(str(error)) from None


def _key_ring(settings: Settings) -> KeyRing | None:
    try:
        return KeyRing(settings.keys_file) if settings.keys_file else None
    except KeyFileError as error:
        raise SettingsError(str(error)) from None


def _wrap(app: FastAPI, settings: Settings) -> None:
    """Add what every request passes through; the last that is added is the first that it meets."""
    app.add_middleware(
        BodyLimit, max_bytes=settings.max_body_bytes, by_path={batch.BATCH_PATH: settings.max_batch_bytes}
    )
    app.add_middleware(ShortWay, route=check.ROUTE, state=app.state, max_bytes=settings.max_body_bytes)
    app.add_middleware(
        Doors, ring=_key_ring(settings), rates=app.state.rates, open_without_keys=settings.open_without_keys
    )
    app.add_middleware(UnexpectedErrors)
    app.add_middleware(HeadAsGet)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(FacadeOfPath, facades=app.state.facades)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=[
                "Authorization",
                KEY_HEADER,
                "Content-Type",
                TIMEOUT_HEADER,
                REQUEST_ID_HEADER,
                feedback.IDEMPOTENCY_HEADER,
                *(name for facade in app.state.facades for name in facade.page_headers),
            ],
            expose_headers=["Retry-After", "RateLimit", "RateLimit-Policy", REQUEST_ID_HEADER],
        )
    app.add_middleware(Observation, metrics=app.state.metrics)
    app.add_middleware(RequestId)
    app.add_middleware(PlainStartUpError)
