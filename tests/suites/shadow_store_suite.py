"""What every ShadowStore promises. A test class inherits the suite and gives `receipts` and `shadows`."""

from datetime import timedelta

import pytest

from landas.dialogue.shadow import ShadowAnswer, ShadowStore
from landas.ids import ReceiptId
from landas.recommend.store import ReceiptStore
from tests.suites.receipt_store_suite import ANI, DOCUMENT, NOON, put


def answer(name: str, bundle: str = "b-2", task: str = "t-2", minute: int = 0) -> ShadowAnswer:
    document = {"bundle": bundle, "bundles": [], "spoken": {"slot_text": "For ibu"}}
    return ShadowAnswer(ReceiptId(name), bundle, task, document, NOON + timedelta(minutes=minute))


class ShadowStoreSuite:
    @pytest.fixture
    def receipts(self) -> ReceiptStore:
        raise NotImplementedError

    @pytest.fixture
    def shadows(self) -> ShadowStore:
        raise NotImplementedError

    def test_answers_come_back_with_their_receipts_by_either_bundle_newest_first(
        self, receipts: ReceiptStore, shadows: ShadowStore
    ) -> None:
        for name in ("r-1", "r-2"):
            put(receipts, name)
            shadows.put(answer(name))
        shadows.put(answer("r-1", "b-3", "t-3"))
        found = [(receipt, made) for receipt, made in shadows.of_bundle("b-2", limit=5)]
        assert found == [(DOCUMENT, answer("r-2")), (DOCUMENT, answer("r-1"))]
        assert shadows.of_bundle("t-2", limit=1) == found[:1]
        assert shadows.of_bundle("b-9", limit=5) == shadows.of_bundle("\x00", limit=5) == []

    def test_one_answer_a_receipt_and_bundle_is_kept(
        self, receipts: ReceiptStore, shadows: ShadowStore
    ) -> None:
        put(receipts, "r-1")
        assert not shadows.has(ReceiptId("r-1"), "b-2")
        shadows.put(answer("r-1"))
        shadows.put(answer("r-1", minute=5))
        assert shadows.has(ReceiptId("r-1"), "b-2")
        assert shadows.of_bundle("b-2", limit=5)[0][1] == answer("r-1")

    def test_bundles_are_counted_the_latest_used_first(
        self, receipts: ReceiptStore, shadows: ShadowStore
    ) -> None:
        for minute, name in enumerate(("r-1", "r-2", "r-3")):
            put(receipts, name)
            shadows.put(answer(name, "b-2" if minute else "b-1", minute=minute))
        one, two = (NOON + timedelta(minutes=minute) for minute in (1, 2))
        assert shadows.bundles() == [("b-2", 2, one, two), ("b-1", 1, NOON, NOON)]

    def test_an_erased_person_leaves_no_answer_and_gets_no_new_one(
        self, receipts: ReceiptStore, shadows: ShadowStore
    ) -> None:
        put(receipts, "r-1")
        shadows.put(answer("r-1"))
        receipts.erase_user(ANI, NOON)
        assert shadows.of_bundle("b-2", limit=5) == []
        shadows.put(answer("r-1"))
        shadows.put(answer("r-unknown"))
        assert shadows.bundles() == []
