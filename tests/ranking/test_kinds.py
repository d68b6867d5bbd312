"""Whether words name a kind of thing, or something it belongs to."""

import pytest

from landas.ranking.kinds import kind_fit


@pytest.mark.parametrize(
    ("kind", "main", "asked", "fit"),
    [
        ("laptop bag", "bag", {"laptop", "bag"}, "named"),
        ("laptop bag", "bag", {"laptop"}, "accessory"),
        ("laptop bag", "bag", {"bag"}, "named"),
        ("laptop", "laptop", {"laptop", "bag"}, "named"),
        ("tas laptop", "tas", {"laptop"}, "accessory"),
        ("printer", "printer", {"laptop"}, "other"),
    ],
)
def test_the_main_word_decides(kind: str, main: str, asked: set[str], fit: str) -> None:
    assert kind_fit(kind, main, asked) == fit
