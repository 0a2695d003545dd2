"""Azure Pipelines: logging commands, which the agent turns into issues of the build.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands. Columns count UTF-16 units, as .NET does.
"""

from collections.abc import Iterator, Mapping

from ..screen import printable
from . import Run
from .columns import utf_16
from .remark import Level, Remark, Remarks

_TYPES: Mapping[Level, str] = {Level.ERROR: "error", Level.WARNING: "warning"}


def render(run: Run) -> Iterator[str]:
    """Give a line for each remark, as soon as it is known."""
    for remark in Remarks().of_all(run.outcomes):
        fields = "".join(f"{name}={_field(value)};" for name, value in _fields(remark).items())
        yield f"##vso[task.logissue {fields}]{_text(f'{remark.rule}: {remark.message}')}\n"


def _fields(remark: Remark) -> dict[str, str]:
    column = utf_16(remark.document, remark.start) if remark.document else remark.start.column
    return {
        "type": _TYPES[remark.level],
        "sourcepath": remark.path,
        "linenumber": str(remark.start.line),
        "columnnumber": str(column),
        "code": remark.rule,
    }


def _text(value: str) -> str:
    return printable(value.replace("\n", " ")).replace("%", "%AZP25")


def _field(value: str) -> str:
    return _text(value).replace(";", "%3B").replace("]", "%5D")
