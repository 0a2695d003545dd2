"""`flipguard explain`: what a cue means and where its norm comes from."""

import click


@click.command(short_help="What the cues mean, and why.")
@click.argument("cue", required=False)
def explain(cue: str | None) -> int:
    """Explain a CUE: what the reader is made to hand over and becomes by it, the norm that it breaks, and the source.

    Without a CUE, list them all, with the relationships.

    \b
    Examples:
      flipguard explain
      flipguard explain price_tag
    """  # noqa: D301 - click keeps the lines of a paragraph as they are where it starts with \b
    from .explanation import explain_all, explain_one

    click.echo(explain_one(cue) if cue else explain_all())
    return 0
