"""Bringing a database up to the tables that this program expects."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

_MIGRATIONS = Path(__file__).parent / "migrations"

_LOCK = 5_072_001
"""Any number that nobody else locks: PostgreSQL lets one process at a time migrate by it."""


def migrate(engine: sa.Engine, revision: str = "head") -> None:
    """Run the migrations that are missing up to `revision`, all or none. Several processes may do so at one time."""
    with engine.begin() as connection:  # on SQLite this holds the write lock from the start
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        command.upgrade(_config(connection), revision)


def _config(connection: sa.Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
