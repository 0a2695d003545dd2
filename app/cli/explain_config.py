"""Which settings hold for a file, and which rule won: what `--explain-config` prints."""

from collections.abc import Iterator, Sequence

import click

from .audience import Audiences
from .checking import CheckOptions, is_a_post, load_rules
from .path_rules import PathRules, PathSettings
from .refusal import TROUBLE
from .screen import printable
from .sources import is_queue, read_posts
from .sources.document import Document
from .sources.files import read_documents
from .sources.finding import find_files
from .sources.ignores import RULES
from .sources.post import Post, Trouble


def explain_configuration(names: Sequence[str], options: CheckOptions) -> int:
    """Print what holds for each file; exit code 2 if one can't be read."""
    rules = load_rules(options)
    Audiences.of_options(options.config_file, options.channel, options.relationship)
    troubled = False
    found = find_files(names, lambda name: is_a_post(name, rules))
    for document in read_documents(found, options.stdin_name):
        if isinstance(document, Trouble):
            troubled = True
            click.echo(printable(str(document)), err=True)
        else:
            click.echo("\n".join(_lines(document, rules, options)))
    return TROUBLE if troubled else 0


def _lines(document: Document, rules: PathRules, options: CheckOptions) -> Iterator[str]:
    settings = rules.settings(document.name)
    yield printable(document.name)
    for line in _audience(document, settings, options):
        yield f"  readers   {line}"
    yield f"  fail on   {settings.fail_on or 'flip':<14} {settings.came_from.get('fail-on', 'the default')}"
    told = ", ".join(rule for rule in RULES if rule in settings.rules) if settings.rules != set(RULES) else "all"
    why = [settings.came_from[key] for key in ("select", "ignore") if key in settings.came_from]
    yield f"  rules     {told:<14} {' and '.join(why) or 'the default'}"
    if is_queue(document.name):
        yield f"  layout    text is in {', '.join(settings.layout.fields['text'])}"
    for rule in settings.matched:
        yield f"  matched   {rule}"


def _audience(document: Document, settings: PathSettings, options: CheckOptions) -> Iterator[str]:
    told: dict[str, None] = {}
    for post in read_posts(document, settings.layout):
        if isinstance(post, Post):
            told[_one(post, settings, options)] = None
    yield from told


def _one(post: Post, settings: PathSettings, options: CheckOptions) -> str:
    own = post.declared
    layers = [
        ("the record itself" if post.label else "the post itself", own.channel, own.relationship),
        (_rule(settings), settings.channel, settings.relationship),
        ("the command line", options.channel, options.relationship),
        ("the default", None, "social"),
    ]
    said = [(source, channel, relationship) for source, channel, relationship in layers if channel or relationship]
    source, channel, relationship = said[0]
    line = f"{_named(channel, relationship):<14} {source}"
    over = [f"{_named(channel, relationship)} from {source}" for source, channel, relationship in said[1:-1]]
    return line + (f"; it wins over {' and '.join(over)}" if over else "")


def _named(channel: str | None, relationship: str | None) -> str:
    return f"channel {channel}" if channel else str(relationship)


def _rule(settings: PathSettings) -> str:
    return settings.came_from.get("channel" if settings.channel else "relationship", "")
