"""Half-lives are chosen by what would have foretold most: logs in which fashions pass, or last, tell which that is."""

import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.half_life import DAY, ENDLESS, HALF_LIVES, USUAL, aged, choose_half_lives


def log_of(pairs: list[list[tuple[float, int]]], size: int) -> Sequences:
    """One list of (day, row) a person."""
    rows = np.array([row for own in pairs for _, row in own], dtype=np.int32)
    times = np.array([day * DAY for own in pairs for day, _ in own])
    return Sequences(rows, np.cumsum([0, *map(len, pairs)]), size, times)


def fashions(days_each: int, people: int = 400) -> Sequences:
    """Somebody new a day; for `days_each` days all of them turn to the same ten rows, then to the next ten."""
    chance = np.random.default_rng(0)
    size = 10 * (people // days_each + 1)
    return log_of(
        [
            [(day, 10 * (day // days_each) + int(row)) for row in chance.permutation(10)[:3]]
            for day in range(people)
        ],
        size,
    )


def test_entries_count_half_as_much_a_half_life_ago() -> None:
    log = log_of([[(0, 0), (10, 1)], [(0, 0)]], 3)
    assert aged(log, 10).tolist() == [1.0, 1.0, 0.0]
    assert aged(log, ENDLESS).tolist() == [2.0, 1.0, 0.0]


def test_where_fashions_pass_in_weeks_little_that_is_old_counts() -> None:
    found = choose_half_lives(fashions(days_each=40))
    assert found.newcomers <= 30
    assert found.gains is not None
    assert len(found.gains["newcomers"]) == len(HALF_LIVES)


def test_where_taste_never_changes_long_memories_win() -> None:
    chance = np.random.default_rng(0)
    taste = 1 / np.arange(1, 201)
    log = log_of(
        [[(day, int(r)) for r in chance.choice(200, 5, False, taste / taste.sum())] for day in range(600)],
        200,
    )
    assert choose_half_lives(log).newcomers >= 180


def test_what_somebody_saw_already_foretells_nothing() -> None:
    """Everybody comes back for the very same row: nothing new was turned to, so nobody is asked."""
    log = log_of([[(day, person % 5) for day in range(person, 400, 40)] for person in range(40)], 5)
    found = choose_half_lives(log)
    assert (found.known, dict(found.asked or {})["known"]) == (USUAL, 0)


@pytest.mark.parametrize("log", [log_of([], 2), log_of([[(0, 0)], [(1, 1)]], 2), Sequences.of([[0, 1]], 2)])
def test_too_few_people_or_no_times_leave_the_usual_half_lives(log: Sequences) -> None:
    found = choose_half_lives(log)
    assert (found.newcomers, found.known) == (USUAL, USUAL)
    assert found.to_document()["half_life_days"] == {"newcomers": USUAL, "known": USUAL}
