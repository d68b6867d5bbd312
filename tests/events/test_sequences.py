import numpy as np
import pytest

from landas.events.sequences import Sequences

LOG = Sequences.of(iter([[3, 1, 2], [0], []]), 4)


def test_sequences_are_read_from_an_iterator_person_by_person() -> None:
    assert [rows.tolist() for rows in LOG] == [[3, 1, 2], [0], []]


def test_places_count_from_both_ends() -> None:
    assert LOG.places().tolist() == [0, 1, 2, 0]
    assert LOG.places_back().tolist() == [2, 1, 0, 0]
    assert LOG.people().tolist() == [0, 0, 0, 1]


def test_leaving_the_last_out_keeps_every_person() -> None:
    assert [rows.tolist() for rows in LOG.without_last(2)] == [[3], [], []]
    assert LOG.back(0).tolist() == [2, 0, -1]
    assert LOG.back(1).tolist() == [1, -1, -1]


def test_people_are_picked_by_place_or_mask() -> None:
    assert [rows.tolist() for rows in LOG.between(1, 3)] == [[0], []]
    assert [rows.tolist() for rows in LOG.only(np.array([True, False, True]))] == [[3, 1, 2], []]


def test_a_row_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rows must lie in 0 … 3, got 0 … 7"):
        Sequences.of([[0, 7]], 4)
