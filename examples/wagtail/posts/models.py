"""The pages of the site: sections, each for readers of one kind, and the posts in them."""

from typing import ClassVar

from guard.readers import Addressed, Checked
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing


class Section(Addressed, Page):
    """A part of the site, and who reads it."""

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("relationship")]
    subpage_types: ClassVar = ["posts.Post", "posts.Section"]


class Post(Checked, Page):
    """A post. It may be for other readers than its section is."""

    body = RichTextField()

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("body"), FieldPanel("relationship")]
    subpage_types: ClassVar = []

    def as_read(self) -> str:
        """Give the words that readers see."""
        return f"{self.title}\n\n{get_text_for_indexing(self.body)}"
