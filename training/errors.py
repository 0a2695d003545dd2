"""The error of a corpus that can't be used."""


class CorpusError(Exception):
    """A corpus row or file that can't be used; the message names the file, the line and the way out."""
