"""Ask FlipGuard whether a page may go out, and put its answer into words for the editor."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from flipguard_client import Answer, FlipGuard, Unchecked
from wagtail.admin import messages

from .readers import Checked


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a page may go out, and what the editor should know; nothing where all is well."""

    may_go_out: bool
    message: SafeString | None = None

    def tell(self, request: HttpRequest) -> None:
        """Show it on the next page that the editor sees."""
        if self.message:
            (messages.warning if self.may_go_out else messages.error)(request, self.message)


@cache
def _guard() -> FlipGuard:
    return FlipGuard(
        settings.FLIPGUARD_ADDRESS,
        key=settings.FLIPGUARD_KEY,
        timeout=settings.FLIPGUARD_SECONDS,
        user_agent="village-wagtail",
    )


def decide(page: Checked) -> Decision:
    """Ask, with the words and the readers that the page has as it stands."""
    result = _guard().check(page.as_read(), relationship=page.read_by(), fail_open=True)
    match result:
        case Unchecked():
            return _without_a_check(page, result)
        case Answer(verdict="flip"):
            return Decision(False, _reasons(page, result, "is not published."))
        case Answer(verdict="clear"):
            return Decision(True)
        case _:
            return Decision(True, _reasons(page, result, "may go out, but look at it once more."))


def _without_a_check(page: Checked, result: Unchecked) -> Decision:
    if settings.FLIPGUARD_FAIL_OPEN:
        return Decision(True, format_html("“{}” goes out unchecked. {}", page.title, result.because))
    way_out = "It is kept as a draft: publish it later, or tell whoever runs this site."
    return Decision(False, format_html("“{}” is not published. {} {}", page.title, result.because, way_out))


def _reasons(page: Checked, answer: Answer, what: str) -> SafeString:
    advice = format_html_join(
        "", "<li>{} <em>(then: {})</em></li>", ((one.message, one.verdict_after) for one in answer.advice)
    )
    said = format_html("<strong>“{}” {}</strong> {}", page.title, what, answer.because)
    return format_html("{}<ul>{}</ul>", said, advice) if advice else said
