from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.http import create_app
from app.settings import Settings
from model import Classifier


@pytest.fixture(scope="session")
def client(classifier: Classifier) -> Iterator[TestClient]:
    """Speak to the service with the released model."""
    with TestClient(create_app(Settings(), classifier)) as client:
        yield client
