"""The example site as it is really run: Django's own server in a process, an editor in a real browser, and forms over HTTP."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from bs4 import BeautifulSoup, Tag
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.app.page.writer import Writer
from tests.patience import eventually

ROOT = Path(__file__).parents[2]
SITE = ROOT / "examples" / "wagtail"
NAME, PASSWORD = "ann", "under the doormat"


def begin_planting(folder: Path) -> "subprocess.Popen[bytes]":
    """Start the command that makes the site's tables, an editor and two sections."""
    command = [sys.executable, "manage.py", "plant", NAME, PASSWORD]
    return subprocess.Popen(command, cwd=SITE, env=_environment(folder, {}))


@contextmanager
def served(folder: Path, **variables: str) -> Iterator[str]:
    """Run the site and give its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    log = (folder / f"{port}.log").open("wb")
    environment = _environment(folder, variables)
    process = subprocess.Popen(command, cwd=SITE, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield _once_it_answers(f"http://127.0.0.1:{port}", process, Path(log.name))
    finally:
        process.kill()
        process.wait()
        log.close()


def _environment(folder: Path, variables: dict[str, str]) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("FLIPGUARD_", "DJANGO_"))}
    return {**ours, "PYTHONPATH": str(ROOT / "clients" / "python"), "VILLAGE_FOLDER": str(folder), **variables}


def _once_it_answers(address: str, process: "subprocess.Popen[bytes]", log: Path) -> str:
    def answers() -> bool:
        assert process.poll() is None, log.read_text()
        try:
            return httpx.get(f"{address}/admin/login/", timeout=30).is_success
        except httpx.TransportError:
            return False

    eventually(answers, "The village's site did not answer")
    return address


class Editor:
    """A person who writes in the site's admin, in a browser."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.address = address
        self._writer = Writer(browser, address)
        self._writer.size(1280, 1600)

    def log_in(self) -> None:
        self._writer.browser.get(f"{self.address}/admin/login/")
        self._writer.put(NAME, "#id_username")
        self._writer.put(PASSWORD, "#id_password")
        self._writer.click("button[type=submit]")
        self._writer.until(lambda: "/login" not in self._writer.browser.current_url)

    def write(self, section: int, title: str, body: str, relationship: str = "") -> None:
        """Begin a new post."""
        self._writer.browser.get(f"{self.address}/admin/pages/add/posts/post/{section}/")
        self._writer.until(lambda: self._writer.find("#id_title"))
        self._writer.put(title, "#id_title")
        self.rewrite(body)
        if relationship:
            self._writer.click(f"#id_relationship option[value={relationship}]")

    def rewrite(self, body: str) -> None:
        """Write another text over the body."""
        self._writer.until(lambda: self._writer.find(".public-DraftEditor-content"))
        field = self._writer.find(".public-DraftEditor-content")
        field.click()
        field.send_keys(Keys.CONTROL, "a")
        field.send_keys(body)
        kept = "return document.querySelector('[name=body]').value.includes(arguments[0])"
        self._writer.until(lambda: self._writer.script(kept, body))

    def publish(self) -> str:
        """Press Publish, and give what the site says of it."""
        self._writer.script("document.body.dataset.old = 'yes'")
        self._writer.click("footer [data-w-dropdown-target=toggle]")
        self._writer.click("[name=action-publish]")
        self._writer.until(lambda: self._writer.script("return !document.body.dataset.old"))
        return " ".join(str(self._writer.until(lambda: self._writer.said(".messages ul"))).split())


@dataclass(frozen=True, slots=True)
class Forms:
    """The same editor without a browser: he fills in the site's forms over HTTP."""

    client: httpx.Client

    @classmethod
    @contextmanager
    def logged_in(cls, address: str) -> Iterator["Forms"]:
        with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
            forms = cls(client)
            forms.send("/admin/login/", username=NAME, password=PASSWORD)
            yield forms

    def send(self, path: str, **fields: str) -> str:
        """Fill in the form on a page, leave the rest of it as it is, and give what the site says."""
        page = BeautifulSoup(self.client.get(path).text, "html.parser")
        form = next(form for form in page.find_all("form", method=re.compile("post", re.IGNORECASE)) if _is_main(form))
        answer = self.client.post(str(form.get("action") or path), data={**_filled(form), **fields})
        return " ".join(BeautifulSoup(answer.text, "html.parser").select_one(".messages").get_text(" ").split())  # type: ignore[union-attr]

    def seen(self, path: str) -> httpx.Response:
        """Look at a page as a reader does."""
        return httpx.get(self.client.base_url.join(path), timeout=60)

    def status(self, path: str) -> int:
        return self.seen(path).status_code


def _is_main(form: Tag) -> bool:
    return form.find("input", {"name": "csrfmiddlewaretoken"}) is not None and "logout" not in str(form.get("action"))


def _filled(form: Tag) -> dict[str, str]:
    filled = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind, name = field.get("type"), str(field["name"])
        if field.name == "textarea":
            filled[name] = field.get_text()
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            filled[name] = str(chosen["value"]) if chosen else ""
        elif kind not in ("checkbox", "radio", "submit", "file") or field.has_attr("checked"):
            filled[name] = str(field.get("value", ""))
    return filled
