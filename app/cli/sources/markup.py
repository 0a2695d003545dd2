"""The markup that a field's text may be written in, as the plain words that readers see of it."""

from .prose import Prose


def shown_by(markup: str, written: Prose) -> Prose:
    """Give what readers see of a text that is written as `text`, `markdown` or `html`, tied to its document."""
    if markup == "html":
        from .html import html_prose

        return html_prose(written.text).within(written)
    if markup == "markdown":
        from .markdown.parse import parse
        from .markdown.visible import visible_prose

        return visible_prose(parse(written.text)).within(written)
    return written
