"""What is done with a chunk, in this process or another: its rows are understood, scored, and written as they will be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model import ModelIdentity

from ..audience import Audiences
from ..loading import load_classifier
from ..refusal import Refusal
from .formats import csv, jsonl
from .parts import Chunk, Format, Output, Part, Plan, Scored
from .records import Answer, Outcome, Record
from .scorer import CHANNEL, RELATIONSHIP, RowScorer


@dataclass(frozen=True, slots=True)
class Setup:
    """All that a worker must know. `model` is the one that the run was begun with."""

    plan: Plan
    audiences: Audiences
    text_column: str
    model_folder: Path | None
    model: ModelIdentity


class Worker:
    """Scores chunks with a model of its own, on one thread. Refuses another model than the run was begun with."""

    def __init__(self, setup: Setup) -> None:
        classifier = load_classifier(setup.model_folder)
        if classifier.identity != setup.model:
            raise Refusal(
                f"A worker has model {classifier.identity.version} ({classifier.identity.digest[:12]}…), but the run was "
                f"begun with {setup.model.version} ({setup.model.digest[:12]}…). Give all machines the same one."
            )
        self._scorer = RowScorer(classifier, setup.audiences, setup.text_column)
        self._setup = setup

    def score(self, chunk: Chunk) -> Scored:
        """Score a chunk. A row that can't be scored becomes an error row."""
        part = self._setup.plan.parts[chunk.part]
        output = self._setup.plan.outputs[part.output]
        records = self._records(chunk, part, output)
        outcomes = [self._scorer.score(record) for record in records]
        verdicts = Counter(outcome.verdict for outcome in outcomes if isinstance(outcome, Answer))
        written = _written(output, part, chunk, records, outcomes) if records else b""
        errors = len(outcomes) - verdicts.total()
        return Scored(chunk.part, chunk.rows, chunk.size, written, verdicts, errors, chunk.is_last)

    def _records(self, chunk: Chunk, part: Part, output: Output) -> list[Record]:
        if part.format is Format.JSONL:
            return [jsonl.record(line, self._setup.text_column) for line in chunk.content]
        if part.format is Format.CSV:
            return [csv.record(row, part) for row in chunk.content]
        if not chunk.rows:
            return []
        from .formats import parquet

        needed = (self._setup.text_column, RELATIONSHIP, CHANNEL)
        return parquet.records(chunk.content, part, needed if output.format is Format.PARQUET else None)


def _written(output: Output, part: Part, chunk: Chunk, records: Sequence[Record], outcomes: Sequence[Outcome]) -> bytes:
    if output.format is Format.JSONL:
        return jsonl.write(records, outcomes)
    if output.format is Format.CSV:
        return csv.write(output, records, outcomes)
    from .formats import parquet

    return parquet.write(output, records, outcomes, chunk.content if part.format is Format.PARQUET else None)
