"""What a caller sends beside the person's words is kept without what identifies a person."""

import json
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.catalog.items import Item
from landas.clock import utc_now
from landas.dialogue.service import AskRequest
from landas.ids import ItemId, ReceiptId
from landas.recommend.draft import External
from landas.recommend.service import plain_request
from landas.request.intent import Constraint
from tests.dialogue.test_turns import wait_until_seen

CARD = "4539 1488 0343 6467"
MAIL = "ratna.soelaiman@example.org"


def kept(project: Project, answer: dict[str, Any]) -> tuple[dict[str, Any], str]:
    receipt = project.receipt(ReceiptId(answer["receipt_id"]))
    return receipt, json.dumps(receipt)


def brand(op: str, value: Any) -> Constraint:
    return Constraint("brand", op, value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("op", "value"), [("eq", MAIL), ("ne", MAIL), ("in", (MAIL, "Kestrona")), ("not_in", (MAIL,))]
)
def test_filters_find_the_same_and_keep_no_person(own_sample: Project, op: str, value: Any) -> None:
    search = own_sample.recommender.search
    found = search(plain_request("search", text="laptop", filters=(brand(op, value),)))
    unheard = "Xyzzy" if isinstance(value, str) else tuple(v if v != MAIL else "Xyzzy" for v in value)
    expected = search(plain_request("search", text="laptop", filters=(brand(op, unheard),)))
    assert [i["item_id"] for i in found["items"]] == [i["item_id"] for i in expected["items"]]
    assert MAIL not in kept(own_sample, found)[1]


def test_ids_that_the_catalogue_lacks_keep_no_person(own_sample: Project) -> None:
    first = own_sample.recommender.search(plain_request("search", text="laptop"))["items"][0]["item_id"]
    external = (External(ItemId(CARD), 2.0), External(ItemId(first), 1.0))
    turn = own_sample.dialogue.ask(AskRequest("laptop", external=external))
    assert [i["item_id"] for i in turn["items"]] == [first]
    receipt, text = kept(own_sample, turn)
    assert CARD not in text
    assert [e["item_id"] for e in receipt["request"]["candidates"]] == ["⟨id⟩", first]
    answer = own_sample.recommender.recommend(plain_request("home", exclude=(ItemId(MAIL),)))
    assert MAIL not in kept(own_sample, answer)[1]
    assert own_sample.replay(ReceiptId(turn["receipt_id"]))["same"]


def test_an_item_whose_id_looks_like_a_persons_is_found_by_it(own_sample: Project) -> None:
    own_sample.items.upsert(
        [Item(ItemId(CARD), "Kestrona Laptop", "", {"category": "laptop", "price": 9e6, "stock": 3.0})],
        observed_at=utc_now(),
    )
    wait_until_seen(own_sample)
    turn = own_sample.dialogue.ask(AskRequest("laptop", external=(External(ItemId(CARD), 2.0),)))
    assert [i["item_id"] for i in turn["items"]] == [CARD]
    assert kept(own_sample, turn)[0]["request"]["candidates"][0]["item_id"] == CARD
