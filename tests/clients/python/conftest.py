from collections.abc import Iterator

import pytest
from flipguard_client import FlipGuard

from tests.nobody import nobodys_address
from tests.odd_server import OddServer
from tests.running_service import Serve, Service

SALE = "25% off for my friends, only till midnight, tap to order!!"
GIFT = "I made far too much soup, so come by with a jar and take some home."


@pytest.fixture(scope="session")
def service(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run the service as it is really run, with feedback in a database of its own."""
    database = tmp_path_factory.mktemp("feedback") / "feedback.sqlite"
    with serve(FLIPGUARD_FEEDBACK_DATABASE=f"sqlite:///{database}", FLIPGUARD_REQUEST_SECONDS="60") as service:
        yield service


@pytest.fixture
def guard(service: Service) -> Iterator[FlipGuard]:
    with FlipGuard(service.address, timeout=60) as guard:
        yield guard


@pytest.fixture
def odd() -> Iterator[OddServer]:
    """Run a server that answers as it is told, for what the real one does only in bad times."""
    with OddServer.running() as odd:
        yield odd


@pytest.fixture
def nobody() -> str:
    return nobodys_address()
