"""Sums made late and in part are those of adding everything up."""

import numpy as np

from landas.events.sequences import Sequences
from landas.releases.files import Lists
from landas.retrieval.behaviour.summing import Entries, Floats, SummedColumns, summed_neighbours

LISTS = Lists.of([[1, 2, 3], [2, 3], [], [0, 1]])
HISTORIES = Sequences.of([[0, 1], [3, 2], []], 4)


class Worth:
    def __init__(self, entries: Entries) -> None:
        self._entries = entries

    def column(self, name: str) -> Floats:
        by_age = np.float32(10) ** self._entries.ages
        worth: Floats = self._entries.of_row(by_age).astype(np.float32)
        return worth if name == "aged" else np.ones_like(worth)


def summed(reach: int = 5) -> tuple[list[int], SummedColumns]:
    keys, columns = summed_neighbours(HISTORIES, LISTS, reach, ("aged", "counted"), Worth)
    return keys.tolist(), columns


def test_neighbours_of_several_rows_add_up_person_by_person() -> None:
    keys, columns = summed()
    assert keys == [1, 2, 3, 4, 5]
    assert columns["aged"].tolist() == [10, 11, 11, 10, 10]
    assert columns["counted"].tolist() == [1, 2, 2, 1, 1]


def test_rows_further_back_are_not_read() -> None:
    assert summed(reach=1)[0] == [2, 3]


def test_some_places_have_the_sums_that_they_have_among_all() -> None:
    for name in ("aged", "counted", ""):
        _, columns = summed()
        if name:
            columns[name]
        some = columns.only(np.array([1, 2, 4]))
        assert some["aged"].tolist() == [11, 11, 10]
        at = some.at(np.array([0, 2]))
        assert {name: column.tolist() for name, column in at.items()} == {"aged": [11, 10], "counted": [2, 1]}
