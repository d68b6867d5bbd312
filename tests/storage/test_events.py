"""The event store on SQLite and PostgreSQL: the common suite, and the unusable events kept beside."""

import threading

import pytest

from landas.errors import DataError
from landas.events.events import RejectedEvent
from landas.ids import SessionId, UserId
from landas.language.pack import load_packs
from landas.storage.database import Database
from landas.storage.events import SqlEventStore
from landas.storage.people import people_of
from tests.suites.event_store_suite import EventStoreSuite, view


class TestSqlEventStore(EventStoreSuite):
    @pytest.fixture
    def store(self, database: Database) -> SqlEventStore:
        return SqlEventStore(database)


def test_unusable_events_are_kept_whole_and_once(database: Database) -> None:
    store = SqlEventStore(database)
    rejected = RejectedEvent({"type": "teleport", "time": None}, "type 'teleport' is unknown")
    store.keep_rejected([rejected, rejected])
    store.keep_rejected([rejected])
    assert store.rejected(10) == [rejected]


def test_erasing_a_person_also_removes_unusable_events_that_name_them(database: Database) -> None:
    store = SqlEventStore(database)
    theirs = RejectedEvent({"user_id": 'a"n%i', "type": "teleport"}, "unknown")
    other = RejectedEvent({"user_id": "anita", "type": "teleport"}, "unknown")
    numbered = RejectedEvent({"user_id": 31, "type": "teleport"}, "unknown")
    store.keep_rejected([theirs, other, numbered])
    store.erase_user(UserId('a"n%i'))
    store.erase_user(UserId("31"))
    store.erase_user(UserId("ani"))
    assert store.rejected(10) == [other]


def test_unusable_events_of_a_person_known_by_a_hash_are_removed_with_them(database: Database) -> None:
    store = SqlEventStore(database, people_of(load_packs(("en", "id"))))
    person, other, visit = "ani@contoh.example", "budi@contoh.example", SessionId("0812-7771-9934")
    known = RejectedEvent({"user_id": person, "type": "teleport"}, "unknown")
    elsewhere = RejectedEvent({"customer": person, "type": "teleport"}, "unknown field")
    before_known = RejectedEvent({"session_id": visit, "type": "teleport"}, "unknown")
    shared = RejectedEvent({"user_id": other, "session_id": visit, "note": f"not {person}"}, "unknown")
    store.keep_rejected([known, elsewhere, before_known, shared])
    assert not any(person in str(one.raw) or visit in str(one.raw) for one in store.rejected(10))
    store.append([view("e-1", user=person)._replace(session_id=visit)])
    store.erase_user(UserId(person), store.visits_of(UserId(person)))
    [left] = store.rejected(10)
    assert left.raw["note"] == "not ⟨email⟩"


def test_an_id_that_no_database_can_keep_is_refused(database: Database) -> None:
    store = SqlEventStore(database)
    with pytest.raises(DataError, match="user_id 'ani"):
        store.append([view("e-1"), view("e-2", user="ani\x00")])
    assert store.count() == 0


def test_the_same_events_from_several_workers_at_once_are_stored_once(database: Database) -> None:
    store = SqlEventStore(database)
    batch = [view(f"e-{n:03}", minute=n) for n in range(300)]
    stored: list[int] = []

    def send(turned: bool) -> None:
        stored.append(store.append(batch[:: -1 if turned else 1]).stored)

    workers = [threading.Thread(target=send, args=(n % 2 == 0,)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(stored) == store.count() == 300
