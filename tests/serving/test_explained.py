"""Explanations of slates over HTTP: at once, later, or not at all."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.settings import LlmSection, TaskSection
from tests.serving.conftest import client_of
from tests.serving.test_late_words import HeldModel, ready

HOME = {"surface": "home", "k": 3}
SEARCH = {"text": "desk lamp under $50", "k": 3}


@pytest.fixture
def model(project: Project) -> Iterator[HeldModel]:
    patient = project.settings.project.model_copy(update={"turn_deadline_ms": 60_000})
    project.settings = project.settings.model_copy(update={"project": patient})
    held = HeldModel()
    project.use_model(
        LlmSection(provider="scripted", tasks={"explanation": TaskSection(deadline_ms=60_000)}), held
    )
    yield held
    held.allowed.set()


@pytest.mark.parametrize(("path", "body"), [("/v1/recommend", HOME), ("/v1/search", SEARCH)])
def test_without_explain_an_answer_has_what_it_always_had(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    answer = client.post(path, json=body).json()
    assert set(answer) <= {"items", "intent", "receipt_id"}
    assert set(answer["items"][0]) == {"item_id", "rank", "title", "score", "sources"}
    assert client.get(f"/v1/receipts/{answer['receipt_id']}").json()["spoken"] is None


@pytest.mark.parametrize(("path", "body"), [("/v1/recommend", HOME), ("/v1/search", SEARCH)])
@pytest.mark.parametrize("when", ["now", "later"])
def test_without_a_model_the_explanation_is_there_at_once(
    client: TestClient, path: str, body: dict[str, Any], when: str
) -> None:
    found = client.post(path, json={**body, "explain": when})
    answer = found.json()
    assert found.status_code == 200
    assert answer["explanation"]["wording"] == "template"
    assert answer["items"][0]["title"] in answer["explanation"]["reply"]
    assert answer["items"][0]["evidence"]


@pytest.mark.parametrize(
    ("path", "body", "wording"),
    # The model calls the first entry a price; without the wish for one, that is what stands in stock.
    [("/v1/recommend", HOME, "template"), ("/v1/search", SEARCH, "slots")],
)
def test_a_slate_comes_before_its_explanation_where_that_may_come_later(
    project: Project, model: HeldModel, path: str, body: dict[str, Any], wording: str
) -> None:
    with client_of(project) as client:
        found = client.post(path, json={**body, "explain": "later"})
        slate, address = found.json(), found.headers["location"]
        assert found.status_code == 202
        assert slate["items"]
        assert slate["explanation"] is None
        assert address == f"/v1/receipts/{slate['receipt_id']}/wording"
        assert client.get(address).json()["status"] == "pending"

        model.allowed.set()
        words = ready(client, address)
        assert (words["status"], words["wording"]) == ("ready", wording)
        assert {claim["verdict"] for claim in words["claims"]} <= {"supported", "not_a_claim"}
        receipt = client.get(f"/v1/receipts/{slate['receipt_id']}").json()
        assert receipt["spoken"]["claims"] == words["claims"]


def test_a_person_erased_meanwhile_leaves_no_explanation(project: Project, model: HeldModel) -> None:
    with client_of(project) as client:
        found = client.post("/v1/recommend", json={**HOME, "user_id": "ani", "explain": "later"})
        assert client.delete("/v1/users/ani").json()["erased"]["late_words"] == 1
        model.allowed.set()
        for _ in range(50):
            assert client.get(found.headers["location"]).status_code == 404
            time.sleep(0.01)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/v1/recommend", {**HOME, "k": 11, "explain": "now"}, 400),
        ("/v1/recommend", {**HOME, "explain": "now", "locale": "fr"}, 400),
        ("/v1/search", {**SEARCH, "locale": "fr"}, 400),
        ("/v1/recommend", {"surface": "related", "explain": "now"}, 400),
        ("/v1/recommend", {"surface": "related", "item_id": "none", "explain": "later"}, 404),
        ("/v1/search", {**SEARCH, "explain": "soon"}, 422),
    ],
)
def test_what_cannot_be_explained_is_refused_as_a_problem(
    project: Project, model: HeldModel, path: str, body: dict[str, Any], status: int
) -> None:
    model.allowed.set()
    with client_of(project) as client:
        found = client.post(path, json=body)
        assert found.status_code == status
        assert found.headers["content-type"] == "application/problem+json"
