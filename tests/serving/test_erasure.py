"""Everything about a person is planted wherever it can be kept, then erased, then looked for byte by byte.

The oracle is the file system: every file of the project's folder, releases and caches included, and the log.
"""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.importing import upsert_rows
from landas.llm.providers.provider import Completion, ProviderCall
from landas.observe.logs import configure_logs
from landas.recommend.build import build_release
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
    client.post("/v1/recommend", json={"surface": "home", "user_id": person, "session_id": visit})
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
