"""What happened since a release, kept by the hour: whoever is first tells all the others."""

import numpy as np

from landas.ids import ReleaseId
from landas.recommend.feature_store import Later
from landas.storage.database import Database
from landas.storage.later_activity import SqlLaterActivity

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
