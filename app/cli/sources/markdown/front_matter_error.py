"""What is wrong with front matter."""


class FrontMatterError(Exception):
    """Front matter that can't be used; `line` is the line of the source that is at fault."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
