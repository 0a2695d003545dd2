"""GitLab: a Code Quality report, shown in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. A fingerprint that comes twice hides a
finding, and one that changes shows an old finding as new; so they are unique, and made of cue and sentence.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from . import Run
from .remark import Level, Remark, Remarks

_SEVERITIES: Mapping[Level, str] = {Level.ERROR: "major", Level.WARNING: "minor"}


def render(run: Run) -> Iterator[str]:
    """Give the report in one part: a JSON array."""
    report = [_issue(remark) for remark in Remarks().of_all(run.outcomes)]
    yield json.dumps(report, indent=2, ensure_ascii=not run.screen.unicode) + "\n"


def _issue(remark: Remark) -> dict[str, Any]:
    return {
        "description": remark.message,
        "check_name": remark.rule,
        "fingerprint": remark.fingerprint,
        "severity": _SEVERITIES[remark.level],
        "location": {
            "path": remark.path,
            "lines": {"begin": remark.start.line, "end": remark.end.line},
        },
    }
