"""GitHub Actions: workflow commands, which the runner turns into annotations on the lines of a pull request.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions. Columns count UTF-16 units, as the
runner and the page do.
"""

from collections.abc import Iterator, Mapping

from ..screen import printable
from . import Run
from .columns import utf_16
from .remark import Level, Remark, Remarks

_COMMANDS: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning"}


def render(run: Run) -> Iterator[str]:
    """Give a line for each remark, as soon as it is known."""
    for remark in Remarks().of_all(run.outcomes):
        fields = ",".join(f"{name}={_field(value)}" for name, value in _fields(remark).items())
        yield f"::{_COMMANDS[remark.level]} {fields}::{_text(remark.message)}\n"


def _fields(remark: Remark) -> dict[str, str]:
    fields = {"title": f"flipguard: {remark.rule}", "file": remark.path}
    if remark.document is None:
        return fields | {"line": str(remark.start.line)}
    fields |= {"line": str(remark.start.line), "endLine": str(remark.end.line)}
    if remark.start.line == remark.end.line:  # the runner drops columns that stand on different lines
        fields |= {
            "col": str(utf_16(remark.document, remark.start)),
            "endColumn": str(utf_16(remark.document, remark.end)),
        }
    return fields


def _text(value: str) -> str:
    return printable(value.replace("\n", " ")).replace("%", "%25")


def _field(value: str) -> str:
    return _text(value).replace(":", "%3A").replace(",", "%2C")
