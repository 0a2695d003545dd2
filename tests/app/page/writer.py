"""A writer at the page: a real browser, used as a person uses it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_core_python import __file__ as axe_file
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

PATIENCE = 60
"""Seconds to wait for anything: the machine may be busy."""

AXE = Path(axe_file).with_name("axe.min.js").read_text("utf-8")

DESKTOP = (1280, 900)
PHONE = (390, 844)


class Writer:
    """What a person can do with the page, and what he sees there."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.browser = browser
        self.address = address.rstrip("/")

    # ------------------------------------------------------------------ going somewhere

    def open(self, view: str = "") -> None:
        """Open the page anew, as in a tab of its own."""
        self.browser.get("about:blank")
        self.browser.get(f"{self.address}/{view}")
        self.until(lambda: self.script("return document.readyState") == "complete" and self.find("h1"))

    def follow(self, link: str) -> None:
        """Go to another part of the page by its address."""
        self.script("location.hash = arguments[0]", link)

    def size(self, width: int, height: int) -> None:
        """Hold the page on a screen of this size."""
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)

    def scheme(self, scheme: str) -> None:
        """Prefer `light` or `dark`."""
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    # ------------------------------------------------------------------ doing something

    def put(self, text: str, field: str = "#draft") -> None:
        """Put text where the caret of a field is, as an input method does; it may hold any character."""
        self.find(field).click()
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def replace(self, text: str) -> None:
        """Write another text over the whole draft."""
        self.find("#draft").click()
        self.press("a")
        self.browser.execute_cdp_cmd("Input.insertText", {"text": text})

    def type(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        ActionChains(self.browser).send_keys(*keys).perform()

    def press(self, letter: str, *modifiers: str) -> None:
        """Press a key while others are held."""
        chain = ActionChains(self.browser)
        for modifier in modifiers or (Keys.CONTROL,):
            chain = chain.key_down(modifier)
        chain = chain.send_keys(letter)
        for modifier in modifiers or (Keys.CONTROL,):
            chain = chain.key_up(modifier)
        chain.perform()

    def hover(self, element: WebElement) -> None:
        """Rest the mouse on something."""
        ActionChains(self.browser).scroll_to_element(element).move_to_element(element).perform()

    def click(self, selector: str) -> None:
        """Click something, once it is there."""
        self.until(lambda: self.find(selector).is_displayed())
        element = self.find(selector)
        self.script("arguments[0].scrollIntoView({ block: 'center' })", element)
        element.click()

    def choose(self, relationship: str) -> None:
        """Pick the readers."""
        self.click(f'label.reader[data-relationship="{relationship}"]')

    # ------------------------------------------------------------------ seeing something

    def find(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def script(self, script: str, *arguments: Any) -> Any:
        return self.browser.execute_script(script, *arguments)

    def until(self, condition: Callable[[], Any], patience: float = PATIENCE) -> Any:
        """Wait until something holds, and give what it gave."""

        def holds(_: Chrome) -> Any:
            return condition()

        return WebDriverWait(self.browser, patience, 0.1, (Exception,)).until(holds)

    def answered(self) -> str:
        """Wait for the answer to what is on the sheet, and give its verdict."""
        return str(self.until(self._verdict_at_rest))

    def _verdict_at_rest(self) -> str | None:
        found: str | None = self.script(
            "const m = document.querySelector('.margin');"
            "return m.hasAttribute('aria-busy') || m.dataset.stale || m.dataset.verdict === 'none' ? null : m.dataset.verdict"
        )
        return found

    @property
    def text(self) -> str:
        return str(self.script("return document.querySelector('#draft').value"))

    @property
    def selected(self) -> str:
        """The words that are selected in the draft."""
        return str(
            self.script(
                "const d = document.querySelector('#draft'); return d.value.slice(d.selectionStart, d.selectionEnd)"
            )
        )

    def said(self, selector: str) -> str:
        return str(self.script("return document.querySelector(arguments[0]).textContent", selector))

    def titles(self, selector: str) -> list[str]:
        return [
            str(title)
            for title in self.script(
                "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector
            )
        ]

    def settle(self) -> None:
        """Wait until the browser has drawn what it knows."""
        self.browser.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))"
        )

    # ------------------------------------------------------------------ what nobody sees

    def barriers(self) -> list[str]:
        """Name what axe finds in the way of people with disabilities."""
        self.script(f"if (!window.axe) {{ {AXE} }}")
        found = self.browser.execute_async_script(
            "const done = arguments[0]; axe.run().then(({ violations }) => done(violations.map("
            "v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 160)).join(' | ')}`)), e => done([String(e)]))"
        )
        return [str(one) for one in found]

    def complaints(self) -> list[str]:
        """Name what the browser complained of: broken policies and errors in scripts."""
        said = [entry["message"] for entry in self.browser.get_log("browser")]
        return [message for message in said if "net::ERR_" not in message and "Failed to load resource" not in message]

    def hosts(self) -> set[str]:
        """Name every host that the browser asked for anything since it was last asked."""
        events = [json.loads(entry["message"])["message"] for entry in self.browser.get_log("performance")]
        asked = [
            event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"
        ]
        return {urlsplit(url).netloc for url in asked if urlsplit(url).scheme in ("http", "https", "ws", "wss")}


@contextmanager
def sitting(browser: Chrome, address: str) -> Iterator[Writer]:
    """Sit somebody down at the page; in the end his browser has asked no other host for anything, nor complained."""
    writer = Writer(browser, address)
    writer.size(*DESKTOP)
    writer.scheme("light")
    browser.get("about:blank")
    writer.complaints()
    writer.hosts()  # what somebody before asked for is not his
    writer.open()
    yield writer
    writer.script("sessionStorage.clear()")
    assert writer.complaints() == []
    assert writer.hosts() - {urlsplit(address).netloc} == set()
