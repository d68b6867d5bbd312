"""Items that are meant by a stretch of their titles."""

import pytest

from landas.ids import ItemId
from landas.understanding.shown.titles import TitleRuns

RUNS = TitleRuns(
    {ItemId("amber"): "The Amber Ledger, ruled", ItemId("winter"): "The Winter Ledger", ItemId("ox"): "Ox 5"}
)


@pytest.mark.parametrize(
    ("said", "size", "item"),
    [
        ("amber ledger please", 2, "amber"),
        ("winter", 1, "winter"),
        ("the winter one", 2, "winter"),
        ("the ledger", 0, None),
        ("ox", 0, None),
        ("ox 5", 2, "ox"),
        ("please", 0, None),
    ],
)
def test_the_longest_stretch_that_one_title_alone_has_means_it(
    said: str, size: int, item: str | None
) -> None:
    assert RUNS.longest(said.split(), 0) == (size, item)
