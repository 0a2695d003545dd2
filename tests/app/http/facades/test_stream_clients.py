"""The webhook, called with what Stream's own library takes for signed by Stream."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SECRET = "the-api-secret-of-an-app"


@pytest.fixture(scope="module")
def signed(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run the service with Stream's secret in a file, and give its address."""
    secrets = tmp_path_factory.mktemp("secrets")
    (secrets / "flipguard_stream_secret").write_text(SECRET)
    with serve(FLIPGUARD_SECRETS_DIR=str(secrets)) as service:
        yield service.address.rstrip("/")


def test_what_streams_library_takes_for_signed_is_taken_here_and_nothing_else(
    clients: Any, scripts: Path, signed: str, flip: str, harmless: str, works: Any
) -> None:
    done = clients.run(scripts / "stream_webhook.py", signed, SECRET, flip, harmless)

    for name in ("flip", "packed"):
        assert (done[name]["library"], done[name]["status"]) == (True, 200)
        message = done[name]["body"]["message"]
        assert message["type"] == "error"
        assert "customer" in message["text"]
    assert done["packed"]["event"]
    assert done["harmless"]["body"] == {}
    assert done["market"]["body"] == {}
    assert done["wrong"] == {"library": False, "status": 403}
    works(
        "stream",
        "`stream-chat` (Python)",
        clients.version("stream-chat"),
        "bodies that `verify_webhook` and `verify_and_parse_webhook` accept, plain and with gzip; a wrong signature",
        "taken and refused alike; a flip comes back as a message of type `error`",
    )
