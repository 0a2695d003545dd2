"""Where a database lies, and how it is opened."""

import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_state_path
from sqlalchemy import event, exc

from .errors import StoreUnavailableError

BUSY_SECONDS = 2
"""How long a write waits for another program that holds the database."""

_PAUSE = 0.05

_POSTGRES_OPTIONS = "-c statement_timeout=5000 -c lock_timeout=2000 -c synchronous_commit=on"


def default_url() -> str:
    """Name the SQLite file in the user's own folder of states."""
    return f"sqlite:///{user_state_path('flipguard') / 'feedback.sqlite3'}"


def sqlite_file(url: str) -> Path | None:
    """Give the file of a SQLite URL, and None for another database."""
    return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


def open_engine(url: str) -> sa.Engine:
    """Make the engine for a database, without connecting yet."""
    file = sqlite_file(url)
    return _postgres(url) if file is None else _sqlite(file)


def _postgres(url: str) -> sa.Engine:
    address = sa.engine.make_url(url).set(drivername="postgresql+psycopg")
    try:
        return sa.create_engine(
            address,
            pool_size=4,
            max_overflow=0,
            pool_timeout=2,
            pool_pre_ping=True,
            pool_recycle=600,
            connect_args={
                "connect_timeout": 3,
                "options": _POSTGRES_OPTIONS,
                "keepalives_idle": 10,
                "tcp_user_timeout": 5000,
            },
        )
    except ModuleNotFoundError as error:
        raise StoreUnavailableError(f"PostgreSQL needs the package {error.name}: install flipguard[postgres]") from None


def _sqlite(file: Path) -> sa.Engine:
    engine = sa.create_engine(
        f"sqlite:///{file}",
        poolclass=sa.QueuePool,
        pool_size=4,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )

    @event.listens_for(engine, "do_connect")
    def make_folder(*_: Any) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver's own rules
        _write_ahead(connection)
        for pragma in ("synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        record.info["inode"] = file.stat().st_ino

    @event.listens_for(engine, "checkout")
    def refuse_a_file_that_has_gone(_connection: sqlite3.Connection, record: Any, _proxy: Any) -> None:
        # A deleted file can still be written through a connection, but what is written is lost.
        if record.info.get("inode") != inode(file):
            raise exc.DisconnectionError("the file is another one")

    @event.listens_for(engine, "begin")
    def take_the_write_lock(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to a write-ahead log. Here alone SQLite doesn't wait for others by itself: two may switch at once."""
    for _ in range(int(BUSY_SECONDS / _PAUSE)):
        try:
            connection.execute("PRAGMA journal_mode=WAL").close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_PAUSE)
    connection.execute("PRAGMA journal_mode=WAL").close()


def inode(file: Path) -> int | None:
    """Tell one file from another that has taken its place; None where there is none."""
    try:
        return file.stat().st_ino
    except OSError:
        return None
