"""The report as a CSV table: a row for each post, the oldest first, for whoever counts on."""

import csv
import io

from .report import Report

COLUMNS = (
    "date",
    "channel",
    "relationship",
    "verdict",
    "model_verdict",
    "decided_by",
    "flip_risk",
    "cues",
    "kind",
    "early_ask",
    "owed",
    "where",
    "text",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(report: Report) -> str:
    """Write the table. A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    file = io.StringIO()
    rows = csv.writer(file, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in report.review.posts:
        post, found = one.post, one.found
        rows.writerow(
            (
                post.date.isoformat(),
                _plain(post.place),
                post.relationship,
                found.verdict,
                found.model_verdict,
                found.decided_by,
                f"{found.flip_risk:.6g}",
                " ".join(one.cues),
                found.kind,
                "yes" if found.tips else "no",
                found.owed,
                _plain(post.where),
                _plain(post.text),
            )
        )
    return file.getvalue()


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
