"""What happened since a release, kept by the hour: whoever is first tells all the others."""

import numpy as np
from sqlalchemy import func, select

from landas.ids import ReleaseId
from landas.recommend.feature_store import Later
from landas.storage.database import Database
from landas.storage.later_activity import SqlLaterActivity
from landas.storage.tables import later_activity

RELEASE = ReleaseId("rel-1")


def later(people: int) -> Later:
    return Later(np.array([3, 5]), np.array([10, 11]), np.array([people, 1]))


def test_what_was_kept_first_stays_and_is_given_to_who_comes_later(database: Database) -> None:
    first, second = SqlLaterActivity(database), SqlLaterActivity(database)
    assert first.kept(RELEASE, 12) is None
    assert first.keep(RELEASE, 12, later(4)).people.tolist() == [4, 1]
    assert second.keep(RELEASE, 12, later(9)).people.tolist() == [4, 1]
    found = second.kept(RELEASE, 12)
    assert found is not None
    assert (found.rows.tolist(), found.hours.tolist()) == ([3, 5], [10, 11])


def test_each_hour_and_each_release_has_its_own(database: Database) -> None:
    store = SqlLaterActivity(database)
    store.keep(RELEASE, 12, later(4))
    store.keep(RELEASE, 13, later(5))
    assert store.kept(ReleaseId("rel-2"), 12) is None
    assert [store.kept(RELEASE, hour).people[0] for hour in (12, 13)] == [4, 5]  # type: ignore[union-attr]


def entries(found: Later | None) -> list[tuple[int, int, int]]:
    assert found is not None
    return sorted(zip(found.rows.tolist(), found.hours.tolist(), found.people.tolist(), strict=True))


def test_an_hour_keeps_what_changed_since_the_one_before_and_tells_everything(database: Database) -> None:
    store = SqlLaterActivity(database)
    told = []
    for hour in range(100, 140):
        # One more each hour; of an early hour somebody came later, and one of row 7 was erased.
        known = [(hour_before % 5, hour_before, 2) for hour_before in range(90, hour)]
        known += [(7, 95, 3 if hour < 120 else 2), *([(8, 96, 1)] if hour > 110 else [])]
        columns = np.array(known).T
        store.keep(RELEASE, hour, Later(*columns))
        told.append(sorted(known))
    assert [entries(store.kept(RELEASE, hour)) for hour in range(100, 140)] == told
    with database.read() as connection:
        sizes = connection.execute(select(func.length(later_activity.c.document))).scalars().all()
    # The first hour is the only one to hold more than a handful of entries.
    assert sum(sizes) < 3 * max(sizes) + 40 * 80


def test_an_hour_that_was_kept_late_changes_no_later_one(database: Database) -> None:
    store = SqlLaterActivity(database)
    store.keep(RELEASE, 10, later(1))
    store.keep(RELEASE, 12, later(5))
    store.keep(RELEASE, 11, later(3))
    store.keep(RELEASE, 13, later(6))
    found = [entries(store.kept(RELEASE, hour))[0][2] for hour in (10, 11, 12, 13)]
    assert found == [1, 3, 5, 6]


def test_what_is_kept_of_a_dropped_release_goes_with_the_next_hour(database: Database) -> None:
    there = [RELEASE]
    store = SqlLaterActivity(database, lambda: there)
    store.keep(RELEASE, 10, later(1))
    there[:] = [ReleaseId("rel-2")]
    store.keep(ReleaseId("rel-2"), 11, later(2))
    assert store.kept(RELEASE, 10) is None
    assert store.kept(ReleaseId("rel-2"), 11) is not None
    there.clear()
    assert store.forget_dropped() == 1
