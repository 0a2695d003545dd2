"""The table: as Markdown for people, as JSON for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from .figures import Figure, Figures

_TITLES = {
    "http": "`POST /v1/check`",
    "classifier": "The classifier alone",
    "company": "The reader in company: are batches faster?",
    "files": "`flipguard check`",
    "archives": "`flipguard score`, locally and on Ray",
    "memory": "Memory",
    "growth": "How costs grow, and training",
}


def as_json(figures: Figures, machine: Mapping[str, str], command: str) -> str:
    """Write everything as one JSON document."""
    document = {
        "machine": machine,
        "command": command,
        "remarks": figures.remarks,
        "references": figures.references,
        "figures": [figure.as_json() for figure in figures],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_markdown(figures: Figures, machine: Mapping[str, str], command: str) -> str:
    """Write a document with one table, part by part."""
    return "\n".join([*_head(machine, command), *_tables(figures), *_foot(figures)]) + "\n"


def _head(machine: Mapping[str, str], command: str) -> Iterator[str]:
    yield "# How fast, against whom"
    yield ""
    yield (
        f"Measured on {machine['date']} in one run of `{command}`, which wrote this page. Each figure is the median of "
        "its repeats, with the lowest and the highest; contenders take turns, so that a slow minute hits them alike. "
        "Read ratios rather than times: those are your machine's."
    )
    yield ""
    for name in ("processor", "cores", "system", "python", "packages"):
        yield f"- {name}: {machine[name]}"


def _tables(figures: Figures) -> Iterator[str]:
    for part, found in groupby(figures, key=lambda figure: figure.part):
        reference = figures.references.get(part)
        yield from ("", f"## {_TITLES[part]}", "")
        yield f"| case | who | median | lowest to highest | unit | {f'÷ {reference}' if reference else ''} |"
        yield "|---|---|---:|---:|---|---:|"
        yield from (_line(figure) for figure in _together(list(found)))


def _together(figures: Sequence[Figure]) -> list[Figure]:
    """Put the contenders of each case and unit together; cases and units stay in the order in which they came."""
    cases, units = ([getattr(figure, name) for figure in figures] for name in ("case", "unit"))
    return sorted(figures, key=lambda figure: (cases.index(figure.case), units.index(figure.unit)))


def _line(figure: Figure) -> str:
    spread = f"{_shown(figure.lowest)} to {_shown(figure.highest)}" if figure.repeats > 1 else ""
    ratio = "" if figure.ratio is None else _shown(figure.ratio)
    return f"| {figure.case} | {figure.who} | {_shown(figure.median)} | {spread} | {figure.unit} | {ratio} |"


def _foot(figures: Figures) -> Iterator[str]:
    if figures.remarks:
        yield from ("", "## Remarks", "")
        yield from (f"- {remark}" for remark in figures.remarks)


def _shown(value: float) -> str:
    """Write three digits that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
