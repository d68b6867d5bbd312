"""The whole API over a small real project."""

import time
from pathlib import Path
from typing import Any

import anyio
import anyio.to_thread
import httpx
import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.ids import UserId
from landas.serving.app import make_app
from tests.serving.conftest import BASE, client_of, make_project, row

PROBLEM = "application/problem+json"


def ids(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [item["item_id"] for item in answer.json()["items"]]


def say(client: TestClient, text: str, **begin: Any) -> dict[str, Any]:
    conversation = client.post("/v1/conversations", json=begin).json()["conversation_id"]
    answer = client.post(f"/v1/conversations/{conversation}/turns", json={"text": text})
    assert answer.status_code == 200, answer.text
    turn: dict[str, Any] = answer.json()
    return turn


# Items and events


def test_good_rows_land_and_every_bad_one_is_named_with_its_place(client: TestClient) -> None:
    rows = [
        row("N1", "New lamp", "desk lamp", 10),
        {"name": "no id"},
        {**row("N2", "Odd", "bulb", 1), "price": "dear"},
    ]
    document = client.put("/v1/items", json=rows).json()
    assert (document["rows"], document["landed"], document["created"], document["bad_rows"]) == (3, 1, 1, 2)
    assert [(error["line"], error["column"]) for error in document["errors"]] == [(2, "sku"), (3, "price")]


def test_all_bad_rows_of_a_request_are_named(client: TestClient) -> None:
    document = client.put("/v1/items", json=[{"name": f"no id {n}"} for n in range(60)]).json()
    assert len(document["errors"]) == 60


def test_a_price_change_is_served_within_a_second(client: TestClient) -> None:
    cheap = {"filters": {"price": {"lt": 20}, "colour": "black"}}
    assert ids(client.post("/v1/search", json=cheap)) == []
    client.put("/v1/items", json=[row("D1", "Orbel desk lamp", "desk lamp", 15, colour="black")])
    time.sleep(1)
    assert ids(client.post("/v1/search", json=cheap)) == ["D1"]


def test_a_withdrawn_item_is_gone_and_withdrawing_it_again_says_so(client: TestClient) -> None:
    assert client.delete("/v1/items/D1").json() == {"item_id": "D1", "withdrawn": 1}
    time.sleep(1)
    assert "D1" not in ids(client.post("/v1/recommend", json={"surface": "home", "k": 50}))
    again = client.delete("/v1/items/D1")
    assert (again.status_code, again.headers["content-type"]) == (404, PROBLEM)


def test_an_id_may_hold_a_slash(client: TestClient) -> None:
    client.put("/v1/items", json=[row("a/b", "Slash lamp", "bulb", 3)])
    assert client.delete("/v1/items/a/b").status_code == 200


def test_events_are_stored_once_and_unusable_ones_named(client: TestClient, project: Project) -> None:
    view = {
        "event_id": "e1",
        "type": "view",
        "item_id": "D1",
        "user_id": "u1",
        "time": "2026-03-01T08:00:00Z",
    }
    document = client.post(
        "/v1/events", json=[view, view, {**view, "event_id": "e2", "type": "stare"}]
    ).json()
    assert (document["stored"], document["duplicate"], document["rejected"]) == (1, 1, 1)
    assert "stare" in document["problems"][0]["reason"]
    assert project.events.count() == 1


# Slates


def test_a_slate_has_only_eligible_items_with_title_score_and_sources(client: TestClient) -> None:
    document = client.post("/v1/recommend", json={"surface": "home", "k": 50}).json()
    assert [item["rank"] for item in document["items"]] == [1, 2, 3, 4, 5, 6, 7]
    assert "D4" not in [item["item_id"] for item in document["items"]]
    assert set(document["items"][0]) == {"item_id", "rank", "title", "score", "sources"}


def test_related_needs_an_item_that_exists(client: TestClient) -> None:
    assert "D1" not in ids(client.post("/v1/recommend", json={"surface": "related", "item_id": "D1"}))
    assert client.post("/v1/recommend", json={"surface": "related"}).status_code == 400
    assert client.post("/v1/recommend", json={"surface": "related", "item_id": "x"}).status_code == 404


def test_excluded_items_are_left_out(client: TestClient) -> None:
    body = {"surface": "home", "k": 50, "exclude": ["D1", "B1"]}
    assert not {"D1", "B1"} & set(ids(client.post("/v1/recommend", json=body)))


def test_a_callers_candidates_take_retrievals_place_and_rules_still_hold(client: TestClient) -> None:
    candidates = [
        {"item_id": "D4", "score": 9},
        {"item_id": "B2", "score": 2},
        {"item_id": "ghost", "score": 1},
    ]
    body = {"surface": "home", "candidates": candidates}
    assert ids(client.post("/v1/recommend", json=body)) == ["B2"]
    assert ids(client.post("/v1/recommend", json={"surface": "home", "candidates": []})) == []


@pytest.mark.parametrize(
    "body",
    [
        {"surface": "window"},
        {},
        {"surface": "home", "k": 0},
        {"surface": "home", "k": 101},
        {"surface": "home", "users": "u"},
        {"surface": "home", "context": {"planet": "x"}},
        {"surface": "home", "context": {"age": "old"}},
        {"surface": "home", "candidates": [{"item_id": "D1"}]},
        {"surface": "home", "candidates": [{"item_id": "D1", "score": 1, "rank": 2}]},
        [],
    ],
)
def test_a_slate_asked_for_wrongly_is_refused_with_a_remedy(client: TestClient, body: Any) -> None:
    answer = client.post("/v1/recommend", json=body)
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == PROBLEM
    assert answer.json()["remedy"]


# Search and parse


def test_filters_keep_exactly_the_items_that_satisfy_them(client: TestClient) -> None:
    filters = {"price": {"gte": 25, "lte": 95}, "dimmable": True}
    assert set(ids(client.post("/v1/search", json={"filters": filters}))) == {"D1", "D3"}
    light = {"weight": {"lt": 1000, "unit": "g"}, "colour": {"ne": "white"}}
    assert set(ids(client.post("/v1/search", json={"filters": light}))) == {"D1"}


def test_words_rank_and_limits_in_words_filter(client: TestClient) -> None:
    document = client.post("/v1/search", json={"text": "desk lamp under $50"}).json()
    assert {item["item_id"] for item in document["items"]} >= {"D1", "D2"}
    assert "D3" not in {item["item_id"] for item in document["items"]}
    assert document["intent"]["constraints"][0]["field"] == "price"


def test_an_unknown_filter_names_the_known_fields(client: TestClient) -> None:
    answer = client.post("/v1/search", json={"filters": {"size": 4}})
    assert answer.status_code == 400
    assert "dimmable (flag)" in answer.json()["remedy"]


def test_parse_gives_constraints_with_the_span_of_their_words(client: TestClient) -> None:
    text = "lampu meja di bawah $50"
    intent = client.post("/v1/parse", json={"text": text}).json()
    (price,) = [c for c in intent["constraints"] if c["field"] == "price"]
    assert (price["op"], price["value"]) == ("lt", 50.0)
    assert "50" in text[price["span"][0] : price["span"][1]]
    assert intent["language"] == "id"


@pytest.mark.parametrize("body", [{"text": ""}, {"text": "  "}, {"text": "lamp", "locale": "fr"}, {}])
def test_parse_refuses_what_it_cannot_read(client: TestClient, body: dict[str, str]) -> None:
    assert client.post("/v1/parse", json=body).status_code in (400, 422)


# Conversations


def test_a_turn_has_exactly_the_documented_fields(client: TestClient) -> None:
    turn = say(client, "a dimmable desk lamp under $100")
    assert set(turn) == {
        "state", "options", "remembered",
        "conversation_id", "turn", "reply", "language", "intent", "clarification", "items", "claims",
        "wording", "fallback", "receipt_id", "usage",
    }  # fmt: skip
    assert {item["item_id"] for item in turn["items"]} == {"D1", "D3"}
    assert set(turn["items"][0]) == {"item_id", "rank", "title", "score", "evidence"}
    assert all(claim["verdict"] in ("supported", "not_a_claim") for claim in turn["claims"])
    assert all(turn["reply"][claim["start"] : claim["end"]] == claim["text"] for claim in turn["claims"])


def test_a_second_turn_goes_on_with_the_first(client: TestClient) -> None:
    first = say(client, "desk lamp under $100")
    path = f"/v1/conversations/{first['conversation_id']}/turns"
    second = client.post(path, json={"text": "only white ones"}).json()
    assert second["turn"] == 2
    assert {item["item_id"] for item in second["items"]} <= {"D2", "D3"}


def test_one_of_two_wishes_is_removed_by_itself(client: TestClient) -> None:
    first = say(client, "white desk lamp under $100")
    path = f"/v1/conversations/{first['conversation_id']}/turns"
    held = {(c["field"], c["op"]) for c in first["state"]["constraints"]}
    assert len(held) == 2
    field, op = sorted(held)[0]
    left = client.post(path, json={"remove": [{"field": field, "op": op}]}).json()
    assert {(c["field"], c["op"]) for c in left["state"]["constraints"]} == held - {(field, op)}
    assert client.post(path, json={"remove": [{"field": "hue"}]}).status_code == 400


@pytest.mark.parametrize(
    ("body", "status"),
    [({"text": ""}, 400), ({"text": "x" * 4001}, 422), ({}, 400), ({"text": "a", "k": 1}, 422)],
)
def test_a_turn_that_cannot_be_read_is_refused_also_when_a_stream_is_asked_for(
    client: TestClient, body: dict[str, Any], status: int
) -> None:
    conversation = client.post("/v1/conversations", json={}).json()["conversation_id"]
    path = f"/v1/conversations/{conversation}/turns"
    answer = client.post(path, json=body, headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM)


def test_a_conversation_that_never_began_is_not_found(client: TestClient) -> None:
    assert client.post("/v1/conversations/c-none/turns", json={"text": "lamp"}).status_code == 404


@pytest.mark.parametrize("body", [{"locale": "fr"}, {"context": {"planet": "x"}}, {"user": "u"}])
def test_a_conversation_begun_wrongly_is_refused(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/v1/conversations", json=body).status_code in (400, 422)


# Verify


def test_verify_tells_true_from_false_statements(client: TestClient) -> None:
    facts = {"name": "Orbel desk lamp", "price": "$40", "weight": "900 g"}
    true = client.post("/v1/verify", json={"facts": facts, "reply": "The Orbel desk lamp costs $40."}).json()
    false = client.post("/v1/verify", json={"facts": facts, "reply": "The Orbel desk lamp costs $35."}).json()
    assert (true["faithful"], false["faithful"]) == (True, False)
    assert true["claims"][0]["fact_ids"] == ["price"]


@pytest.mark.parametrize(
    "body",
    [
        {"reply": "Hello."},
        {"facts": {}, "text": "a", "reply": "Hello."},
        {"facts": {"a": 1}},
        {"facts": {"a": 1}, "reply": "A.", "language": "fr"},
        {"items": [{"item_id": "a", "facts": {}, "x": 1}], "reply": "A."},
    ],
)
def test_verify_needs_a_reply_and_one_thing_to_rest_on(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/v1/verify", json=body).status_code in (400, 422)


# Receipts and people


def test_a_receipt_is_found_again_and_says_why_an_item_is_shown_or_not(client: TestClient) -> None:
    turn = say(client, "a desk lamp under $50")
    receipt = client.get(f"/v1/receipts/{turn['receipt_id']}").json()
    assert receipt["receipt_id"] == turn["receipt_id"]
    path = f"/v1/receipts/{turn['receipt_id']}/why"
    shown, dear, gone = (client.get(f"{path}/{item}").json() for item in ("D1", "D3", "D4"))
    assert (shown["shown"], shown["step"]) == (True, "slate")
    assert (dear["shown"], dear["rule"]) == (False, "price lt 50.0")
    assert (gone["rule"], gone["reason"]) == ("in_stock", "out of stock")


def test_an_unknown_receipt_and_an_unknown_item_are_not_found(client: TestClient) -> None:
    turn = say(client, "desk lamp")
    assert client.get("/v1/receipts/r-none").status_code == 404
    assert client.get("/v1/receipts/r-none/why/D1").status_code == 404
    assert client.get(f"/v1/receipts/{turn['receipt_id']}/why/ghost").status_code == 404


def test_everything_about_a_person_is_erased_and_proven(client: TestClient, project: Project) -> None:
    turn = say(client, "desk lamp for my aunt Zubaidah", user_id="u 7/ä")
    event = {"event_id": "e1", "type": "view", "item_id": "D1", "user_id": "u 7/ä", "time": 1_770_000_000}
    client.post("/v1/events", json=[event])
    document = client.delete("/v1/users/u%207/%C3%A4").json()
    assert document["erased"] == {"conversations": 1, "events": 1, "receipts": 1}
    assert document["left"] == {"conversations": 0, "events": 0, "receipts": 0}
    assert document["proven"] is True
    receipt = client.get(f"/v1/receipts/{turn['receipt_id']}")
    assert receipt.json()["erased"] is True
    assert "Zubaidah" not in receipt.text
    assert project.events.of_user(UserId("u 7/ä"), limit=9) == []
    path = f"/v1/conversations/{turn['conversation_id']}/turns"
    assert client.post(path, json={"text": "more"}).status_code == 404
    assert client.delete("/v1/users/u%207/%C3%A4").json()["erased"] == dict.fromkeys(document["erased"], 0)


# The whole


def test_ready_names_what_is_missing_until_a_release_is_built(tmp_path: Path, client: TestClient) -> None:
    assert client.get("/readyz").json()["status"] == "ready"
    with make_project(tmp_path / "empty", built=False) as unbuilt:
        answer = client_of(unbuilt).get("/readyz")
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
        assert "landas build" in answer.json()["detail"]
        assert answer.json()["projects"]["lamps"]["database"] == "ok"
        assert client_of(unbuilt).get("/healthz").status_code == 200
        assert client_of(unbuilt).post("/v1/recommend", json={"surface": "home"}).status_code == 503


def test_a_process_says_that_it_is_alive_while_every_thread_is_busy(project: Project) -> None:
    app = make_app({"lamps": project})

    async def ask() -> int:
        busy = anyio.to_thread.current_default_thread_limiter()
        for number in range(int(busy.total_tokens)):
            await busy.acquire_on_behalf_of(number)
        transport = httpx.ASGITransport(app)
        with anyio.fail_after(20):
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return (await client.get("/healthz")).status_code

    assert anyio.run(ask) == 200


def test_several_projects_stand_side_by_side_and_share_nothing(tmp_path: Path, project: Project) -> None:
    with make_project(tmp_path / "other", "other") as other:
        both = client_of(project, other)
        both.put("/p/other/v1/items", json=[row("X9", "Other bulb", "bulb", 1)])
        time.sleep(1)
        home = {"surface": "home", "k": 50}
        assert "X9" in ids(both.post("/p/other/v1/recommend", json=home))
        assert "X9" not in ids(both.post("/p/lamps/v1/recommend", json=home))
        assert both.post("/v1/recommend", json=home).status_code == 404
        assert both.post("/p/none/v1/recommend", json=home).status_code == 404
        page = both.get("/")
        assert 'href="/p/other/"' in page.text


def test_every_documented_path_exists_and_every_path_is_documented(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]
    there = {f"{method.upper()} {path}" for path, methods in described.items() for method in methods}
    text = (Path(__file__).parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
    documented = {
        line.split("`")[1] for line in text.splitlines() if line.startswith(("| `P", "| `G", "| `D"))
    }
    assert documented == there


def test_counts_are_kept_by_route_and_never_by_person(client: TestClient) -> None:
    client.delete("/v1/users/secret-person")
    counts = client.get("/metrics").text
    assert 'route="/v1/users/{user_id:path}"' in counts
    assert "secret-person" not in counts


def test_a_row_that_is_no_object_costs_only_itself(client: TestClient) -> None:
    rows = [5, None, "lamp", row("n-9", "Nim Nine", "desk lamp", 10.0)]
    report = client.put("/v1/items", json=rows).json()
    assert (report["landed"], report["bad_rows"]) == (1, 3)
    assert [error["line"] for error in report["errors"]] == [1, 2, 3]
    assert report["errors"][0]["reason"] == "a row is an object of columns, not 5"


def test_a_text_that_is_too_long_is_told_so_in_characters(client: TestClient) -> None:
    answer = client.post("/v1/parse", json={"text": "lamp " * 1000})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "text: String should have at most 4000 characters."


def test_null_is_no_text_where_text_may_be_left_out(client: TestClient) -> None:
    assert client.post("/v1/search", json={"text": None, "k": 1}).status_code == 200


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"text": "x" * 100_001, "reply": "x"}, "100,000"),
        ({"facts": {"a": "y" * 100_001}, "reply": "x"}, "100,000"),
        ({"text": "x", "reply": "x" * 10_001}, "10,000"),
    ],
)
def test_what_takes_too_long_to_verify_is_refused(
    client: TestClient, body: dict[str, Any], said: str
) -> None:
    answer = client.post("/v1/verify", json=body)
    assert answer.status_code in (400, 422)
    assert said in answer.text


def test_numbers_of_any_size_are_verified_or_refused(client: TestClient) -> None:
    def price(given: str) -> int:
        body = f'{{"facts": {{"price": {given}}}, "reply": "It costs 5."}}'
        json_body = {"content-type": "application/json"}
        return client.post("/v1/verify", content=body, headers=json_body).status_code

    assert price("1" + "0" * 400) == 200
    assert {price(odd) for odd in ("NaN", "1e999")} <= {400, 422}
