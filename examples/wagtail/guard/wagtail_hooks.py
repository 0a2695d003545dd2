"""Where Wagtail asks whether something may be published: in the editor, and for many pages at once."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.models import Page

from .asking import decide
from .readers import Checked


@hooks.register("before_publish_page")
def stop_a_flip(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Ask when an editor presses Publish, also where the page is to go live only later."""
    if not isinstance(page, Checked):
        return None
    _hold_back(page)
    decision = decide(page)
    decision.tell(request)
    return None if decision.may_go_out else redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def stop_flips(request: HttpRequest, kind: str, pages: list[Page], action: Any) -> HttpResponse | None:
    """Ask for each of many pages; if one must not go out, none does, and the editor sees why."""
    if kind != "publish":
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants", False)
    decisions = [decide(page) for page in _drafts(pages, below) if isinstance(page, Checked)]
    for decision in decisions:
        decision.tell(request)
    return None if all(decision.may_go_out for decision in decisions) else redirect(action.next_url)


def _hold_back(page: Checked) -> None:
    """Make a page that was never published a draft until it is: Wagtail saves a new one as live before it asks hooks."""
    if page.live and page.live_revision_id is None and page.first_published_at is None:
        page.live, page.has_unpublished_changes = False, True
        page.save(update_fields=["live", "has_unpublished_changes"])


def _drafts(pages: list[Page], below: bool) -> Iterator[Page]:
    """Give the pages as they would go out, and the drafts below them if those go out as well."""
    for page in pages:
        if not isinstance(page, Page):  # a snippet, of which this site has none
            continue
        yield page.specific.get_latest_revision_as_object()
        if below:
            for draft in page.get_descendants().not_live().specific():
                yield draft.get_latest_revision_as_object()
