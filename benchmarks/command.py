"""The command: what to measure, with which posts, and where to write the table."""

import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from . import alone, archives, company, growth, memory, on_files, over_http
from .figures import Figures
from .machine import describe
from .plan import FULL, TINY
from .report import as_json, as_markdown
from .texts import read_posts

_FEW = 3
"""Posts of a tiny run."""

PARTS = {part.PART: part.measure for part in (over_http, alone, company, on_files, archives, memory, growth)}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", multiple=True, type=click.Choice(tuple(PARTS)), help="Measure this part; may be given again.")
@click.option(
    "--posts",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="JSON lines with a “text”: the posts to judge. Without it, posts that were written for the corpus.",
)
@click.option("--repeats", type=click.IntRange(1), help="How often everything is measured.")
@click.option("--path", "paths", multiple=True, help="A folder with other linters; may be given again.")
@click.option(
    "--model",
    "model_folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of another model than the released one.",
)
@click.option("--markdown", type=click.Path(dir_okay=False, path_type=Path), help="Write the page here.")
@click.option("--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Write JSON here.")
@click.option("--tiny", is_flag=True, help="Measure next to nothing, to see that all can be measured.")
def bench(
    only: Sequence[str],
    posts: Path | None,
    repeats: int | None,
    paths: Sequence[str],
    model_folder: Path | None,
    markdown: Path | None,
    json_file: Path | None,
    tiny: bool,
) -> None:
    """Measure how fast FlipGuard is, and against whom, in one run on this machine."""
    size = TINY if tiny else FULL
    texts = read_posts(posts)[: _FEW if tiny else None]
    plan = replace(
        size, texts=texts, repeats=repeats or size.repeats, path=os.pathsep.join(paths), model_folder=model_folder
    )
    figures = Figures()
    figures.remark(
        f"The posts are {_origin(posts)}: {len(texts)}, half of them shorter than {_middle(texts)} code points."
    )
    for name in only or PARTS:
        click.echo(f"Measuring {name} …", err=True)
        PARTS[name](plan, figures)
    command = _command(only, posts, plan.repeats)
    machine = describe()
    page = as_markdown(figures, machine, command)
    for file, content in ((markdown, page), (json_file, as_json(figures, machine, command))):
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
    click.echo(page)


def _origin(posts: Path | None) -> str:
    return f"those of {posts.name}" if posts else "written for the corpus"


def _middle(texts: Sequence[str]) -> int:
    return sorted(map(len, texts))[len(texts) // 2]


def _command(only: Sequence[str], posts: Path | None, repeats: int) -> str:
    """Give what was run, without where things lie on this machine."""
    parts = [word for name in only for word in ("--only", name)]
    given = ["--posts", posts.name] if posts else []
    return shlex.join(["python", "-m", "benchmarks", *parts, *given, "--repeats", str(repeats)])
