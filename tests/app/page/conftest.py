import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions, ChromeService

from tests.app.page.writer import Writer, sitting
from tests.running_service import Serve, Service

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


def _program(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"{names[0]} is not installed; on Debian: apt-get install chromium chromium-driver")
    return found


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Start a real Chromium with an empty profile of its own."""
    options = ChromeOptions()
    options.binary_location = _program("chromium", "chromium-browser", "google-chrome")
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = Chrome(options=options, service=ChromeService(_program("chromedriver")))
    browser.set_script_timeout(60)
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def page_service(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Run the service as it is really run, with feedback in a database of its own and all the time it needs."""
    database = tmp_path_factory.mktemp("feedback") / "feedback.sqlite"
    with serve(FLIPGUARD_FEEDBACK_DATABASE=f"sqlite:///{database}", FLIPGUARD_REQUEST_SECONDS="60") as service:
        yield service


@pytest.fixture
def downloads(browser: Chrome, tmp_path: Path) -> Path:
    """Have files saved in this folder."""
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    return tmp_path


@pytest.fixture
def writer(browser: Chrome, page_service: Service) -> Iterator[Writer]:
    """Sit somebody down at the page."""
    with sitting(browser, page_service.address) as writer:
        yield writer
