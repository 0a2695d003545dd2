"""A notice: something in a file that isn't a post's fault, but that whoever keeps the file should mend."""

from dataclasses import dataclass

from .document import Document, Position


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be mended and where: an ignore that ignores nothing, or one without a reason.

    `rule` is a stable word for programs. A notice fails a run as a finding does.
    """

    document: Document
    at: Position
    rule: str
    message: str

    @property
    def path(self) -> str:
        """The name of the file that it stands in."""
        return self.document.name
