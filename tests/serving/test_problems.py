"""Every error is a problem document: whose fault, which value, what to do."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from landas.errors import (
    BadRequest,
    Conflict,
    DataError,
    LandasError,
    NotFound,
    ProviderError,
    SetupError,
    StorageError,
)
from landas.serving.bodies import Body, Identifier, Text
from landas.serving.problems import install_problems
from landas.serving.routes.conversations import TurnBody

ERRORS: dict[str, tuple[Exception, int]] = {
    "bad": (BadRequest("surface 'x' is unknown.", "Use home."), 400),
    "absent": (NotFound("no item 'x'.", "Check the id."), 404),
    "taken": (Conflict("turn 2 was taken.", "Send it again."), 409),
    "data": (DataError("the row can't be kept.", "Correct it."), 422),
    "storage": (StorageError("the database is locked.", "Check it."), 503),
    "provider": (ProviderError("no answer.", "Wait."), 503),
    "setup": (SetupError("there is no release.", "Run: landas build"), 503),
    "defect": (ZeroDivisionError("secret internals"), 500),
}


class Thing(Body):
    item_id: Identifier
    text: Text = ""
    k: int = 1
    score: float = 0.0


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    install_problems(app)

    @app.get("/raise/{name}")
    def fail(name: str) -> None:
        raise ERRORS[name][0]

    @app.post("/things")
    def things(body: Thing) -> str:
        return body.item_id

    @app.post("/wishes")
    def wishes(body: TurnBody) -> str:
        return body.text

    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_has_the_status_of_whose_fault_it_is(client: TestClient, name: str) -> None:
    error, status = ERRORS[name]
    answer = client.get(f"/raise/{name}")
    document = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, document["status"]) == (status, status)
    assert document["type"].startswith("urn:landas:problem:")
    assert document["title"]
    assert document["remedy"]
    if isinstance(error, LandasError):
        assert (document["detail"], document["remedy"]) == (error.problem, error.remedy)


def test_an_unexpected_error_says_nothing_of_the_inside(client: TestClient) -> None:
    answer = client.get("/raise/defect")
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert "content-security-policy" in answer.headers


def test_an_unknown_field_is_refused_by_its_name(client: TestClient) -> None:
    answer = client.post("/things", json={"item_id": "a", "itemid": "b"})
    assert answer.status_code == 422
    assert answer.json()["detail"] == "itemid: unknown field."
    assert "Remove the field" in answer.json()["remedy"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "item_id"),
        ({"item_id": "a", "k": "5"}, "k"),
        ({"item_id": "a", "k": 1.5}, "k"),
        ({"item_id": "a", "k": True}, "k"),
        ({"item_id": ""}, "item_id"),
        ({"item_id": None}, "item_id"),
        ({"item_id": "a\x00"}, "item_id"),
        ({"item_id": "x" * 600}, "item_id"),
        ({"item_id": "a", "text": 5}, "text"),
        ({"item_id": "a", "text": "x" * 4001}, "text"),
    ],
)
def test_a_wrong_value_is_named_with_its_place(
    client: TestClient, body: dict[str, object], where: str
) -> None:
    answer = client.post("/things", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == where


@pytest.mark.parametrize(
    ("wish", "places"),
    [
        (5.5, {"remove[0]"}),
        ([], {"remove[0]"}),
        ({"field": "price", "value": [1]}, {"remove[0]", "remove[0].value"}),
        ({"op": "eq"}, {"remove[0]", "remove[0].field"}),
    ],
)
def test_places_are_those_of_what_was_sent_where_several_shapes_would_do(
    client: TestClient, wish: object, places: set[str]
) -> None:
    answer = client.post("/wishes", json={"remove": [wish]})
    assert answer.status_code == 422
    assert {error["where"] for error in answer.json()["errors"]} == places


@pytest.mark.parametrize(
    ("body", "detail"),
    [
        ({"item_id": "a", "k": "many"}, "k: Input should be a whole number, not 'many'."),
        ({"item_id": "a", "k": True}, "k: Input should be a whole number, not true."),
        ({"item_id": "a", "k": {}}, "k: Input should be a whole number, not an object."),
        ({"item_id": "a", "k": None}, "k: Input should be a whole number, not null."),
        ({"item_id": "a", "text": 5}, "text: Input should be a text, not 5."),
        ({"item_id": "a", "score": "x" * 100}, f"score: Input should be a number, not '{'x' * 40}'…."),
        ([], "the body: Input should be an object, not a list."),
    ],
)
def test_it_is_told_what_was_sent_in_place_of_what_is_wanted(
    client: TestClient, body: object, detail: str
) -> None:
    assert client.post("/things", json=body).json()["detail"] == detail


@pytest.mark.parametrize(
    "content",
    [b'{"item_id": ', b"\xff\xfe", b"[" * 100_000, b'{"item_id": "a", "k": ' + b"9" * 5000 + b"}"],
)
def test_a_body_that_is_no_usable_json_is_a_callers_error(client: TestClient, content: bytes) -> None:
    answer = client.post("/things", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("content", [b'{"item_id": "a", "score": NaN}', b'{"item_id": "\\ud800"}'])
def test_what_json_can_say_and_nothing_can_keep_is_refused(client: TestClient, content: bytes) -> None:
    answer = client.post("/things", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422


def test_a_whole_number_is_taken_as_an_id(client: TestClient) -> None:
    assert client.post("/things", json={"item_id": 31}).json() == "31"


def test_an_unknown_path_and_a_wrong_method_say_what_there_is(client: TestClient) -> None:
    nowhere, wrong = client.get("/nowhere"), client.delete("/things")
    assert (nowhere.status_code, wrong.status_code) == (404, 405)
    assert "/openapi.json" in nowhere.json()["remedy"]
    assert wrong.json()["remedy"] == "Use POST."
    assert wrong.headers["allow"] == "POST"
