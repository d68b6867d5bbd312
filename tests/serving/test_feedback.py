"""Feedback on an answer: kept, redacted, counted in `usage`, and gone with the person."""

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.ids import ReceiptId


@pytest.fixture
def receipt_id(client: TestClient) -> str:
    conversation = client.post("/v1/conversations", json={"user_id": "ani"}).json()["conversation_id"]
    turn = client.post(f"/v1/conversations/{conversation}/turns", json={"text": "white desk lamp"}).json()
    return str(turn["receipt_id"])


def give(client: TestClient, receipt_id: str, **body: object) -> tuple[int, dict[str, object]]:
    answer = client.post(f"/v1/receipts/{receipt_id}/feedback", json=body)
    return answer.status_code, answer.json()


def test_feedback_is_kept_redacted_and_told_by_usage(
    client: TestClient, project: Project, receipt_id: str
) -> None:
    said = give(client, receipt_id, rating=4, reason="bagus, hubungi ani@contoh.id atau 0812-3456-7891")
    reason = "bagus, hubungi ⟨email⟩ atau ⟨phone⟩"
    assert said == (201, {"receipt_id": receipt_id, "rating": 4.0, "reason": reason})
    assert give(client, receipt_id, rating=-1)[0] == 201
    kept = project.receipts.feedback(ReceiptId(receipt_id))
    assert [(one.rating, one.reason) for one in kept] == [(4.0, reason), (-1.0, None)]
    assert project.usage()["feedback"]["all"] == {"ratings": 2, "mean_rating": 1.5}


def test_erasing_the_person_takes_the_words_and_leaves_the_rating(
    client: TestClient, project: Project, receipt_id: str
) -> None:
    give(client, receipt_id, rating=2, reason="kata Ani")
    assert client.request("DELETE", "/v1/users/ani").json()["proven"]
    give(client, receipt_id, rating=3, reason="kata Ani lagi")
    kept = project.receipts.feedback(ReceiptId(receipt_id))
    assert [(one.rating, one.reason) for one in kept] == [(2.0, None), (3.0, None)]


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), ({"rating": "good"}, 422), ({"rating": 1e9}, 422), ({"rating": 1, "who": "ani"}, 422),
     ({"rating": 1, "reason": "x" * 4001}, 422)],
)  # fmt: skip
def test_what_is_no_feedback_is_refused(
    client: TestClient, receipt_id: str, body: dict[str, object], status: int
) -> None:
    assert give(client, receipt_id, **body)[0] == status


def test_an_unknown_receipt_is_told(client: TestClient) -> None:
    status, problem = give(client, "r-unknown", rating=1)
    assert (status, problem["detail"]) == (404, "There is no receipt 'r-unknown'.")
