"""A server that replies as it is told and remembers what it was asked: bad times, and services that are not here."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered. With `promised` the length is said to be greater than it is: the connection breaks off."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    promised: int = 0

    @classmethod
    def json(cls, value: Any, status: int = 200, **headers: str) -> "Reply":
        return cls(status, json.dumps(value).encode(), {"Content-Type": "application/json", **headers})


class OddServer:
    """Replies to a path as `by_path` says (without the query), else with `replies` in turn, the last one for ever."""

    def __init__(self) -> None:
        self.address = ""
        self.replies: list[Reply] = [Reply.json({"ok": True})]
        self.by_path: dict[str, Reply] = {}
        self.asked: list[Asked] = []

    def reply(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if found := self.by_path.get(asked.path.split("?")[0]):
            return found
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]

    def posts(self, path: str) -> list[Asked]:
        """Give what was sent to a path, in order."""
        return [asked for asked in self.asked if asked.path.split("?")[0] == path]

    @classmethod
    @contextmanager
    def running(cls) -> Iterator["OddServer"]:
        odd = cls()
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(odd.reply))
        odd.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield odd
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


def _handler(answer: Callable[[Asked], Reply]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_PUT(self) -> None:
            self._answer()

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = answer(Asked(self.command, self.path, headers, body))
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(reply.promised or len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)
            self.close_connection = self.close_connection or bool(reply.promised)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
