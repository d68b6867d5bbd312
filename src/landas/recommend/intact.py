"""Receipts that can't be trusted or read: changed after they were stored, cut off, or of a newer Landas."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from landas.errors import StorageError
from landas.ids import ReceiptId
from landas.recommend.receipt import RECEIPT_VERSION, Document

CHANGED = "this receipt was changed after it was stored: don't rely on it"
UNTOLD = "this receipt is of before receipts had digests: whether it was changed can't be told"


def with_intact(answer: Mapping[str, Any], intact: bool | None) -> Document:
    """An answer about a receipt, with `intact`, and `warning` where that isn't true."""
    said: Document = {**answer, "intact": intact}
    return said if intact else {**said, "warning": UNTOLD if intact is None else CHANGED}


def damaged(receipt_id: str, why: str) -> StorageError:
    return StorageError(
        f"receipt {receipt_id!r} is damaged: {why}.", "Restore it from a backup; it can't be made again."
    )


@contextmanager
def reading(receipt_id: ReceiptId, document: Mapping[str, Any], intact: bool | None) -> Iterator[None]:
    """What is read from a receipt inside fails as a damaged receipt, where it isn't known to be whole.

    Raises StorageError. An intact receipt that can't be read is our own fault, and shows as that.
    """
    version = document.get("version")
    if not isinstance(version, int) or version > RECEIPT_VERSION:
        raise damaged(receipt_id, f"its version is {version!r}, this Landas reads up to {RECEIPT_VERSION}")
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        if intact:
            raise
        raise damaged(receipt_id, f"{type(error).__name__} {error} while it was read") from error
