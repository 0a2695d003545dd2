"""Fetches the texts of the labelled posts into a local file, and reports what was verified."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from tqdm import tqdm

from ..examples import read_texts
from .gather import Outcome, State, gather
from .labels import Label, read_labels
from .origins import Origin

_SHOWN_REASONS = 20


def fetch_public(corpus: Path, out: Path, origin: Origin) -> bool:
    """Write the texts whose hash is right to `out`, and tell whether that was all of them.

    Texts that `out` already holds are checked and kept, so that a fetch which broke off goes on where it was.
    """
    labels = read_labels(corpus)
    kept = read_texts([out]) if out.exists() else {}
    here = [Outcome(label, State.VERIFIED, kept[label.sha256]) for label in labels if label.sha256 in kept]
    outcomes = [*here, *_fetched([label for label in labels if label.sha256 not in kept], origin)]
    _write(out, labels, outcomes)
    verified = sum(outcome.state is State.VERIFIED for outcome in outcomes)
    click.echo(report(outcomes))
    click.echo(f"Verified {verified:,} of {len(labels):,} texts ({len(here):,} were here already): {out}")
    return verified == len(labels)


def _fetched(labels: Sequence[Label], origin: Origin) -> Iterator[Outcome]:
    with tqdm(total=len(labels), unit=" posts") as progress:
        for outcome in gather(labels, origin, progress.set_description):
            progress.update()
            yield outcome


def _write(out: Path, labels: Sequence[Label], outcomes: Iterable[Outcome]) -> None:
    """Write the verified texts in the order of the labels, in one stroke."""
    texts = {outcome.label.id: outcome.text for outcome in outcomes if outcome.state is State.VERIFIED}
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f"{out.name}.part")
    with unfinished.open("w", encoding="utf-8") as file:
        for label in labels:
            if label.id in texts:
                row = {"id": label.id, "sha256": label.sha256, "text": texts[label.id]}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    unfinished.replace(out)


def report(outcomes: Sequence[Outcome]) -> str:
    """Count by source what was verified, differs or is missing, and name the reasons."""
    counts = Counter((outcome.label.source, outcome.state) for outcome in outcomes)
    sources = sorted({source for source, _ in counts})
    lines = [f"{'source':24}" + "".join(f"{state:>10}" for state in State)]
    lines += [f"{source:24}" + "".join(f"{counts[source, state]:>10,}" for state in State) for source in sources]
    reasons = Counter(outcome.reason for outcome in outcomes if outcome.reason).most_common()
    lines += [f"{count:,} × {reason}" for reason, count in reasons[:_SHOWN_REASONS]]
    if len(reasons) > _SHOWN_REASONS:
        lines.append(f"… and {len(reasons) - _SHOWN_REASONS} more reasons")
    return "\n".join(lines)
