"""How many turned to what by when, beside a count by hand of the plain list of events."""

import numpy as np
import pytest

from landas.events.activity import DAY, HALF_LIVES, HOUR, WINDOWS, Activity, ItemValues, activity_of

SIZE = 7
Entry = tuple[int, float, int]
"""A row, a time in seconds and a person."""


def some_entries(count: int, seed: int = 0, days: int = 90) -> list[Entry]:
    chance = np.random.default_rng(seed)
    rows, people = chance.integers(SIZE - 1, size=count), chance.integers(9, size=count)
    times = 20_000 * 86400.0 + chance.random(count) * days * 86400
    return list(zip(rows.tolist(), times.tolist(), people.tolist(), strict=True))


def made(entries: list[Entry]) -> Activity:
    rows, times, people = (np.array(column) for column in zip(*entries, strict=True))
    return activity_of(rows, times, people, SIZE)


def by_hand(entries: list[Entry], row: int, hour: int) -> list[float]:
    met = {(int(time // HOUR), who) for of, time, who in entries if of == row and time // HOUR < hour}
    hours = sorted(h for h, _ in met)
    windows = [float(sum(hour - days * DAY <= h for h in hours)) for days in WINDOWS]
    aged = [sum(0.5 ** ((hour - h) / DAY / days) for h in hours) for days in HALF_LIVES]
    ends = [(hour - hours[0]) / DAY, (hour - hours[-1]) / DAY] if hours else [float("nan")] * 2
    return [*windows, *aged, *ends]


def as_list(values: ItemValues) -> list[list[float]]:
    return np.vstack([values.counted, values.aged, values.age, values.silence]).T.tolist()


@pytest.mark.parametrize("count", [1, 3, 400, 3000])
def test_every_value_is_what_counting_by_hand_gives_at_any_hour(count: int) -> None:
    entries = some_entries(count)
    activity = made(entries)
    hours = np.random.default_rng(1).integers(activity.since - 3, activity.until + 2000, 200)
    rows = np.arange(200) % SIZE
    expected = [by_hand(entries, int(row), int(hour)) for row, hour in zip(rows, hours, strict=True)]
    np.testing.assert_allclose(as_list(activity.at(rows, hours)), expected, rtol=1e-4)


@pytest.mark.parametrize("count", [1, 400, 3000])
def test_carrying_the_past_and_joining_what_came_later_changes_nothing(count: int) -> None:
    entries = some_entries(count)
    late = some_entries(200, seed=5, days=9)
    begun = made(entries).until
    later = [
        (row, time - late[0][1] % HOUR + (begun - 20_000 * 24) * HOUR, who + 50) for row, time, who in late
    ]
    tail = made(later)
    carried = made(entries).ended(begun - 30 * DAY) if count > 1 else made(entries)
    joined = carried.joined(tail.keys >> 32, tail.keys & (2**32 - 1), tail.counts)
    rows, hour = np.arange(SIZE), tail.until + 5
    expected = [by_hand([*entries, *later], row, hour) for row in range(SIZE)]
    np.testing.assert_allclose(as_list(joined.at(rows, hour)), expected, rtol=1e-4)


def test_an_hour_is_not_told_of_itself() -> None:
    activity = made([(2, 7200.0, 1), (2, 10_799.0, 2), (2, 10_800.0, 2)])
    assert [activity.at(np.array([2]), hour).counted[0, 0] for hour in (2, 3, 4)] == [0, 2, 3]


def test_who_comes_back_within_the_hour_counts_once() -> None:
    assert made([(0, 10.0, 4)] * 50).at(np.array([0]), 1).counted[0].tolist() == [1]


def test_without_any_entry_nothing_is_known() -> None:
    nobody = activity_of(np.zeros(0, int), np.zeros(0), np.zeros(0, int), 3)
    values = nobody.at(np.arange(3), 5)
    assert not values.counted.any()
    assert not values.aged.any()
    assert np.isnan(values.age).all()
    assert nobody.until == 0


def test_what_is_added_up_cannot_be_taken_apart_again() -> None:
    activity = made(some_entries(50)).ended(20_050 * DAY)
    with pytest.raises(ValueError, match="too early"):
        activity.ended(20_049 * DAY)
