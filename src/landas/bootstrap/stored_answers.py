"""Answers of before: a project's receipts read, repeated and explained, with what is wrong with them told."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from landas.bootstrap.stores import Stores
from landas.errors import NotFound
from landas.ids import ItemId, ReceiptId

if TYPE_CHECKING:
    from landas.recommend.parts import Parts


class StoredAnswers(Stores):
    """What a project does with the receipts it holds."""

    @property
    @abstractmethod
    def parts(self) -> "Parts":
        """What answers are made of."""

    def receipt(self, receipt_id: ReceiptId) -> dict[str, Any]:
        """A stored receipt. Raises NotFound for an unknown id."""
        document = self.receipts.get(receipt_id)
        if document is None:
            raise NotFound(f"no receipt {receipt_id!r} in this project.", "Check the id and --project.")
        return document

    @contextmanager
    def reading(self, receipt_id: ReceiptId) -> Iterator[tuple[dict[str, Any], bool | None]]:
        """A stored receipt and whether it is intact; what goes wrong inside because it isn't is a StorageError."""
        from landas.recommend.intact import reading

        document, intact = self.receipt(receipt_id), self.receipts.is_intact(receipt_id)
        with reading(receipt_id, document, intact):
            yield document, intact

    def replay(self, receipt_id: ReceiptId, *, rerun: bool = False) -> dict[str, Any]:
        """Words a stored answer again or, with `rerun`, repeats retrieval, policy and ranking; compares both."""
        from landas.dialogue.replay import replay, surfaces
        from landas.recommend.intact import with_intact
        from landas.recommend.replay import rerun as run_again

        with self.reading(receipt_id) as (document, intact):
            if rerun:
                found = run_again(self.parts, document, surfaces()[document["request"]["surface"]])
            else:
                found = replay(self.parts, document)
        return with_intact({**found, "same": found["same"] and intact is not False}, intact)

    def why(self, receipt_id: ReceiptId, item_id: ItemId) -> Mapping[str, Any]:
        """The step, rule and reason that kept an item in a stored answer or out of it."""
        from landas.recommend.intact import with_intact
        from landas.recommend.why import why

        with self.reading(receipt_id) as (document, intact):
            return with_intact(why(self.parts, document, item_id), intact)
