"""What keeping texts as they were typed needs: apart from everything else, for a while, and only where asked for."""

from datetime import datetime
from typing import Protocol

from landas.ids import ReceiptId, UserId


class RawTextStore(Protocol):
    """Texts by receipt. What is older than the project's retention time is gone with the next text that comes."""

    def put(self, receipt_id: ReceiptId, user_id: UserId | None, text: str, created_at: datetime) -> None:
        """Keeps a text; not of a person who was erased since `created_at`."""
        ...

    def get(self, receipt_id: ReceiptId) -> str | None: ...

    def prune(self, now: datetime) -> int:
        """Deletes the texts that are older than their time; gives how many."""
        ...

    def erase_user(self, user_id: UserId) -> int:
        """Deletes a person's texts; gives how many."""
        ...
