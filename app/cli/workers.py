"""Several worker processes behind one port: forked from one that has loaded the model, so that its memory is there once."""

import gc
import logging
import multiprocessing
import signal
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click
from uvicorn import Config
from uvicorn._subprocess import subprocess_started
from uvicorn.supervisors import multiprocess

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

MakeApplication = Callable[[], object]
"""Makes the application around a model that is loaded already."""

_log = logging.getLogger(__name__)


def can_share_memory() -> bool:
    """Tell whether workers can be forked safely: Windows can't, and macOS has libraries that don't bear it."""
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


class GreetingSupervisor(multiprocess.Multiprocess):
    """A supervisor that says so as soon as all its workers answer, and that never leaves one behind."""

    def __init__(self, config: Config, sockets: list[socket.socket], greeting: str) -> None:
        super().__init__(config, sockets)
        self.greeted = False
        self._greeting = greeting

    def init_processes(self) -> None:
        """Start the workers, and greet once they have started."""
        super().init_processes()
        patience = self.config.timeout_worker_healthcheck
        if all(worker.wait_until_ready(patience, self.should_exit) for worker in self.processes):
            self.greeted = True
            click.echo(self._greeting, err=True)

    def run(self) -> None:
        """Supervise until stopped."""
        try:
            super().run()
        except BaseException:
            self.terminate_all()
            self.join_all()
            raise


class SharingSupervisor(GreetingSupervisor):
    """A supervisor whose workers share its model. On SIGHUP it loads the model anew and replaces them one by one.

    `load` makes the application around the model as it is on the disk now; if it raises anything, the workers stay.
    """

    def __init__(
        self, config: Config, sockets: list[socket.socket], greeting: str, load: Callable[[], MakeApplication]
    ) -> None:
        super().__init__(config, sockets, greeting)
        self._load = load

    def init_processes(self) -> None:
        """Start the workers."""
        _fork_from_now_on()
        super().init_processes()

    def restart_all(self) -> None:
        """Replace every worker by one with the model as it is now, unless that is refused."""
        before, workers = self.config.app, list(self.processes)
        try:
            self.config.app = self._load()
        except Exception as error:
            _log.error("The new model was refused, the old one goes on: %s", error)
            return
        _leave_out_of_collections()
        super().restart_all()
        if self.processes == workers:  # the first new one did not start
            self.config.app = before


def _fork_from_now_on() -> None:
    """Have uvicorn fork, where it would start a new Python that loads a model of its own; it has no setting for that.

    What is forked runs no thread of Python's; numpy's own stop at a fork and start again. The web stack starts its threads in each
    worker.
    """
    if not hasattr(multiprocess, "get_subprocess"):
        raise RuntimeError("This uvicorn starts its workers otherwise. Install the one that FlipGuard was tried with.")
    multiprocess.get_subprocess = _forked
    _leave_out_of_collections()


def _leave_out_of_collections() -> None:
    """Leave all that lives now out of garbage collections, which would write to the pages that are shared."""
    gc.collect()
    gc.freeze()


def _forked(config: Config, target: Callable[..., None], sockets: list[socket.socket]) -> "ForkProcess":
    from multiprocessing.context import ForkProcess

    class Worker(ForkProcess):
        """A process that is told of no signal before it can heed it: until then the supervisor's handlers are its own."""

        def start(self) -> None:
            signal.pthread_sigmask(signal.SIG_BLOCK, multiprocess.SIGNALS)
            try:
                super().start()
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, multiprocess.SIGNALS)

    # without standard input: there is nothing to debug by it in a worker, and the supervisor keeps it
    started = {"config": config, "target": target, "sockets": sockets, "stdin_fileno": None}
    return Worker(target=_start, kwargs=started)


def _start(**started: object) -> None:
    """Begin a worker with the signal handlers of a new process."""
    for number in multiprocess.SIGNALS:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, multiprocess.SIGNALS)
    subprocess_started(**started)  # type: ignore[arg-type]
