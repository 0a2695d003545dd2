"""`--server`: a running service answers, and the output is that of the model in this process."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
DEBT = "You each owe me 40 euros for the van, please pay by Friday."


@pytest.fixture(scope="module")
def service(serve) -> Iterator[str]:
    with serve() as running:
        yield running.address.rstrip("/")


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenacity.nap.time.sleep", lambda _seconds: None)


@pytest.mark.parametrize("name", ["text", "json", "sarif"])
def test_a_service_gives_the_same_output(run, post, service: str, name: str) -> None:
    paths = [
        post("a.md", f"# Hi 🎉\n\n{FLIP}"),
        post("b.txt", CLEAR),
        post("c.md", f"---\nchannel: newsletter\n---\n{DEBT}"),
        post("d.md", f"---\nrelationship: market\n---\n{FLIP}"),
        post("e.txt", "Guten Morgen allerseits, wir haben gestern lange am See gesessen und geredet."),
        post("f.md", "```\nx\n```"),
    ]
    here = run("check", *paths, "--format", name, "--no-cache")
    there = run("check", *paths, "--format", name, "--no-cache", "--server", service)
    assert there == here
    assert here.code == 2


def test_a_text_that_the_service_refuses_is_trouble_with_that_file_alone(run, post, service: str) -> None:
    long = post("long.txt", "word " * 12_000)
    here, there = (run("check", long, post("b.txt", CLEAR), *more) for more in ((), ("--server", service)))
    assert (there.code, there.out) == (2, here.out)
    assert "at most 50,000" in there.err


def test_nobody_at_the_address_is_trouble_unless_that_is_let_pass(run, post) -> None:
    arguments = "check", post("a.md", FLIP), "--server", "http://127.0.0.1:9", "--timeout", "2"
    closed = run(*arguments)
    assert (closed.code, closed.out) == (2, ""), closed.err
    assert closed.err.startswith("flipguard: http://127.0.0.1:9 can't be asked: ")
    assert "It was tried 4 times." in closed.err
    opened = run(*arguments, "--fail-open")
    assert (opened.code, opened.out, "--fail-open lets pass" in opened.err) == (0, "", True)


class Moody(BaseHTTPRequestHandler):
    """Passes on what a real service answers, after a few refusals."""

    behind: ClassVar[str]
    refusals: ClassVar[list[int]]

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        import httpx

        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.refusals:
            self.send_response(self.refusals.pop(0))
            self.send_header("Retry-After", "1")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        answer = httpx.request(
            self.command, self.behind + self.path, content=body, headers={"content-type": "application/json"}
        )
        self.send_response(answer.status_code)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def moody(service: str, refusals: list[int]) -> Iterator[str]:
    Moody.behind, Moody.refusals = service, refusals
    with ThreadingHTTPServer(("127.0.0.1", 0), Moody) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_service_that_is_busy_is_asked_again(run, post, service: str) -> None:
    with moody(service, [503, 429, 503]) as url:
        assert run("check", post("a.md", FLIP), "--server", url).code == 1


def test_a_service_that_breaks_down_midway_leaves_the_rest_unchecked(run, post, service: str) -> None:
    first, second = post("a.md", FLIP), post("b.md", DEBT)
    with moody(service, []) as url:
        run("check", first, "--server", url)  # which is remembered from here on
        assert run("check", first, second, "--server", url).code == 1
    with moody(service, []) as url:
        third = post("c.md", f"{CLEAR} {FLIP}")
        run("check", first, "--server", url)
        original = Moody._answer

        def broken(self: Moody) -> None:
            if self.command == "POST":
                Moody.refusals = [502]
            original(self)

        Moody._answer = broken  # type: ignore[method-assign]
        try:
            closed = run("check", first, third, "--server", url)
            opened = run("check", first, third, "--server", url, "--fail-open")
        finally:
            Moody._answer = original  # type: ignore[method-assign]
    assert (closed.code, opened.code) == (2, 1)
    assert "The rest was not checked." in closed.err
    assert "it answers 502" in opened.err


def test_what_is_no_service_is_told(run, post) -> None:
    class Silent(Moody):
        def _answer(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        result = run("check", post("a.md", FLIP), "--server", f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
    assert (result.code, "doesn't answer as FlipGuard does" in result.err) == (2, True)
    assert run("check", post("a.md", FLIP), "--server", "not an address").code == 2
