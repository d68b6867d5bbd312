"""Receipts that were changed, cut off or made before there were digests: said aloud, never a crash."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.console.pages import add_pages
from landas.dialogue.service import AskRequest
from landas.errors import StorageError
from landas.ids import ItemId, ReceiptId, UserId
from landas.serving.app import make_app


@pytest.fixture
def receipt_id(own_sample: Project) -> ReceiptId:
    return ReceiptId(own_sample.dialogue.ask(AskRequest("laptop bag"))["receipt_id"])


def rewrite(project: Project, receipt_id: ReceiptId, change: Callable[[dict[str, Any]], object]) -> None:
    document = project.receipt(receipt_id)
    change(document)
    overwrite(project, receipt_id, json.dumps(document))


def overwrite(project: Project, receipt_id: ReceiptId, stored: str) -> None:
    with project.database.write() as connection:
        connection.execute(
            text("UPDATE receipts SET document = :d WHERE receipt_id = :id"), {"d": stored, "id": receipt_id}
        )


def test_a_receipt_as_it_was_stored_is_intact(own_sample: Project, receipt_id: ReceiptId) -> None:
    answer = own_sample.replay(receipt_id)
    assert (answer["same"], answer["intact"], "warning" in answer) == (True, True, False)
    shown = ItemId(own_sample.receipt(receipt_id)["slate"][0]["item_id"])
    assert own_sample.why(receipt_id, shown)["intact"] is True


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document["slate"].reverse(),
        lambda document: document["removals"].clear(),
        lambda document: document["candidates"].clear(),
        lambda document: document.update(created_at="2020-01-01T00:00:00Z"),
        lambda document: document.update(version=0),
    ],
)
def test_a_changed_receipt_is_no_longer_the_same(
    own_sample: Project, receipt_id: ReceiptId, change: Callable[[dict[str, Any]], object]
) -> None:
    shown = ItemId(own_sample.receipt(receipt_id)["slate"][0]["item_id"])
    rewrite(own_sample, receipt_id, change)
    for answer in (own_sample.replay(receipt_id), own_sample.replay(receipt_id, rerun=True)):
        assert (answer["same"], answer["intact"]) == (False, False)
        assert "changed after it was stored" in answer["warning"]
    assert own_sample.why(receipt_id, shown)["intact"] is False


def test_a_receipt_of_before_opens_and_says_that_it_cannot_tell(
    own_sample: Project, receipt_id: ReceiptId
) -> None:
    with own_sample.database.write() as connection:
        connection.execute(text("UPDATE receipts SET digest = NULL"))
    answer = own_sample.replay(receipt_id)
    assert (answer["same"], answer["intact"]) == (True, None)
    assert "can't be told" in answer["warning"]


@pytest.mark.parametrize(
    "broken",
    [
        lambda document: json.dumps(document)[: len(json.dumps(document)) // 2],
        lambda document: json.dumps({**document, "wording": {}}),
        lambda document: json.dumps({**document, "version": 999}),
        lambda document: json.dumps({**document, "slate": None}),
        lambda document: "[]",
    ],
)
def test_a_damaged_receipt_is_called_damaged_everywhere(
    own_sample: Project, receipt_id: ReceiptId, broken: Callable[[dict[str, Any]], str]
) -> None:
    overwrite(own_sample, receipt_id, broken(own_sample.receipt(receipt_id)))
    with pytest.raises(StorageError, match=f"receipt '{receipt_id}' is damaged"):
        own_sample.replay(receipt_id)
    app = make_app({"sample": own_sample})
    add_pages(app, {"": own_sample})
    client = TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    for path in ("v1/receipts/{}", "v1/receipts/{}/why/x", "receipts/{}", "receipts/{}/others"):
        assert client.get("/" + path.format(receipt_id)).status_code != 500


def test_erasing_a_person_takes_a_damaged_receipt_too(own_sample: Project) -> None:
    answer = own_sample.dialogue.ask(AskRequest("laptop bag", user_id=UserId("ani")))
    receipt_id = ReceiptId(answer["receipt_id"])
    overwrite(own_sample, receipt_id, '{"request": {"text": "red laptop')
    own_sample.receipts.erase_user(UserId("ani"), own_sample.clock())
    assert own_sample.receipt(receipt_id) == {"receipt_id": receipt_id, "erased": True}


def test_a_changed_receipt_stays_one_when_its_person_is_erased(own_sample: Project) -> None:
    answer = own_sample.dialogue.ask(AskRequest("laptop bag", user_id=UserId("ani")))
    receipt_id = ReceiptId(answer["receipt_id"])
    rewrite(own_sample, receipt_id, lambda document: document["removals"].clear())
    own_sample.receipts.erase_user(UserId("ani"), own_sample.clock())
    assert own_sample.receipts.is_intact(receipt_id) is False
