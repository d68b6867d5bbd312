"""Byte strings, words and lists of numbers read back from files as they were written."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from landas.releases.files import Blobs, Lists, WordTable


def test_blobs_and_lists_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    Blobs.of([b"one", b"", b"three"]).save(tmp_path, "blobs")
    Lists.of([[3, 1], [], [2]]).save(tmp_path, "lists")
    assert list(Blobs.load(tmp_path, "blobs")) == [b"one", b"", b"three"]
    lists = Lists.load(tmp_path, "lists")
    assert [lists[number].tolist() for number in range(len(lists))] == [[3, 1], [], [2]]


def test_an_empty_table_is_saved_and_finds_nothing(tmp_path: Path) -> None:
    WordTable.of([]).save(tmp_path, "words")
    assert WordTable.load(tmp_path, "words").find("anything") is None


@given(st.sets(st.text(max_size=8)), st.text(max_size=8))
def test_a_word_is_found_exactly_where_it_stands(words: set[str], other: str) -> None:
    words = {word for word in words if word.isprintable()}
    table = WordTable.of(words)
    assert all(table[place] == word for word in words if (place := table.find(word)) is not None)
    assert all(table.find(word) is not None for word in words)
    if other.isprintable():
        assert (table.find(other) is not None) == (other in words)
