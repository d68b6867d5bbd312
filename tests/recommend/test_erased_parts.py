"""What of a receipt is blanked when its person is erased."""

from landas.recommend.store import without_personal_parts

EVENT = {
    "id": "e1",
    "type": "similar_to_event",
    "item_id": "lamp-9",
    "value": None,
    "fact_ids": ["event-71"],
    "inputs": {"event_id": "event-71", "item_id": "chair-5", "kind": "view", "title": "Oak chair"},
}
MATCH = {
    "id": "e2",
    "type": "semantic_match",
    "item_id": "lamp-9",
    "value": ["zygomorphic"],
    "fact_ids": [],
    "inputs": {"rank": 3, "words": ["zygomorphic"]},
}
PRICE = {
    "id": "e3",
    "type": "attribute",
    "item_id": "lamp-9",
    "value": 7,
    "fact_ids": ["lamp-9#price@1"],
    "inputs": {},
}


def test_evidence_keeps_neither_the_persons_words_nor_what_they_did() -> None:
    erased = without_personal_parts({"evidence": [EVENT, MATCH, PRICE]})
    assert not any(kept in repr(erased) for kept in ("event-71", "chair-5", "view", "Oak", "zygomorphic"))
    assert erased["evidence"][2] == PRICE


def test_words_that_were_read_as_others_or_as_none_go_too() -> None:
    intent = {
        "denied": ["for my gout"],
        "loose": ["gout"],
        "corrections": [{"span": [0, 4], "read_as": "gout"}],
    }
    asked = {"words": ["gout"], "absent": ["gout"], "unknown": ["gout"], "wishes": []}
    erased = without_personal_parts({"intent": intent, "wording": {"asked": asked}})
    assert "gout" not in repr(erased)
