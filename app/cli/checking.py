"""Checking files: find, read, judge, silence, print."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from model import Classifier

from .ahead import cores
from .audience import Audiences
from .baseline import Baseline
from .changes import Changes
from .checker import Checker
from .formats.target import Target
from .formats.writing import write
from .loading import load_project_file, open_classifier, open_remote_classifier
from .outcome import Outcome
from .path_rules import PathRules
from .refusal import Refusal, ServiceError
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
    server: str | None = None
    timeout: float = 10.0
    fail_open: bool = False


def check_files(names: Sequence[str], options: CheckOptions) -> int:
    """Check files, print what was found, and give the exit code. Trouble goes to standard error at once."""
    rules = load_rules(options)
    changes = Changes.since(options.diff) if options.diff else None
    baseline = _baseline(rules, options)
    with ExitStack() as stack:
        try:
            classifier = _classifier(options, stack)
        except ServiceError as error:
            return _out_of_reach(error, options)
        audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
        silencer = Silencer(changes, baseline)
        fail_on = options.fail_on or rules.check.get("fail-on") or "flip"
        checker = Checker(classifier, audiences, options.advice, rules, silencer, fail_on, cores())
        tally = Tally()
        documents = read_documents(_named(names, rules, changes), options.stdin_name)
        outcomes = tally.counting(_telling_trouble(_while_served(checker.check(documents), options)))
        write(outcomes, tally, classifier.identity, options.targets, Screen.of_stdout(options.colour_mode))
    if baseline:
        _tell_of_baseline(baseline, options)
    code = tally.exit_code(fail_on)
    if code == FINDINGS:
        click.echo(f"flipguard: {tally.failing()}", err=True)
    return code


def _classifier(options: CheckOptions, stack: ExitStack) -> Classifier:
    if options.server:
        return open_remote_classifier(options.server, options.timeout, options.cache, stack)
    return open_classifier(options.model_folder, options.cache, stack, late=True)


def _out_of_reach(error: ServiceError, options: CheckOptions) -> int:
    """Say that nothing was checked, which is trouble unless that was allowed."""
    if not options.fail_open:
        raise Refusal(f"{error} Nothing was checked; with --fail-open that would pass.") from error
    click.echo(f"flipguard: {error} Nothing was checked, which --fail-open lets pass.", err=True)
    return 0


def _while_served(outcomes: Iterator[Outcome], options: CheckOptions) -> Iterator[Outcome]:
    """Give outcomes until the service is out of reach; then the rest is trouble, unless that was allowed."""
    try:
        yield from outcomes
    except ServiceError as error:
        if options.fail_open:
            click.echo(f"flipguard: {error} The rest was not checked, which --fail-open lets pass.", err=True)
        else:
            yield Trouble(str(options.server), f"{error} The rest was not checked.")


def load_rules(options: CheckOptions) -> PathRules:
    """Read the rules for paths, with what the command line says on top."""
    return load_project_file(options.config_file, options.rules)


def is_a_post(name: str, rules: PathRules) -> bool:
    """Say whether a file that lies in a folder is to be checked: a queue only if a rule speaks of it."""
    if is_queue(name):
        return bool(rules.settings(name).matched)
    return source_for(name) is not None and "." in Path(name).name


def _named(names: Sequence[str], rules: PathRules, changes: Changes | None) -> Iterator[str | Trouble]:
    def takes(name: str) -> bool:
        return (changes is None or changes.has(name)) and is_a_post(name, rules)

    if not names and changes:
        yield from (name for name in changes.names() if takes(name))
        return
    for given in names:
        found = list(find_files([given], takes))
        if not found and not changes:
            yield Trouble(
                given, "There is no post in this folder: no .md, .txt or .html, and no queue that [[paths]] names."
            )
        yield from (name for name in found if _is_wanted(name, changes))


def _is_wanted(name: str | Trouble, changes: Changes | None) -> bool:
    if isinstance(name, Trouble) or name == STDIN or changes is None:
        return True
    return changes.has(name) or not Path(name).exists()


def _baseline(rules: PathRules, options: CheckOptions) -> Baseline | None:
    path = options.baseline or rules.baseline
    if path is None:
        if options.update_baseline:
            raise Refusal("--update-baseline needs a baseline: --baseline FILE, or baseline = “FILE” under [check].")
        return None
    return Baseline.read(path, may_be_new=options.update_baseline)


def _tell_of_baseline(baseline: Baseline, options: CheckOptions) -> None:
    if options.update_baseline:
        click.echo(f"flipguard: {baseline.path} holds {_counted(baseline.write())}.", err=True)
        return
    stale = len(baseline.stale())
    if stale:
        what = _counted(stale)
        click.echo(
            f"flipguard: {what} in {baseline.path} can no longer be found. Take them out with --update-baseline.",
            err=True,
        )


def _counted(findings: int) -> str:
    return "1 finding" if findings == 1 else f"{findings} findings"


def _telling_trouble(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        if isinstance(outcome, Trouble):
            click.echo(printable(str(outcome)), err=True)
        yield outcome
