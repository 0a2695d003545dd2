"""Checkstyle: the XML that Jenkins, reviewdog and many others read. Columns count UTF-16 units, as Java does."""

from collections.abc import Iterator
from itertools import groupby
from xml.etree import ElementTree as ET

from ..screen import printable
from . import Run
from .columns import utf_16
from .remark import Remark, Remarks


def render(run: Run) -> Iterator[str]:
    """Give the document in one part."""
    root = ET.Element("checkstyle", version="4.3")
    for path, remarks in groupby(Remarks().of_all(run.outcomes), key=lambda remark: remark.path):
        file = ET.SubElement(root, "file", name=printable(path))
        for remark in remarks:
            ET.SubElement(file, "error", _attributes(remark))
    ET.indent(root)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _attributes(remark: Remark) -> dict[str, str]:
    return {
        "line": str(remark.start.line),
        "column": str(utf_16(remark.document, remark.start) if remark.document else remark.start.column),
        "severity": remark.level.value,
        "message": printable(remark.message),
        "source": f"flipguard.{remark.rule}",
    }
