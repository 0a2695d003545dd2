"""Time `flipguard check` against other prose linters on the same Markdown posts, one after the other, in one run.

    python benchmarks/linters.py [--posts 1000] [--path FOLDER ...]

The others are run where they are found: on the PATH, or in the folders that --path names (`node_modules/.bin` after
`npm install alex textlint textlint-rule-write-good`; the `bin` of an environment with `pip install proselint`). They
look for other things, so this compares speed alone. The first run of FlipGuard reads every post; the second finds all
in its memory, as in CI with a kept cache.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]

ASKS = (
    "25% off for my friends, only till midnight, tap to order!",
    "Whoever missed the training owes the till 10 euros, please pay by Friday.",
    "Please share this with ten friends, it helps our numbers.",
)
"""One post in ten holds one of these: finding the words that carry a cue takes longest."""

SENTENCES = (
    "The swifts are back above the yard, one nest more than last year.",
    "Thank you to everyone who carried a bench on Sunday.",
    "I tried the soup without fennel, and I was wrong.",
    "Does anybody have a ladder that I could borrow on Saturday?",
    "Here is what I learnt from a week without a phone.",
    "Our train stood in a field for two hours, and strangers shared their bread.",
    "The museum is free on the first Sunday of each month.",
    "Mum's recipe uses twice the butter, and she denies it.",
    "We meet at seven by the bridge, whatever the weather.",
)


def write_posts(folder: Path, count: int) -> None:
    """Write posts of three to nine sentences, no two alike, the same each time."""
    chance = random.Random(5)
    for number in range(count):
        paragraphs = [
            " ".join(chance.sample(SENTENCES, 3)) + f" ({number}.{paragraph})"
            for paragraph in range(chance.randint(1, 3))
        ]
        if number % 10 == 0:
            paragraphs[-1] += f" {chance.choice(ASKS)}"
        text = f"---\ntitle: Post {number}\n---\n\n# Post {number}\n\n" + "\n\n".join(paragraphs) + "\n"
        (folder / f"{number:04}.md").write_text(text, "utf-8")


def commands(posts: Path, path: str) -> Iterator[tuple[str, Sequence[str], Path]]:
    """Give what is to be run, and where."""
    flipguard = (sys.executable, "-m", "app", "check", str(posts), "--no-advice", "--output-file", os.devnull)
    yield "flipguard, first run", flipguard, ROOT
    yield "flipguard, second run", flipguard, ROOT
    files = sorted(str(file) for file in posts.iterdir())
    others = {
        "proselint": ("check", *files),
        "alex": ("--quiet", *files),
        "textlint": ("--rule", "write-good", *files),
    }
    for name, arguments in others.items():
        program = shutil.which(name, path=path)
        if program is None:
            click.echo(f"{name} is not installed, so it is left out", err=True)
        else:
            # Node's programs look for their rules from where they are installed.
            parents = Path(program).parents
            home = parents[2] if len(parents) > 2 and parents[1].name == "node_modules" else posts
            yield name, (program, *arguments), home


def main() -> None:
    """Write the posts, run all, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=1000)
    parser.add_argument("--path", action="append", default=[])
    options = parser.parse_args()
    path = os.pathsep.join([*options.path, os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as name:
        posts = Path(name) / "posts"
        posts.mkdir()
        write_posts(posts, options.posts)
        environment = {**os.environ, "PATH": path, "FLIPGUARD_CACHE_FOLDER": str(Path(name) / "cache")}
        seconds: dict[str, float] = {}
        for tool, command, folder in commands(posts, path):
            start = time.perf_counter()
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
            seconds[tool] = time.perf_counter() - start
            if done.returncode not in (0, 1):
                click.echo(f"{tool} ended with {done.returncode}: {done.stderr.decode()[:300]}", err=True)
    click.echo(f"| {options.posts:,} posts | seconds | posts a second | against the first run |\n|---|---|---|---|")
    first = seconds["flipguard, first run"]
    for tool, taken in seconds.items():
        click.echo(f"| {tool} | {taken:.1f} | {options.posts / taken:.0f} | {taken / first:.2f} |")


if __name__ == "__main__":
    main()
