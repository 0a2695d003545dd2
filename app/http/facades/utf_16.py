"""Offsets in UTF-16 code units, as Java and JavaScript count them: most emoji are two."""

from bisect import bisect_left


class Utf16:
    """Counts in one text, so that many offsets cost little."""

    def __init__(self, text: str) -> None:
        self._doubles = [offset for offset, character in enumerate(text) if character > "\uffff"]

    def before(self, offset: int) -> int:
        """Count the code units before an offset in code points."""
        return offset + bisect_left(self._doubles, offset)
