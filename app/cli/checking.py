"""Checking files: find, read, judge, silence, print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from .audience import Audiences
from .baseline import Baseline
from .changes import Changes
from .checker import Checker
from .formats.target import Target
from .formats.writing import write
from .loading import load_project_file, open_classifier
from .outcome import Outcome
from .path_rules import PathRules
from .refusal import TROUBLE, Refusal
from .screen import Screen, printable
from .silencing import Silencer
from .sources import is_queue, source_for
from .sources.files import STDIN, read_documents
from .sources.finding import find_files
from .sources.post import Trouble
from .tally import FINDINGS, Tally


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """How files are to be checked; the fields are named like the options of the command."""

    relationship: str | None
    channel: str | None
    advice: bool
    targets: tuple[Target, ...]
    fail_on: str | None
    model_folder: Path | None
    config_file: Path | None
    colour_mode: str
    stdin_name: str | None
    rules: Mapping[str, Any]
    diff: str | None
    baseline: Path | None
    update_baseline: bool
    cache: bool


def check_files(names: Sequence[str], options: CheckOptions) -> int:
    """Check files, print what was found, and give the exit code. Trouble goes to standard error at once."""
    rules = load_rules(options)
    changes = Changes.since(options.diff) if options.diff else None
    baseline = _baseline(rules, options)
    with ExitStack() as stack:
        classifier = open_classifier(options.model_folder, options.cache, stack)
        audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
        silencer = Silencer(changes, baseline)
        fail_on = options.fail_on or rules.check.get("fail-on") or "flip"
        checker = Checker(classifier, audiences, options.advice, rules, silencer, fail_on)
        tally = Tally()
        documents = read_documents(_named(names, rules, changes), options.stdin_name)
        outcomes = tally.counting(_telling_trouble(checker.check(documents)))
        write(outcomes, tally, classifier.identity, options.targets, Screen.of_stdout(options.colour_mode))
    if baseline:
        _tell_of_baseline(baseline, options)
    code = tally.exit_code(fail_on)
    if code == FINDINGS:
        click.echo(f"flipguard: {tally.failing()}", err=True)
    elif code == TROUBLE:
        click.echo(f"flipguard: {tally.troubles} could not be checked.", err=True)
    return code


def load_rules(options: CheckOptions) -> PathRules:
    """Read the rules for paths, with what the command line says on top."""
    return load_project_file(options.config_file, options.rules)


def _named(names: Sequence[str], rules: PathRules, changes: Changes | None) -> Iterator[str | Trouble]:
    def takes(name: str) -> bool:
        if changes and not changes.has(name):
            return False
        if is_queue(name):
            return bool(rules.settings(name).matched)
        return source_for(name) is not None and "." in Path(name).name

    if not names and changes:
        yield from (name for name in changes.names() if takes(name))
        return
    for name in find_files(names, takes):
        if isinstance(name, Trouble) or name == STDIN or not changes or changes.has(name) or not Path(name).exists():
            yield name


def _baseline(rules: PathRules, options: CheckOptions) -> Baseline | None:
    path = options.baseline or rules.baseline
    if path is None:
        if options.update_baseline:
            raise Refusal("--update-baseline needs a baseline: --baseline FILE, or baseline = “FILE” under [check].")
        return None
    return Baseline.read(path, may_be_new=options.update_baseline)


def _tell_of_baseline(baseline: Baseline, options: CheckOptions) -> None:
    if options.update_baseline:
        click.echo(f"flipguard: {baseline.path} holds {baseline.write()} findings.", err=True)
        return
    stale = len(baseline.stale())
    if stale:
        what = "1 finding" if stale == 1 else f"{stale} findings"
        click.echo(
            f"flipguard: {what} in {baseline.path} can no longer be found. Take them out with --update-baseline.", err=True
        )


def _telling_trouble(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        if isinstance(outcome, Trouble):
            click.echo(printable(str(outcome)), err=True)
        yield outcome
