"""Turns whose slate is answered at once and whose words are fetched when they are ready."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from landas.bootstrap import Project
from landas.clock import utc_now
from landas.errors import ProviderError
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection, TaskSection
from tests.serving.conftest import client_of

SENTENCES = {"sentences": [{"item": 1, "text": "{i1.title} costs {e1.value}."}]}
TURN = {"text": "desk lamp under $50", "wording": "later"}


class HeldModel:
    """Says one true sentence, but not before `allowed`."""

    name = "held"
    model = "held"

    def __init__(self) -> None:
        self.allowed = threading.Event()

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        if not self.allowed.wait(60):
            raise ProviderError("nobody allowed it.")
        return Completion(json.dumps(SENTENCES))

    def close(self) -> None:
        self.allowed.set()


@pytest.fixture
def model(project: Project) -> Iterator[HeldModel]:
    patient = project.settings.project.model_copy(update={"turn_deadline_ms": 60_000})
    project.settings = project.settings.model_copy(update={"project": patient})
    held = HeldModel()
    section = LlmSection(provider="scripted", tasks={"explanation": TaskSection(deadline_ms=60_000)})
    project.use_model(section, held)
    yield held
    held.allowed.set()


def begun(client: TestClient, **more: Any) -> str:
    answer: str = client.post("/v1/conversations", json=more).json()["conversation_id"]
    return answer


def say(client: TestClient, conversation: str, **more: Any) -> Any:
    return client.post(f"/v1/conversations/{conversation}/turns", json={**TURN, **more})


def ready(client: TestClient, address: str) -> dict[str, Any]:
    """What stands at the address once it is no longer pending."""
    for _ in range(1000):
        words = client.get(address)
        if words.status_code != 202:
            found: dict[str, Any] = words.json()
            return found
        time.sleep(0.02)
    raise AssertionError("the words never came")


def test_the_slate_is_answered_before_the_model_has_said_anything(project: Project, model: HeldModel) -> None:
    with client_of(project) as client:
        slate = say(client, begun(client))
        assert slate.status_code == 202
        turn = slate.json()
        assert [item["rank"] for item in turn["items"]] == list(range(1, len(turn["items"]) + 1))
        assert (turn["reply"], turn["wording"], turn["claims"]) == (None, "later", [])
        address = slate.headers["location"]
        assert address == f"/v1/receipts/{turn['receipt_id']}/wording"
        pending = client.get(address)
        assert (pending.status_code, pending.headers["retry-after"]) == (202, "1")
        assert pending.json() == {"receipt_id": turn["receipt_id"], "status": "pending"}

        model.allowed.set()
        words = ready(client, address)
        receipt = client.get(f"/v1/receipts/{turn['receipt_id']}").json()
        assert words["status"] == "ready"
        assert words["wording"] == "slots"
        assert "costs $" in words["reply"]
        assert {claim["verdict"] for claim in words["claims"]} <= {"supported", "not_a_claim"}
        assert receipt["spoken"]["claims"] == words["claims"]


def test_where_no_model_would_be_asked_the_whole_turn_comes_at_once(project: Project) -> None:
    with client_of(project) as client:
        answer = say(client, begun(client))
        assert answer.status_code == 200
        assert answer.json()["wording"] == "template"
        assert answer.json()["reply"]


def test_what_fails_before_the_slate_keeps_its_status(project: Project, model: HeldModel) -> None:
    with client_of(project) as client:
        assert say(client, "c-unknown").status_code == 404
        assert client.get("/v1/receipts/r-unknown/wording").status_code == 404


def test_words_that_nobody_finished_have_failed_when_their_time_is_over(
    project: Project, model: HeldModel
) -> None:
    with client_of(project) as client:
        address = say(client, begun(client)).headers["location"]
        later = utc_now() + timedelta(minutes=5)
        project.clock = lambda: later
        project.__dict__.pop("late_turns")
        words = client.get(address)
        assert words.status_code == 200
        assert words.json()["status"] == "failed"


def test_a_person_erased_meanwhile_leaves_no_words(project: Project, model: HeldModel) -> None:
    with client_of(project) as client:
        slate = say(client, begun(client, user_id="ani"))
        erased = client.delete("/v1/users/ani").json()
        assert erased["erased"]["late_words"] == 1
        assert erased["proven"]
        model.allowed.set()
        for _ in range(500):
            assert client.get(slate.headers["location"]).status_code == 404
            receipt = client.get(f"/v1/receipts/{slate.json()['receipt_id']}")
            if receipt.status_code == 200:
                break
            time.sleep(0.02)
        assert receipt.json()["erased"] is True
        assert receipt.json()["request"]["text"] is None
        assert client.delete("/v1/users/ani").json()["erased"] == {
            "conversations": 0,
            "events": 0,
            "receipts": 0,
        }


def test_without_consent_to_improve_the_words_come_all_the_same(project: Project, model: HeldModel) -> None:
    model.allowed.set()
    with client_of(project) as client:
        conversation = begun(client, user_id="ani", consent=["recommend", "models"])
        words = ready(client, say(client, conversation).headers["location"])
        assert words["status"] == "ready"
        assert words["reply"]
