"""What proves a model: the evaluation report and the behavioural tests, step by step."""

from collections.abc import Sequence
from pathlib import Path

import click

from model import Classifier

from .behaviour.known import bar_of, read_known, rebaseline, write_known
from .behaviour.outcome import Outcome, run
from .behaviour.suites import behaviours
from .examples import Example, read_authored, read_bench, read_labelled_hashes, text_sha256
from .kept_scores import KeptScores
from .params import Params
from .report.headlines import HEADLINES
from .report.study import study
from .report.tables import shown
from .report.write import Setting, write_report


def evaluate_model(bench: Path, folder: Path | None, out: Path, corpus: Path, params: Params, build: Path) -> Path:
    """Measure a model on a benchmark and on the behavioural tests, write the report into `out`, and return its page."""
    examples = read_bench(bench)
    with KeptScores(Classifier.load(folder), build) as scores:
        found = study(examples, scores, params.release.resamples, params.seed)
        outcomes = run(behaviours(), scores)
    model = scores.classifier.identity
    setting = Setting(
        model, bench.name, _labelled(examples, corpus), params.release.resamples, params.seed, params.thresholds
    )
    page = write_report(found, outcomes, setting, out)
    click.echo(f"Model {model.version} ({model.digest}) on {len(examples):,} posts:")
    for name, one in found.headlines.items():
        if one.value is not None:
            click.echo(f"  {name.partition(' ')[0] if ' ' in name else '':7} {HEADLINES[name].title}: {shown(one)}")
    click.echo(f"The report, with what it gets wrong first: {page}")
    return page


def _labelled(examples: Sequence[Example], corpus: Path) -> int:
    """Count the texts that the training corpus labels."""
    known = read_labelled_hashes(corpus) | {text_sha256(one.text) for one in read_authored(corpus)}
    return sum(text_sha256(example.text) in known for example in examples)


def check_behaviour(folder: Path | None, build: Path, rebaselined: bool) -> bool:
    """Run the behavioural tests, and tell whether each stays under its bar; or take down what the model fails now."""
    with KeptScores(Classifier.load(folder), build) as scores:
        outcomes = run(behaviours(), scores)
    version, known = scores.classifier.identity.version, read_known()
    if rebaselined:
        known = rebaseline(outcomes, version, known)
        write_known(known, version)
    above = [one for one in outcomes if one.rate > bar_of(one, known)]
    for one in sorted(outcomes, key=lambda one: -one.rate):
        _tell(one, known_miss=one.behaviour.name in known, above=one in above)
    click.echo(
        f"{len(outcomes)} tests, {len(outcomes) - len(known)} at their aim, {len(known)} known misses, {len(above)} above their bar."
    )
    return not above


def _tell(outcome: Outcome, *, known_miss: bool, above: bool) -> None:
    state = "ABOVE" if above else "known" if known_miss else "ok"
    click.echo(f"{state:6} {outcome.rate:6.1%} of {len(outcome.behaviour.cases):3}  {outcome.behaviour.name}")
