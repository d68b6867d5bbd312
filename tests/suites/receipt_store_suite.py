"""What every ReceiptStore promises. A test class inherits the suite and gives `store`."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from landas.errors import Conflict, NotFound
from landas.ids import ConversationId, ReceiptId, UserId
from landas.recommend.store import BundleUse, ReceiptStore

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANI = UserId("ani")
DOCUMENT: dict[str, Any] = {
    "version": 1,
    "request": {
        "text": "kursi untuk ibu",
        "user_id": "ani",
        "conversation_id": "c-1",
        "surface": "chat",
        "context": {"region": "solo"},
    },
    "words": "kursi ibu",
    "intent": {"categories": ["chair"], "unparsed": ["untuk", "ibu"], "constraints": []},
    "candidates": [{"item_id": "chair", "sources": {"lexical": {"score": 1.5, "rank": 1}}}],
    "removals": [{"item_id": "lamp", "rule": "in_stock"}],
    "spoken": {"slot_text": "For ibu: {e1.value}", "reply_hash": "ab12", "claims": [{"text": "For ibu"}]},
}


def put(
    store: ReceiptStore,
    name: str,
    *,
    minute: int = 0,
    user: str | None = "ani",
    bundle: str | None = None,
    tasks: tuple[str, ...] = (),
) -> None:
    held = {"bundle": bundle, "bundles": [{"hash": hash} for hash in tasks]} if bundle else {}
    store.put(
        ReceiptId(name),
        {**DOCUMENT, **held},
        user_id=UserId(user) if user else None,
        conversation_id=ConversationId("c-1"),
        created_at=NOON + timedelta(minutes=minute),
    )


class ReceiptStoreSuite:
    @pytest.fixture
    def store(self) -> ReceiptStore:
        raise NotImplementedError

    def test_a_receipt_comes_back_whole(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        assert store.get(ReceiptId("r-1")) == DOCUMENT
        assert store.get(ReceiptId("r-2")) is None
        assert store.get(ReceiptId("\x00")) is None

    def test_a_stored_receipt_never_changes(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        with pytest.raises(Conflict, match="Receipt 'r-1' is stored already"):
            put(store, "r-1", user="budi")
        assert store.get(ReceiptId("r-1")) == DOCUMENT

    def test_the_latest_receipts_come_newest_first(self, store: ReceiptStore) -> None:
        for minute, name in enumerate(["r-c", "r-a", "r-b"]):
            put(store, name, minute=minute, user="budi" if name == "r-a" else "ani")
        assert [receipt.receipt_id for receipt in store.recent(2)] == ["r-b", "r-a"]
        (latest, _) = store.of_user(ANI, limit=5)
        assert (latest.receipt_id, latest.conversation_id, latest.created_at) == (
            "r-b",
            "c-1",
            NOON + timedelta(minutes=2),
        )
        assert latest.document == DOCUMENT

    def test_erasing_a_person_blanks_what_names_or_quotes_them_and_says_so(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        put(store, "r-2", user="budi")
        assert store.erase_user(ANI, NOON) == 1
        erased = store.get(ReceiptId("r-1"))
        assert erased is not None
        assert erased["erased"] is True
        assert (erased["request"]["surface"], erased["spoken"]["reply_hash"]) == ("chat", "ab12")
        assert not any(word in repr(erased) for word in ("ani'", "ibu", "solo", "c-1"))
        assert erased["intent"] == {"categories": ["chair"], "unparsed": [], "constraints": []}
        assert erased["candidates"] == DOCUMENT["candidates"]
        assert store.of_user(ANI, limit=5) == []
        assert [receipt.erased for receipt in store.recent(5)] == [False, True]
        assert "erased" not in (store.get(ReceiptId("r-2")) or {})
        assert store.erase_user(ANI, NOON) == 0

    def test_an_answer_that_was_being_made_when_its_person_was_erased_is_kept_blank(
        self, store: ReceiptStore
    ) -> None:
        store.erase_user(ANI, NOON + timedelta(seconds=1))
        put(store, "r-1")
        put(store, "r-2", user="budi")
        put(store, "r-3", minute=5)
        late = store.get(ReceiptId("r-1"))
        assert late is not None
        assert late["erased"] is True
        assert not any(word in repr(late) for word in ("ani'", "ibu", "solo", "c-1"))
        assert [one.receipt_id for one in store.of_user(ANI, limit=5)] == ["r-3"]
        assert "erased" not in (store.get(ReceiptId("r-2")) or {})

    def test_feedback_is_kept_in_order_and_loses_its_words_with_the_person(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        store.add_feedback(ReceiptId("r-1"), 1.0, "bagus\x00", NOON)
        store.add_feedback(ReceiptId("r-1"), -1.0, None, NOON)
        said = store.feedback(ReceiptId("r-1"))
        assert [(one.rating, one.reason, one.created_at) for one in said] == [
            (1.0, "bagus\ufffd", NOON),
            (-1.0, None, NOON),
        ]
        store.erase_user(ANI, NOON)
        assert [(one.rating, one.reason) for one in store.feedback(ReceiptId("r-1"))] == [
            (1.0, None),
            (-1.0, None),
        ]

    def test_words_that_come_after_the_person_was_erased_are_not_kept(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        store.erase_user(ANI, NOON)
        kept = store.add_feedback(ReceiptId("r-1"), 4.0, "dari Ani", NOON)
        assert (kept.rating, kept.reason) == (4.0, None)
        assert [one.reason for one in store.feedback(ReceiptId("r-1"))] == [None]

    def test_all_feedback_comes_oldest_first_from_a_moment_on(self, store: ReceiptStore) -> None:
        put(store, "r-1")
        put(store, "r-2")
        store.add_feedback(ReceiptId("r-2"), 1.0, None, NOON)
        store.add_feedback(ReceiptId("r-1"), 2.0, None, NOON + timedelta(minutes=1))
        assert [(one.receipt_id, one.rating) for one in store.all_feedback()] == [("r-2", 1.0), ("r-1", 2.0)]
        assert [one.rating for one in store.all_feedback(NOON + timedelta(seconds=1))] == [2.0]

    def test_receipts_are_found_by_the_bundle_of_the_answer_and_of_each_task(
        self, store: ReceiptStore
    ) -> None:
        put(store, "r-1", bundle="b-1", tasks=("t-1", "t-2"))
        put(store, "r-2", minute=1, bundle="b-2", tasks=("t-1",))
        put(store, "r-3", minute=2, bundle="b-1")
        put(store, "r-4", minute=3)

        def named(bundle: str, limit: int = 5) -> list[str]:
            return [stored.receipt_id for stored in store.of_bundle(bundle, limit=limit)]

        assert (named("b-1"), named("t-1"), named("b-1", 1)) == (["r-3", "r-1"], ["r-2", "r-1"], ["r-3"])
        assert named("b-9") == named("\x00") == []

    def test_bundles_are_counted_the_latest_used_first(self, store: ReceiptStore) -> None:
        assert store.bundles() == []
        for minute, bundle in enumerate(["b-2", "b-1", "b-1"]):
            put(store, f"r-{minute}", minute=minute, bundle=bundle)
        one, two = (NOON + timedelta(minutes=minute) for minute in (1, 2))
        assert store.bundles() == [BundleUse("b-1", 2, one, two), BundleUse("b-2", 1, NOON, NOON)]

    def test_feedback_on_an_unknown_receipt_is_refused(self, store: ReceiptStore) -> None:
        with pytest.raises(NotFound, match="no receipt 'r-9'"):
            store.add_feedback(ReceiptId("r-9"), 1.0, None, NOON)
        with pytest.raises(NotFound):
            store.add_feedback(ReceiptId("\x00"), 1.0, None, NOON)
