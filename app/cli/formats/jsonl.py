"""JSON lines: each post, notice and trouble as an object of its own, as soon as it is known; a summary comes last.

`type` tells them apart; the rest is as in the `json` format.
"""

import json
from collections.abc import Iterator
from typing import Any

from ..sources.notice import Notice
from ..sources.post import Trouble
from . import Run
from .json import described_model, described_notice, described_post, described_trouble, summary


def render(run: Run) -> Iterator[str]:
    """Give a line for each outcome, then the summary."""
    for outcome in run.outcomes:
        if isinstance(outcome, Trouble):
            yield _line("trouble", described_trouble(outcome), run)
        elif isinstance(outcome, Notice):
            yield _line("notice", described_notice(outcome), run)
        else:
            yield _line("post", described_post(outcome), run)
    yield _line("summary", {**summary(run.tally), "model": described_model(run.model)}, run)


def _line(kind: str, fields: dict[str, Any], run: Run) -> str:
    return json.dumps({"type": kind, **fields}, ensure_ascii=not run.screen.unicode) + "\n"
