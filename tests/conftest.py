import pytest
from hypothesis import settings

from model import Classifier

pytest_plugins = ("tests.postgres_server", "tests.running_service", "tests.problem_documents")

settings.register_profile("long")
"""Chosen with --hypothesis-profile=long where a test says what it does then."""


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """Load the released model once."""
    return Classifier.load()
