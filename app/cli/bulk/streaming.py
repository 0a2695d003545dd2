"""Writing scored rows as they come: what reads them may answer with the next one."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO
from typing import IO, Any

from ..refusal import Refusal
from ..replacing import replacing
from .parts import Format, Output, Place, Scored
from .sinks import Sink, head_of
from .tally import Tally


class Stream:
    """Writes rows as they come: to standard output, a device, or a file that takes its name when all is written."""

    def __init__(self, output: Output, file: IO[bytes]) -> None:
        self.start = Place()
        self.tally = Tally()
        self._file = file
        self._write, self._close = _writing(output, file)

    def take(self, scored: Scored) -> None:
        """Write the rows at once: what reads them may answer with the next one."""
        self._write(scored.written)
        self._file.flush()
        self.tally.count(scored)

    def close(self) -> None:
        """Write what a file needs at its end."""
        self._close()


def _writing(output: Output, file: IO[bytes]) -> tuple[Callable[[bytes], Any], Callable[[], None]]:
    if output.format is Format.PARQUET:
        from .formats import parquet

        writer = parquet.Writer(output, file)
        return lambda written: writer.take(BytesIO(written), len(written)), writer.close
    file.write(head_of(output))
    return file.write, lambda: None


@contextmanager
def streaming(output: Output) -> Iterator[Sink]:
    """Open a stream for the one output of a run."""
    with ExitStack() as stack:
        if output.path is None:
            if output.format is Format.PARQUET and sys.stdout.isatty():
                raise Refusal("Parquet is not for reading on a terminal. Name a file as OUT, or a pipe.")
            file: IO[bytes] = sys.stdout.buffer
        else:
            file = stack.enter_context(replacing(output.path))
        sink = Stream(output, file)
        yield sink
        sink.close()
