"""Reads zip archives whose first file is an XML document of messages."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from .errors import SourceError
from .rows import Row

_MESSAGE = "message"


def read_zipped_messages(content: bytes) -> Iterator[Row]:
    """Yield each `message` in the order of the document, with the text of its child elements by their names."""
    for message in _document(content).iter(_MESSAGE):
        yield {child.tag: child.text for child in message}


def _document(content: bytes) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if not names:
                raise SourceError("an empty zip archive")
            return ElementTree.fromstring(archive.read(names[0]))
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        raise SourceError(f"not a zip archive of an XML document ({error})") from error
