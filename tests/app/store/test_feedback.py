import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.store import Entry, FeedbackStore, OtherRequestError
from app.store.location import open_engine
from app.store.tables import metadata

NOW = datetime(2026, 11, 26, 12, 30, 15, 123456, UTC)

FULL = Entry(
    id=uuid4().hex,
    received=NOW,
    author="cms",
    fingerprint="0" * 64,
    relationship="social",
    verdict="flip",
    right=False,
    label="clear",
    comment="It is a gift 🎁, 'quoted' \"twice\"; --",
    text="Come by with a jar 🍲\n",
    flip_risk=0.123456,
    model_version="v1",
    model_digest="sha256:" + "a" * 64,
    grade_social=0.5,
    grade_mixed=0,
    market_cues=["sale"],
    social_cues=[],
    idempotency_key="one",
)
BARE = Entry(
    id=uuid4().hex,
    received=NOW,
    author="cms",
    fingerprint="1" * 64,
    relationship="social",
    verdict="clear",
    right=True,
)


def another(entry: Entry, **changes: object) -> Entry:
    return replace(entry, id=uuid4().hex, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("entry", [FULL, BARE])
def test_what_is_kept_comes_back_as_it_was(store: FeedbackStore, entry: Entry) -> None:
    store.add(entry)

    assert list(store.entries()) == [entry]


def test_it_is_there_for_whoever_opens_the_database_next(store: FeedbackStore, url: str) -> None:
    store.add(FULL)
    second = FeedbackStore(url)

    assert list(second.entries()) == [FULL]
    second.close()


def test_the_same_request_under_the_same_idempotency_key_is_kept_once(store: FeedbackStore) -> None:
    first = store.add(FULL)
    again = store.add(another(FULL, received=NOW + timedelta(hours=1)))

    assert (first.replayed, again.replayed) == (False, True)
    assert again.entry == FULL
    assert list(store.entries()) == [FULL]


def test_another_request_under_the_same_idempotency_key_is_refused(store: FeedbackStore) -> None:
    store.add(FULL)

    with pytest.raises(OtherRequestError):
        store.add(another(FULL, fingerprint="2" * 64))


def test_idempotency_keys_are_each_authors_own_and_none_is_no_key(store: FeedbackStore) -> None:
    for entry in (FULL, another(FULL, author="desk"), BARE, another(BARE)):
        assert not store.add(entry).replayed

    assert len(list(store.entries())) == 4


def test_of_many_that_send_the_same_at_one_time_one_is_kept(store: FeedbackStore) -> None:
    replayed: list[bool] = []
    threads = [threading.Thread(target=lambda: replayed.append(store.add(another(FULL)).replayed)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(replayed) == [False, True, True, True]
    assert len(list(store.entries())) == 1


def test_an_entry_is_deleted_by_its_id_and_by_its_author_alone_where_one_is_named(store: FeedbackStore) -> None:
    store.add(FULL)
    store.add(BARE)

    assert not store.delete(FULL.id, "desk")
    assert store.delete(FULL.id, "cms")
    assert not store.delete(FULL.id)
    assert store.delete(BARE.id)
    assert list(store.entries()) == []


def test_what_is_older_than_it_may_get_is_purged(store: FeedbackStore) -> None:
    old, new = BARE, another(BARE, received=NOW + timedelta(days=2))
    store.add(old)
    store.add(new)

    assert store.purge(NOW + timedelta(days=1)) == 1
    assert list(store.entries()) == [new]


def test_entries_come_oldest_first_however_many_there_are(
    store: FeedbackStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.store.feedback._PAGE", 3)
    entries = [another(BARE, received=NOW + timedelta(seconds=number // 2)) for number in range(8)]
    for entry in reversed(entries):
        store.add(entry)

    listed = list(store.entries())

    assert sorted(listed, key=lambda entry: (entry.received, entry.id)) == listed
    assert {entry.id for entry in listed} == {entry.id for entry in entries}


def test_several_processes_may_make_the_tables_at_one_time(url: str) -> None:
    stores = [FeedbackStore(url) for _ in range(4)]
    threads = [threading.Thread(target=store.migrate) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stores[0].add(FULL)
    assert list(stores[3].entries()) == [FULL]
    for store in stores:
        store.close()


def test_the_migrations_make_the_tables_that_the_program_expects(store: FeedbackStore, url: str) -> None:
    store.migrate()
    engine = open_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_sqlite_writes_through_to_the_disk_and_overwrites_what_is_deleted(tmp_path: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/feedback.sqlite3")
    with engine.connect() as connection:
        modes = {
            name: connection.execute(sa.text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    engine.dispose()

    assert modes == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
