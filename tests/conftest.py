import signal

import pytest
from hypothesis import settings

from model import Classifier

pytest_plugins = (
    "tests.postgres_server",
    "tests.redis_server",
    "tests.running_service",
    "tests.problem_documents",
    "tests.client_programs",
    "tests.compatibility",
)

settings.register_profile("long")
"""Chosen with --hypothesis-profile=long where a test says what it does then."""


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """Let the programs that tests start hear Ctrl-C even where the tests themselves run in the background of a shell."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    """Load the released model once."""
    return Classifier.load()
