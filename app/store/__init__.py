"""Where feedback is kept: SQLite by default, PostgreSQL by URL."""

from .entry import Entry
from .errors import OtherRequestError, StoreError, StoreUnavailableError
from .feedback import FeedbackStore, Kept
from .location import default_url

__all__ = [
    "Entry",
    "FeedbackStore",
    "Kept",
    "OtherRequestError",
    "StoreError",
    "StoreUnavailableError",
    "default_url",
]
