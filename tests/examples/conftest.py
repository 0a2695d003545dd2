from tests.app.page.conftest import browser

__all__ = ["browser"]
