"""Everything about a person is planted wherever it can be kept, then erased, then looked for byte by byte.

The oracle is the file system: every file of the project's folder, releases and caches included, and the log.
"""

import io
import json
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.importing import upsert_rows
from landas.ids import ReceiptId, SessionId
from landas.llm.providers.provider import Completion, ProviderCall
from landas.observe.logs import configure_logs
from landas.recommend.build import build_release
from landas.recommend.service import plain_request
from landas.settings import LlmSection
from tests.serving.conftest import PROJECT_FILE, ROWS, client_of, embedder

PERSON, VISIT = "canary-person-71", "canary-visit-71"
WORDS = ("quokkazyx", "wombatqux", "numbatvex", "bilbyjaz", "dingoqat", "potoroozel")
"""Said in a turn, in a search, as the reason of feedback, as a region, in a bad event, in words that come later."""
CANARIES = (PERSON, VISIT, *WORDS)
OTHERS = ("somebody-else-5", "echidnaplum")


class Echoing:
    """A model that repeats the person's own words, so that its replies hold them too."""

    name = model = "echoing"

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        said = str(call.described["request"]).split()[-1]
        sentence = f"You asked for {said}. {{i1.title}} is {{e1.value}}."
        return Completion(json.dumps({"sentences": [{"item": 1, "text": sentence}]}), 10, 10)

    def close(self) -> None: ...


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    configure_logs("json", stream)
    yield stream
    logging.getLogger().handlers[:], logging.getLogger().level = before


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "landas.toml").write_text(
        PROJECT_FILE + "\n[privacy]\nstore_raw_text = true\n", encoding="utf-8"
    )
    with open_project(folder) as project:
        project.embedder = embedder()
        upsert_rows(ROWS, project.schema, project.items, project.clock)
        build_release(project.build_parts)
        section = LlmSection(provider="scripted", cache="database", max_calls_per_day=50)
        project.use_model(section, Echoing())
        yield project


def plant(project: Project, person: str, visit: str, words: tuple[str, ...]) -> None:
    """Uses every route that may keep something about somebody."""
    client = client_of(project)
    said, searched, reason, region, bad, late = words
    of = f"/v1/users/{person}"
    assert client.put(f"{of}/consent", json={"remember": True, "models": True}).status_code == 200
    begun = {"user_id": person, "context": {"region": region}}
    conversation = client.post("/v1/conversations", json=begun).json()["conversation_id"]
    turns = f"/v1/conversations/{conversation}/turns"
    turn = client.post(turns, json={"text": f"white desk lamp {said}"}).json()
    stream = client.post(turns, json={"text": f"dimmable {said}"}, headers={"Accept": "text/event-stream"})
    assert '"user_id"' not in stream.text
    later = client.post(turns, json={"text": f"lamp {late}", "wording": "later"})
    assert later.status_code == 202
    _wait_for(client, later.headers["location"])
    client.put(f"{of}/preferences", json={"field": "colour", "value": "white"})
    client.post(f"/v1/receipts/{turn['receipt_id']}/feedback", json={"rating": 1, "reason": f"so {reason}"})
    client.post("/v1/search", json={"text": f"lamp {searched}", "user_id": person, "explain": "now"})
    rule = {"name": f"for {person}", "effect": "boost", "when": f"user.id == '{person}'"}
    home = {"surface": "home", "session_id": visit, "rules": [{**rule, "items": ["D1"], "queries": [reason]}]}
    # At first nobody knew who it was.
    assert client.post("/v1/recommend", json=home).status_code == 200
    assert client.post("/v1/recommend", json={**home, "user_id": person}).status_code == 200
    before = {"event_id": f"{visit}-0", "type": "view", "session_id": visit, "item_id": "D3"}
    before |= {"time": "2026-03-01T09:00:00Z"}
    odd = {**before, "event_id": f"{visit}-odd", "type": "glance"}
    assert client.post("/v1/events", json=[before, odd]).json()["stored"] == 1
    events = [
        {"event_id": f"{person}-{n}", "type": "click", "user_id": person, "session_id": visit,
         "item_id": item, "time": f"2026-03-0{n}T10:00:00Z", "receipt_id": turn["receipt_id"]}
        for n, item in enumerate(("D1", "D2", "B1"), start=1)
    ]  # fmt: skip
    events.append(
        {"event_id": f"{person}-bad", "type": bad, "user_id": person, "time": "2026-03-01T10:00:00Z"}
    )
    assert client.post("/v1/events", json=events).json()["stored"] == 3


def _wait_for(client: Any, address: str) -> None:
    for _ in range(500):
        if client.get(address).status_code == 200:
            return


def found_in_files(folder: Path, canary: str) -> list[str]:
    """The files that hold the canary, as text of either width."""
    forms = (canary.encode(), canary.encode("utf-16-le"))
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in forms)]


def test_nothing_of_an_erased_person_is_left_anywhere(project: Project, log: io.StringIO) -> None:
    plant(project, PERSON, VISIT, WORDS)
    plant(project, OTHERS[0], "another-visit", ("white", "black", "kind", "north", "view", OTHERS[1]))
    build_release(project.build_parts)
    planted = {canary: found_in_files(project.folder, canary) for canary in CANARIES}
    assert all(planted.values()), f"not every canary was planted: {planted}"

    erased = client_of(project).delete(f"/v1/users/{PERSON}").json()
    assert erased["proven"], erased
    assert {"events", "conversations", "receipts", "consents", "preferences", "streams", "late_words", "raw_texts",
            "cached_replies"} <= {kind for kind, count in erased["erased"].items() if count}  # fmt: skip

    left = {canary: found for canary in CANARIES if (found := found_in_files(project.folder, canary))}
    assert left == {}
    assert [canary for canary in CANARIES if canary in log.getvalue()] == []
    for other in OTHERS:
        assert found_in_files(project.folder, other), "another person's data stays"


def test_what_another_person_did_in_a_shared_visit_stays(project: Project) -> None:
    client = client_of(project)
    both = {"type": "view", "session_id": VISIT, "item_id": "D1", "time": "2026-03-01T09:00:00Z"}
    whose = [{"user_id": PERSON}, {"user_id": OTHERS[0]}, {}]
    sent = [{**both, **who, "event_id": f"e{n}"} for n, who in enumerate(whose)]
    assert client.post("/v1/events", json=sent).json()["stored"] == 3
    asked = [
        client.post("/v1/recommend", json={"surface": "home", "session_id": VISIT, **who}) for who in whose
    ]
    receipts = [ReceiptId(answer.json()["receipt_id"]) for answer in asked]
    erased = client.delete(f"/v1/users/{PERSON}").json()
    assert erased["proven"]
    assert (erased["erased"]["events"], erased["erased"]["receipts"]) == (2, 2)
    assert [event.user_id for event in project.events.scan()] == [OTHERS[0]]
    assert [project.receipt(each).get("erased", False) for each in receipts] == [True, False, True]


def test_an_answer_that_was_being_made_for_a_visit_when_its_person_was_erased_is_kept_blank(
    project: Project,
) -> None:
    client = client_of(project)
    view = {"type": "view", "session_id": VISIT, "item_id": "D1", "time": "2026-03-01T09:00:00Z"}
    client.post("/v1/events", json=[{**view, "event_id": "e1", "user_id": PERSON}])
    asked = plain_request("home", session_id=SessionId(VISIT))
    client.delete(f"/v1/users/{PERSON}")
    late = project.recommender.recommend(asked)["receipt_id"]
    assert project.receipt(late)["erased"] is True
    again = project.recommender.recommend(plain_request("home", session_id=SessionId(VISIT)))["receipt_id"]
    assert "erased" not in project.receipt(again)


def test_a_memory_of_replies_is_not_used_after_an_erasure(project: Project) -> None:
    asked: list[str] = []

    class Counting(Echoing):
        def complete(self, call: ProviderCall) -> Completion:
            asked.append(call.task)
            return super().complete(call)

    project.use_model(LlmSection(provider="scripted", cache="memory"), Counting())
    client = client_of(project)
    for _ in range(2):
        conversation = client.post("/v1/conversations", json={"user_id": PERSON}).json()["conversation_id"]
        client.post(f"/v1/conversations/{conversation}/turns", json={"text": f"white lamp {WORDS[0]}"})
    assert len(asked) == 1
    client.delete(f"/v1/users/{PERSON}")
    conversation = client.post("/v1/conversations").json()["conversation_id"]
    client.post(f"/v1/conversations/{conversation}/turns", json={"text": f"white lamp {WORDS[0]}"})
    assert len(asked) == 2


@pytest.mark.parametrize("how", ["whole", "stream", "later"])
@pytest.mark.parametrize("at", ["read", "ended"])
def test_a_turn_that_is_being_answered_when_its_person_is_erased_leaves_nothing(
    project: Project, how: str, at: str
) -> None:
    client = client_of(project)
    client.put(f"/v1/users/{PERSON}/consent", json={"remember": True, "models": True})
    conversation = client.post("/v1/conversations", json={"user_id": PERSON}).json()["conversation_id"]
    conversations = project.dialogue._conversations
    turns, append_turn = conversations.turns, conversations.append_turn

    def erased_once_it_is_read(*given: Any) -> Any:
        found = turns(*given)
        assert client.delete(f"/v1/users/{PERSON}").json()["proven"]
        return found

    def erased_once_it_is_kept(*given: Any) -> None:
        append_turn(*given)
        assert client.delete(f"/v1/users/{PERSON}").json()["proven"]

    if at == "read":
        conversations.turns = erased_once_it_is_read  # type: ignore[method-assign]
    else:
        conversations.append_turn = erased_once_it_is_kept  # type: ignore[method-assign]
    headers = {"Accept": "text/event-stream"} if how == "stream" else {}
    body = {"text": f"white desk lamp {WORDS[0]}", "wording": "later" if how == "later" else "now"}
    answer = client.post(f"/v1/conversations/{conversation}/turns", json=body, headers=headers)
    if how == "later" and answer.status_code == 202:
        _wait_until_worded()
    project.forget_erased()
    assert {canary: found_in_files(project.folder, canary) for canary in (PERSON, WORDS[0])} == {
        PERSON: [],
        WORDS[0]: [],
    }
    assert client.delete(f"/v1/users/{PERSON}").json()["proven"]


def _wait_until_worded() -> None:
    """The thread that words a turn after its slate was given has nothing left to write."""
    for thread in threading.enumerate():
        if thread.name.endswith("(run)"):
            thread.join(20)
