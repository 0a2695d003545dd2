import pytest

from model import Classifier


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """Load the released model once."""
    return Classifier.load()
