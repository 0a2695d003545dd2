"""An address where nobody listens."""

import socket
from contextlib import closing


def nobodys_address() -> str:
    """Give an address that was free a moment ago."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
