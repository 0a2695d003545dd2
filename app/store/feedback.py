"""Keeping feedback: what is acknowledged is on the disk, and what can't be kept is said at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import exc

from .entry import Entry
from .errors import OtherRequestError, StoreUnavailableError
from .location import inode, open_engine, sqlite_file
from .migrate import migrate
from .tables import feedback

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that is on the disk; `replayed` where it had been before this call."""

    entry: Entry
    replayed: bool


class FeedbackStore:
    """A database of feedback. It connects when it is first needed, and again whenever it has lost the database."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._file = sqlite_file(url)
        self._engine = open_engine(url)
        self._migrated: int | str | None = None

    def exists(self) -> bool:
        """Tell whether there can be anything in it: a SQLite file is made when the first entry comes."""
        return self._file is None or self._file.exists()

    def migrate(self) -> None:
        """Make the tables, or bring them up to date; raises `StoreUnavailableError`."""
        with _failures_named():
            self._make_ready()

    def add(self, entry: Entry) -> Kept:
        """Keep an entry, or find that the same request has been kept before.

        Raises `OtherRequestError` if its idempotency key belongs to another request, and `StoreUnavailableError`.
        """
        try:
            with self._transaction() as connection:
                connection.execute(sa.insert(feedback).values(**asdict(entry)))
        except exc.IntegrityError:
            return self._kept_before(entry)
        self._must_still_be_there()
        return Kept(entry, replayed=False)

    def delete(self, entry_id: str, author: str | None = None) -> bool:
        """Delete an entry, of this author if one is given; tells whether there was one."""
        condition = feedback.c.id == entry_id
        if author is not None:
            condition &= feedback.c.author == author
        with self._transaction() as connection:
            deleted = connection.execute(sa.delete(feedback).where(condition)).rowcount
        self._must_still_be_there()
        return bool(deleted)

    def purge(self, before: datetime) -> int:
        """Delete what was received before a moment; gives how many entries that were."""
        with self._transaction() as connection:
            return connection.execute(sa.delete(feedback).where(feedback.c.received < before)).rowcount

    def entries(self) -> Iterator[Entry]:
        """Give all entries, the oldest first, a page at a time, so that nobody who writes has to wait."""
        last: tuple[datetime, str] | None = None
        while page := self._page(last):
            yield from page
            last = page[-1].received, page[-1].id

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _page(self, after: tuple[datetime, str] | None) -> list[Entry]:
        order = feedback.c.received, feedback.c.id
        query = sa.select(feedback).order_by(*order).limit(_PAGE)
        if after is not None:
            query = query.where(
                sa.tuple_(*order)
                > sa.tuple_(*(sa.literal(value, c.type) for value, c in zip(after, order, strict=True)))
            )
        with self._transaction() as connection:
            return [Entry(**row) for row in connection.execute(query).mappings()]

    def _kept_before(self, entry: Entry) -> Kept:
        same = (feedback.c.author == entry.author) & (feedback.c.idempotency_key == entry.idempotency_key)
        with self._transaction() as connection:
            row = connection.execute(sa.select(feedback).where(same)).mappings().one_or_none()
        if row is None:
            raise StoreUnavailableError("the entry that had this idempotency key was deleted at this moment")
        if row["fingerprint"] != entry.fingerprint:
            raise OtherRequestError
        return Kept(Entry(**row), replayed=True)

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with _failures_named():
            if self._migrated is None or self._migrated != self._identity():
                self._make_ready()
            try:
                with self._engine.begin() as connection:
                    yield connection
            except (exc.ProgrammingError, exc.OperationalError):
                self._migrated = None  # the tables may have gone; the next call looks, and makes them
                raise

    def _make_ready(self) -> None:
        migrate(self._engine)
        self._migrated = self._identity()

    def _identity(self) -> int | str | None:
        return self.url if self._file is None else inode(self._file)

    def _must_still_be_there(self) -> None:
        if self._migrated != self._identity():
            raise StoreUnavailableError("the file of the database has been taken away")


@contextmanager
def _failures_named() -> Iterator[None]:
    """Turn what drivers raise into `StoreUnavailableError`; their messages quote statements, so only the reason is kept."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except exc.DBAPIError as error:
        raise StoreUnavailableError(_reason(error.orig)) from None
    except (exc.SQLAlchemyError, OSError) as error:
        raise StoreUnavailableError(type(error).__name__) from None


def _reason(error: BaseException | None) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
