from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parent / "clients"


@pytest.fixture(scope="session")
def address(serve: Any) -> Iterator[str]:
    """Run the service for the real clients, and give its address."""
    with serve() as service:
        yield service.address.rstrip("/")


@pytest.fixture(scope="session")
def flip() -> str:
    """Give a post that flips beyond doubt before social readers."""
    return (
        "So good to see everyone on Saturday! By the way, my candle shop is open now. Use code FRIENDS10 for 10% off, "
        "only until Sunday: https://candles.example/shop"
    )


@pytest.fixture(scope="session")
def harmless() -> str:
    """Give a post that flips nothing."""
    return "Thank you all for carrying the boxes. There is soup at ours on Sunday, come by!"


@pytest.fixture(scope="session")
def scripts() -> Path:
    """Give the folder of the programs that the clients' own interpreters run."""
    return SCRIPTS
