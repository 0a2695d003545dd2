from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.store import FeedbackStore


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'deep' / 'feedback.sqlite3'}"
    postgres: Any = request.getfixturevalue("postgres")
    address: str = postgres.new_database("store")
    return address


@pytest.fixture
def store(url: str) -> Iterator[FeedbackStore]:
    """Open an empty store."""
    store = FeedbackStore(url)
    yield store
    store.close()
