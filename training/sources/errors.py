"""The one error of this folder."""


class SourceError(Exception):
    """A home, commit, file or row that can't be had or read; the message says which and why."""
