"""Counting pairs block by block finds what counting them one by one finds, and keeps only the strongest."""

import random
from collections import defaultdict

import numpy as np
import pytest

from landas.events.sequences import Sequences
from landas.retrieval.behaviour import counting
from landas.retrieval.behaviour.counting import learn_covisits
from landas.retrieval.behaviour.covisitation import Covisits

COUNTS = ("near_after", "near_before", "far_after", "far_before")


def some_log() -> tuple[list[list[int]], Sequences]:
    chance = random.Random(3)
    people = [[chance.randrange(12) for _ in range(chance.randrange(80))] for _ in range(9)]
    log = Sequences.of(people, 12)
    weights = np.array([chance.choice([1, 3, 5]) for _ in log.rows], dtype=np.float32)
    return people, Sequences(log.rows, log.offsets, log.size, weights=weights)


def by_hand(log: Sequences) -> dict[tuple[int, int], list[float]]:
    """The definition, said in loops."""
    assert log.weights is not None
    found: dict[tuple[int, int], list[float]] = defaultdict(lambda: [0.0] * 4)
    for person in range(len(log)):
        low, high = int(log.offsets[person]), int(log.offsets[person + 1])
        for here in range(low, high):
            for there in range(here + 1, min(here + 51, high)):
                first, second, gap = int(log.rows[here]), int(log.rows[there]), there - here
                if first != second:
                    worth = float(log.weights[here] * log.weights[there]) ** 0.5
                    near, far = worth / gap if gap <= 10 else 0, worth * 0.9 ** (gap - 1)
                    for key, after in (((first, second), 0), ((second, first), 1)):
                        found[key][after] += near
                        found[key][2 + after] += far
    return found


def pairs_of(covisits: Covisits) -> dict[tuple[int, int], list[float]]:
    rows = np.repeat(np.arange(len(covisits.offsets) - 1), np.diff(covisits.offsets))
    columns = [getattr(covisits, name) for name in COUNTS]
    return {
        (int(row), int(other)): [float(column[place]) for column in columns]
        for place, (row, other) in enumerate(zip(rows, covisits.neighbours, strict=True))
    }


@pytest.mark.parametrize("pairs_a_block", [1, 300, 1_000_000])
def test_counting_in_blocks_finds_what_the_definition_says(pairs_a_block: int) -> None:
    _, log = some_log()
    found, expected = pairs_of(learn_covisits(log, pairs_a_block=pairs_a_block)), by_hand(log)
    assert found.keys() == expected.keys()
    assert len(expected) > 50
    for pair, counts in expected.items():
        assert found[pair] == pytest.approx(counts, rel=1e-3)


def test_totals_hold_all_pairs_and_lists_only_the_strongest(monkeypatch: pytest.MonkeyPatch) -> None:
    _, log = some_log()
    monkeypatch.setattr(counting, "neighbours_each", lambda size: 3)
    found, expected = learn_covisits(log), by_hand(log)
    assert np.diff(found.offsets).max() == 3
    for row in range(12):
        whole = [sum(counts[n] for (first, _), counts in expected.items() if first == row) for n in range(4)]
        assert found.totals[row].tolist() == pytest.approx(whole, rel=1e-4)


def test_a_pair_met_more_often_than_its_number_holds_stays_the_strongest() -> None:
    people = [[0, 1]] * 70_000 + [[0, 2]]
    found = learn_covisits(Sequences.of(people, 3))
    after_first = found.near_after[found.offsets[0] : found.offsets[1]]
    assert np.isfinite(after_first).all()
    assert after_first[0] > 60_000 > after_first[1] == 1


def test_a_log_of_nobody_has_no_pairs() -> None:
    found = learn_covisits(Sequences.of([], 3))
    assert found.offsets.tolist() == [0, 0, 0, 0]
    assert not len(found.scores(Sequences.of([[1]], 3)).keys)
