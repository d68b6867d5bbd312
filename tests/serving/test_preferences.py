"""What a person lets be remembered: only with consent, in sight, theirs to correct, and gone when they say so."""

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.clock import utc_now
from landas.settings import PrivacySection
from tests.serving.conftest import client_of

WHERE = "/v1/users/ani/preferences"


def consent(client: TestClient, **said: bool) -> Any:
    return client.put("/v1/users/ani/consent", json=said).json()


def remembered(client: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(WHERE).json()["preferences"]
    return found


def ask(client: TestClient, text: str, conversation: str | None = None, user: str | None = "ani") -> Any:
    if conversation is None:
        body = {"user_id": user} if user else {}
        conversation = client.post("/v1/conversations", json=body).json()["conversation_id"]
    return client.post(f"/v1/conversations/{conversation}/turns", json={"text": text}).json()


def test_without_consent_nothing_is_remembered(client: TestClient) -> None:
    ask(client, "a white desk lamp")
    refused = client.put(WHERE, json={"field": "colour", "value": "white"})
    assert refused.status_code == 400
    assert "consent" in refused.json()["detail"]
    assert client.get(WHERE).json() == {"user_id": "ani", "consented": False, "preferences": []}


def test_with_consent_named_tastes_are_kept_with_their_turn_and_limits_are_not(client: TestClient) -> None:
    assert "remember" in consent(client, remember=True)["purposes"]
    turn = ask(client, "a white desk lamp under $100, dimmable, not red")
    kept = remembered(client)
    assert {(p["field"], p["op"], p["value"]) for p in kept} == {
        ("colour", "eq", "white"), ("colour", "ne", "red"), ("dimmable", "eq", True)
    }  # fmt: skip
    for each in kept:
        assert each["source"] == {"conversation_id": turn["conversation_id"], "turn": 1}
        assert (each["purpose"], each["strength"]) == ("recommend", 0.5)
        assert each["expires_at"] > each["created_at"]


def test_a_source_is_a_turn_that_was_answered_and_no_other_words(client: TestClient) -> None:
    consent(client, remember=True)
    said = ask(client, "a desk lamp")["conversation_id"]
    wish = {"field": "colour", "value": "white"}
    kept = client.put(WHERE, json={**wish, "source": {"conversation_id": said, "turn": 1}})
    assert kept.json()["source"] == {"conversation_id": said, "turn": 1}
    for source in ({"conversation_id": said, "turn": 2}, {"conversation_id": "told me so", "turn": 1}):
        refused = client.put(WHERE, json={**wish, "source": source})
        assert refused.status_code == 400
        assert "there is no turn" in refused.json()["detail"]


def test_a_preference_moves_the_next_conversation_softly_and_is_told(client: TestClient) -> None:
    consent(client, remember=True)
    before = ask(client, "desk lamp", user=None)
    client.put(WHERE, json={"field": "colour", "value": "white", "strength": 1.0})
    after = ask(client, "desk lamp")
    white = {"D2", "D3"}
    places = lambda turn: [n for n, item in enumerate(turn["items"]) if item["item_id"] in white]  # noqa: E731
    assert sum(places(after)) < sum(places(before))
    assert {item["item_id"] for item in after["items"]} == {item["item_id"] for item in before["items"]}
    [used] = after["remembered"]
    assert (used["field"], used["value"]) == ("colour", "white")
    assert "white" in after["reply"]
    assert (before["remembered"], "white" in before["reply"]) == ([], False)
    receipt = client.get(f"/v1/receipts/{after['receipt_id']}").json()
    assert receipt["remembered"] == after["remembered"]
    why = client.get(f"/v1/receipts/{after['receipt_id']}/why/D2").json()
    assert "colour: remembered preference, score times 1.25" in why["reason"]


def test_it_is_stated_once_a_conversation_in_its_language(client: TestClient) -> None:
    consent(client, remember=True)
    client.put(WHERE, json={"field": "colour", "value": "white"})
    first = ask(client, "lampu meja")
    assert "boleh saya ingat: putih" in first["reply"]
    second = ask(client, "yang bisa diredupkan", first["conversation_id"])
    assert second["remembered"]
    assert "ingat" not in second["reply"]


def test_what_is_said_now_stands_above_what_is_remembered(client: TestClient) -> None:
    consent(client, remember=True)
    client.put(WHERE, json={"field": "colour", "value": "white"})
    said = ask(client, "a black lamp")
    assert said["remembered"] == []
    lifted = ask(client, "any colour", said["conversation_id"])
    assert lifted["remembered"] == []
    assert ask(client, "for a desk", said["conversation_id"])["remembered"] == []
    cheapest = ask(client, "cheapest desk lamp")
    prices = [item["item_id"] for item in cheapest["items"]]
    assert prices == ["D2", "D1", "D3"]


def test_one_is_corrected_and_one_is_forgotten(client: TestClient) -> None:
    consent(client, remember=True)
    kept = client.put(WHERE, json={"field": "colour", "value": "white"}).json()
    address = f"{WHERE}/{kept['preference_id']}"
    soon = (utc_now() + timedelta(days=3)).isoformat()
    corrected = client.patch(address, json={"value": "black", "strength": 0.9, "expires_at": soon}).json()
    assert (corrected["value"], corrected["strength"]) == ("black", 0.9)
    assert remembered(client) == [corrected]
    assert client.delete(address).json() == {"user_id": "ani", "forgotten": 1}
    assert remembered(client) == []
    assert client.delete(address).status_code == 404
    assert client.patch(address, json={"value": "black"}).status_code == 404
    client.put(WHERE, json={"field": "dimmable", "value": True})
    assert client.delete(WHERE).json() == {"user_id": "ani", "forgotten": 1}


def test_withdrawing_the_consent_forgets_all(client: TestClient) -> None:
    consent(client, remember=True)
    client.put(WHERE, json={"field": "colour", "value": "white"})
    consent(client, remember=False)
    assert client.get(WHERE).json()["preferences"] == []
    assert ask(client, "a white desk lamp")["remembered"] == []
    assert remembered(client) == []


def test_consent_for_one_conversation_alone_is_enough_there(client: TestClient) -> None:
    body = {"user_id": "ani", "consent": ["recommend", "remember"]}
    conversation = client.post("/v1/conversations", json=body).json()["conversation_id"]
    ask(client, "a white desk lamp", conversation)
    [kept] = remembered(client)
    assert kept["value"] == "white"
    assert ask(client, "desk lamp")["remembered"] == [], "the next one has no consent"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"field": "mood", "value": "x"}, "no such field"),
        ({"field": "colour", "value": "0812-3456-7891"}, "no item has that value"),
        ({"field": "colour", "value": "white", "expires_at": "2020-01-01T00:00:00Z"}, "is over"),
        ({"field": "colour", "value": "white", "expires_at": "2120-01-01T00:00:00Z"}, "too late"),
        ({"field": "price", "op": "lte", "value": "many"}, "price"),
    ],
)
def test_what_cannot_be_kept_is_refused(client: TestClient, body: dict[str, Any], problem: str) -> None:
    consent(client, remember=True)
    refused = client.put(WHERE, json=body)
    assert (refused.status_code, problem in refused.json()["detail"]) == (400, True), refused.json()
    assert remembered(client) == []
    for wrong in ({"field": "colour", "value": "white", "strength": 2}, {"field": "colour"}, {"x": 1}):
        assert client.put(WHERE, json=wrong).status_code == 422


def test_what_is_a_persons_alone_to_say_is_never_kept(project: Project) -> None:
    colour = project.schema.fields["colour"]
    project.schema.fields["colour"] = colour.__class__(  # type: ignore[index]
        **{**{name: getattr(colour, name) for name in colour.__dataclass_fields__}, "sensitive": True}
    )
    client = client_of(project)
    consent(client, remember=True)
    refused = client.put(WHERE, json={"field": "colour", "value": "white"})
    assert "never remembered" in refused.json()["detail"]
    assert ask(client, "a white desk lamp")["items"]
    assert remembered(client) == []


def test_nothing_of_a_conversation_is_known_to_the_next(client: TestClient) -> None:
    ask(client, "a white desk lamp under $30")
    fresh = ask(client, "lamp")
    assert fresh["intent"]["constraints"] == []
    assert fresh["remembered"] == []


def test_a_home_slate_is_moved_too_and_can_be_repeated(project: Project) -> None:
    client = client_of(project)
    consent(client, remember=True)
    client.put(WHERE, json={"field": "colour", "value": "red", "op": "ne", "strength": 1.0})
    client.put(WHERE, json={"field": "colour", "value": "black", "strength": 1.0})
    home = client.post("/v1/recommend", json={"surface": "home", "user_id": "ani"}).json()
    receipt = project.receipt(home["receipt_id"])
    assert {used["value"] for used in receipt["remembered"]} == {"red", "black"}
    assert project.replay(home["receipt_id"], rerun=True)["same"]
    turn = ask(client, "desk lamp")
    assert project.replay(turn["receipt_id"])["same"]
    assert project.replay(turn["receipt_id"], rerun=True)["same"]


def test_expired_ones_are_not_used_and_are_pruned(project: Project) -> None:
    client = client_of(project)
    consent(client, remember=True)
    client.put(WHERE, json={"field": "colour", "value": "white"})
    later = utc_now() + timedelta(days=PrivacySection().preferences_days + 1)
    project.clock = lambda: later
    for made in ("parts", "dialogue", "recommender"):
        project.__dict__.pop(made, None)
    assert remembered(client_of(project)) == []
    assert ask(client_of(project), "desk lamp")["remembered"] == []
    assert project.prune()["preferences"] == 1
