"""Texts as they were typed: kept apart, for a while, and gone when they are erased."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from landas.errors import StorageError
from landas.ids import ReceiptId, UserId
from landas.storage.raw_texts import FileRawTextStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_text_is_found_by_its_receipt_until_its_time_is_over(tmp_path: Path) -> None:
    store = FileRawTextStore(tmp_path / "raw.db", days=7)
    store.put(ReceiptId("r-1"), None, "first", NOON)
    store.put(ReceiptId("r-2"), None, "second", NOON + timedelta(days=6))
    assert (store.get(ReceiptId("r-1")), store.get(ReceiptId("r-2"))) == ("first", "second")
    store.put(ReceiptId("r-3"), None, "third", NOON + timedelta(days=8))
    assert (store.get(ReceiptId("r-1")), store.get(ReceiptId("r-2"))) == (None, "second")


def test_a_person_is_erased_from_the_file_itself(tmp_path: Path) -> None:
    store = FileRawTextStore(tmp_path / "raw.db", days=7)
    store.put(ReceiptId("r-1"), UserId("u"), "unmistakable words", NOON)
    store.put(ReceiptId("r-2"), UserId("v"), "of another", NOON)
    assert (store.erase_user(UserId("u")), store.erase_user(UserId("u"))) == (1, 0)
    assert store.get(ReceiptId("r-2")) == "of another"
    assert b"unmistakable" not in (tmp_path / "raw.db").read_bytes()


def test_a_text_that_comes_after_its_person_was_erased_is_not_kept(tmp_path: Path) -> None:
    store = FileRawTextStore(tmp_path / "raw.db", days=7, was_erased=lambda user_id, _: user_id == "u")
    store.put(ReceiptId("r-1"), UserId("u"), "unmistakable words", NOON)
    store.put(ReceiptId("r-2"), UserId("v"), "of another", NOON)
    assert (store.get(ReceiptId("r-1")), store.get(ReceiptId("r-2"))) == (None, "of another")
    assert b"unmistakable" not in (tmp_path / "raw.db").read_bytes()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "raw.db").write_text("something else, and long enough to be looked at " * 10)
    with pytest.raises(StorageError, match=r"raw\.db"):
        FileRawTextStore(tmp_path / "raw.db", days=7).get(ReceiptId("r-1"))
