"""Values that a client can send and no person would: each is answered or refused, and none is a failure of ours."""

import json

import pytest
from starlette.testclient import TestClient

from tests.serving.conftest import row

HALF_A_CHARACTER = "\ud800"


@pytest.mark.parametrize(
    "source",
    [
        {"facts": {"price": HALF_A_CHARACTER}},
        {"items": [{"item_id": HALF_A_CHARACTER, "facts": {"p": HALF_A_CHARACTER}}]},
    ],
)
def test_a_fact_with_half_a_character_is_verified_against(client: TestClient, source: object) -> None:
    body = json.dumps({**dict(source), "reply": "It costs 5."})  # type: ignore[call-overload]
    answer = client.post("/v1/verify", content=body, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["faithful"]) == (200, False)


def test_brackets_nested_without_end_are_a_text_of_a_row(client: TestClient) -> None:
    nested = "[" * 100_000
    document = client.put("/v1/items", json=[row("N1", "Lamp", "bulb", 1, colour=nested)]).json()
    assert document["rows"] == 1


@pytest.mark.parametrize("column", ["price", "sku", "name"])
def test_a_whole_number_of_hundreds_of_digits_is_no_failure(client: TestClient, column: str) -> None:
    answer = client.put("/v1/items", json=[{**row("N1", "Lamp", "bulb", 1), column: 10**400}])
    assert answer.status_code == 200, answer.text
    assert column != "price" or answer.json()["errors"][0]["column"] == "price"


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000])
def test_an_events_number_beyond_counting_is_no_failure(client: TestClient, number: str) -> None:
    conversation = client.post("/v1/conversations", json={}).json()["conversation_id"]
    path = f"/v1/conversations/{conversation}/turns"
    heard = client.post(path, json={"text": "lamp"}, headers={"Accept": "text/event-stream"}).text
    receipt = heard.split("id: ")[1].split(".")[0]
    for method, address in (("POST", path), ("GET", f"{path}/1/events")):
        lost = {"Accept": "text/event-stream", "Last-Event-ID": f"{receipt}.{number}"}
        answer = client.request(method, address, headers=lost, **({"json": {}} if method == "POST" else {}))
        assert answer.status_code < 500, answer.text
