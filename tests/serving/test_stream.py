"""A turn as server-sent events: their order, the rest after a lost line, and calling a turn off."""

import json
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from landas.bootstrap import Project, open_project
from landas.clock import utc_now
from landas.dialogue.turn_events import sentences
from landas.errors import ProviderError
from landas.ids import ConversationId
from landas.llm.providers.provider import Completion, ProviderCall
from landas.serving.app import make_app
from landas.settings import LlmSection, TaskSection
from tests.serving.conftest import client_of, embedder

STREAM = {"Accept": "text/event-stream"}
WORDS = {"sentences": [{"item": 1, "text": "{i1.title} costs {e1.value}."}]}
Event = tuple[str, str, dict[str, Any]]


class WaitingModel:
    """Says one true sentence once it is allowed to, and gives up when its time is over or it is stopped."""

    name = model = "waiting"

    def __init__(self) -> None:
        self.asked, self.allowed, self.stopped = threading.Event(), threading.Event(), threading.Event()

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        self.asked.set()
        while not self.allowed.wait(0.01):
            if call.deadline.remaining_ms() <= 0:
                self.stopped.set()
                raise ProviderError("it was stopped.")
        return Completion(json.dumps(WORDS), 30, 20)

    def close(self) -> None:
        self.allowed.set()


@pytest.fixture
def model(project: Project) -> Iterator[WaitingModel]:
    patient = project.settings.project.model_copy(update={"turn_deadline_ms": 60_000})
    project.settings = project.settings.model_copy(update={"project": patient})
    waiting = WaitingModel()
    section = LlmSection(
        provider="scripted",
        max_tokens_per_day=10_000_000,
        max_tokens=100,
        tasks={"explanation": TaskSection(deadline_ms=60_000)},
    )
    project.use_model(section, waiting)
    yield waiting
    waiting.allowed.set()


def begin(client: TestClient, **more: Any) -> str:
    found: str = client.post("/v1/conversations", json=more).json()["conversation_id"]
    return found


def turns(conversation: str) -> str:
    return f"/v1/conversations/{conversation}/turns"


def parsed(text: str) -> list[Event]:
    """(name, id, document) of each event."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n"))
        found.append((lines["event"], lines.get("id", ""), json.loads(lines["data"])))
    return found


def stream(client: TestClient, conversation: str, text: str = "desk lamp under $50") -> list[Event]:
    answer = client.post(turns(conversation), json={"text": text}, headers=STREAM)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return parsed(answer.text)


def test_a_turn_comes_as_state_items_text_and_the_whole_of_it(client: TestClient) -> None:
    conversation = begin(client)
    events = stream(client, conversation)
    names = [name for name, _, _ in events]
    assert names == ["state", "items", *["text"] * (len(names) - 3), "done"]
    state, items, turn = events[0][2], events[1][2], events[-1][2]
    assert state["intent"] == turn["intent"]
    assert (state["turn"], state["receipt_id"]) == (1, turn["receipt_id"])
    assert items == {"items": turn["items"]}
    assert "".join(document["text"] for name, _, document in events if name == "text") == turn["reply"]
    assert [id for _, id, _ in events] == [f"{turn['receipt_id']}.{n}" for n in range(1, len(events) + 1)]
    again = client.post(turns(begin(client)), json={"text": "desk lamp under $50"}).json()
    varying = ("conversation_id", "receipt_id", "usage")
    assert {k: v for k, v in turn.items() if k not in varying} == {
        k: v for k, v in again.items() if k not in varying
    }


@pytest.mark.parametrize(
    "reply",
    [
        "One costs $9.50. Two is lighter! Which one?",
        "- a: 1.5 kg\n- b: 2 kg\n\nDone",
        "",
        "Rp 10.999.000, naïve 😀 …",
    ],
)
def test_sentences_join_to_the_reply_and_no_number_is_cut(reply: str) -> None:
    pieces = list(sentences(reply))
    assert "".join(piece["text"] for piece in pieces) == reply
    assert all(reply[piece["start"] : piece["end"]] == piece["text"] for piece in pieces)
    assert not any(piece["text"].endswith(("9.", "10.", "1.")) for piece in pieces)


def test_what_fails_before_the_first_event_keeps_its_status(client: TestClient, project: Project) -> None:
    for conversation, body, status in (
        ("c-none", {"text": "lamp"}, 404),
        (begin(client), {"text": ""}, 400),
        (begin(client), {"text": "lamp", "k": 1}, 422),
    ):
        answer = client.post(turns(conversation), json=body, headers=STREAM)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_what_fails_later_is_an_event_and_is_kept_too(client: TestClient, project: Project) -> None:
    conversation = begin(client)
    project.dialogue._conversations.append_turn = _overtaken  # type: ignore[method-assign]
    *_, (name, id, problem) = stream(client, conversation)
    assert (name, problem["status"]) == ("error", 500)
    kept = client.get(f"{turns(conversation)}/1/events", headers=STREAM)
    assert parsed(kept.text)[-1] == (name, id, problem)


def _overtaken(*_: object) -> None:
    raise KeyError("a defect")


def test_a_listener_who_lost_the_line_gets_the_rest_also_when_the_turn_has_ended(client: TestClient) -> None:
    conversation = begin(client)
    events = stream(client, conversation)
    heard = {**STREAM, "Last-Event-ID": events[1][1]}
    again = client.post(turns(conversation), json={"text": "desk lamp under $50"}, headers=heard)
    assert parsed(again.text) == events[2:]
    address = f"{turns(conversation)}/1/events"
    assert parsed(client.get(address, headers=heard).text) == events[2:]
    assert parsed(client.get(address).text) == events
    assert client.get(address, headers={"Last-Event-ID": events[-1][1]}).status_code == 204
    second = client.post(turns(conversation), json={"text": "only white ones"}).json()
    assert second["turn"] == 2, "taking a stream up again began no turn"


@pytest.mark.parametrize("id", ["r-none.1", "x", "1.2.3", "r-none.", "é.1", ".1"])
def test_an_event_that_is_not_kept_is_not_found(client: TestClient, id: str) -> None:
    conversation = begin(client)
    headers = {**STREAM, "Last-Event-ID": id.encode()}
    answer = client.post(turns(conversation), json={"text": "lamp"}, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 404
    assert client.get(f"{turns(conversation)}/1/events").status_code == 404


def test_an_event_of_another_conversation_is_not_found(client: TestClient) -> None:
    events = stream(client, begin(client))
    headers = {**STREAM, "Last-Event-ID": events[0][1]}
    assert client.post(turns(begin(client)), json={"text": "lamp"}, headers=headers).status_code == 404


def test_events_are_kept_for_a_while_and_pruned(client: TestClient, project: Project) -> None:
    conversation = begin(client)
    stream(client, conversation)
    later = utc_now() + timedelta(minutes=11)
    project.clock = lambda: later
    project.__dict__.pop("streamed_turns")
    assert client.get(f"{turns(conversation)}/1/events").status_code == 404
    assert project.prune()["streams"] == 1


def test_a_worker_that_was_killed_leaves_no_listener_waiting(client: TestClient, project: Project) -> None:
    conversation = begin(client)
    events = stream(client, conversation)
    project.turn_streams.append = _overtaken  # type: ignore[method-assign]
    answer = client.post(turns(conversation), json={"text": "white"}, headers=STREAM)
    assert answer.status_code == 500
    project.__dict__.pop("turn_streams")
    streams = project.turn_streams
    found = streams.get(events[0][2]["receipt_id"], project.clock())
    assert found is not None
    broken = found.__class__(
        *(getattr(found, name) for name in ("receipt_id", "conversation_id", "turn", "user_id")),
        utc_now() - timedelta(seconds=1),
        found.heard_until,
        found.expires,
    )
    streams.drop(found.receipt_id)
    streams.begin(broken, project.clock())
    project.__dict__.pop("streamed_turns")
    [(name, id, problem)] = parsed(client.get(f"{turns(conversation)}/1/events").text)
    assert (name, id, problem["status"]) == ("error", "", 503)


def test_an_erased_person_leaves_no_events(client: TestClient, project: Project) -> None:
    conversation = begin(client, user_id="ani")
    stream(client, conversation)
    erased = client.delete("/v1/users/ani").json()
    assert (erased["erased"]["streams"], erased["proven"]) == (1, True)
    assert client.get(f"{turns(conversation)}/1/events").status_code == 404


# From here on over real connections, which can be lost.


@contextmanager
def served(project: Project) -> Iterator[int]:
    """The port of a server over the project, in this process."""
    config = uvicorn.Config(
        make_app({"lamps": project}), port=0, log_level="error", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    wait_until(lambda: server.started)
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def wait_until(holds: Callable[[], object], seconds: float = 20) -> None:
    give_up = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < give_up, "it never came to hold"
        time.sleep(0.02)


class Connection:
    """One streamed request on a socket of its own."""

    def __init__(self, port: int, method: str, path: str, body: object = None, **headers: str) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        sent = json.dumps(body).encode() if body is not None else b""
        lines = {"Host": f"127.0.0.1:{port}", "Accept": "text/event-stream", "Content-Length": str(len(sent))}
        if sent:
            lines["Content-Type"] = "application/json"
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self._socket.sendall(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + sent)
        self._heard = b""

    def until(self, mark: str) -> str:
        """Everything that came, once the mark is in it."""
        while mark.encode() not in self._heard:
            chunk = self._socket.recv(65_536)
            assert chunk, f"it ended without {mark}: {self._heard.decode()}"
            self._heard += chunk
        return self._heard.decode()

    def close(self) -> None:
        self._socket.close()


def ids(text: str) -> list[str]:
    return [line.removeprefix("id: ").strip() for line in text.split("\n") if line.startswith("id: ")]


def test_items_come_before_the_words_and_nothing_of_the_words_before_they_are_verified(
    project: Project, model: WaitingModel
) -> None:
    conversation = project.dialogue.create_conversation()
    with served(project) as port:
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        heard = line.until("event: items")
        assert model.asked.wait(20)
        assert "event: state" in heard
        assert "event: text" not in heard
        model.allowed.set()
        assert "costs $" in line.until("event: done")
        line.close()


def test_another_worker_hands_over_the_rest_while_the_turn_is_made(
    project: Project, model: WaitingModel
) -> None:
    conversation = project.dialogue.create_conversation()
    with open_project(project.folder) as other, served(project) as port, served(other) as second:
        other.embedder = embedder()
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        last = ids(line.until("event: items"))[-1]
        assert model.asked.wait(20)
        rest = Connection(second, "POST", turns(conversation), {"text": "x"}, Last_Event_ID=last)
        rest.until("200 OK")
        heard_until = other.streamed_turns.of_turn(conversation, 1).heard_until
        wait_until(lambda: other.streamed_turns.of_turn(conversation, 1).heard_until > heard_until)
        line.close()
        # Longer than a turn waits for a listener: over there somebody listens.
        assert not model.stopped.wait(2.0)
        model.allowed.set()
        heard = rest.until("event: done")
        rest.close()
    assert ids(heard)[0] == last.replace(".2", ".3")
    assert '"wording":"slots"' in heard.replace(" ", "")


def test_a_second_line_is_refused_before_it_shows_anything_and_the_first_stays_the_turn(
    project: Project, model: WaitingModel
) -> None:
    client = client_of(project)
    conversation = begin(client)
    with served(project) as port:
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        first = ids(line.until("event: items"))
        assert model.asked.wait(20)
        second = client.post(turns(conversation), json={"text": "desk lamp under $50"}, headers=STREAM)
        assert (second.status_code, second.json()["type"]) == (409, "urn:landas:problem:conflict")
        assert "is being answered" in second.json()["detail"]
        model.allowed.set()
        line.until("event: done")
        line.close()
    again = parsed(client.get(f"{turns(conversation)}/1/events").text)
    assert ([id for _, id, _ in again[:2]], again[-1][0]) == (first, "done")
    assert len(project.receipts.recent(5)) == 1


def test_events_of_another_turn_are_not_found_at_the_address_of_this_one(client: TestClient) -> None:
    conversation = begin(client)
    stream(client, conversation)
    heard = {"Last-Event-ID": stream(client, conversation, "only white ones")[0][1]}
    assert client.get(f"{turns(conversation)}/1/events", headers=heard).status_code == 404
    assert client.get(f"{turns(conversation)}/2/events", headers=heard).status_code == 200


def test_a_turn_whose_listener_left_stops_its_model_and_is_finished_without_one(
    project: Project, model: WaitingModel
) -> None:
    conversation = project.dialogue.create_conversation()
    with served(project) as port:
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        last = ids(line.until("event: items"))[-1]
        assert model.asked.wait(20)
        line.close()
        assert model.stopped.wait(20)
        wait_until(lambda: project.conversations.turns(conversation))
        rest = Connection(port, "GET", f"{turns(conversation)}/1/events", Last_Event_ID=last)
        assert ids(rest.until("event: done"))[0] == last.replace(".2", ".3")
        rest.close()
    check_whole(project, conversation)


def check_whole(project: Project, conversation: ConversationId) -> None:
    """One turn, worded by template because it was called off, with a whole receipt and a settled budget."""
    [kept] = project.conversations.turns(conversation)
    assert (kept["wording"], kept["fallback"]) == ("template", "cancelled")
    receipt = project.receipt(kept["receipt_id"])
    assert receipt["spoken"]["claims"]
    assert receipt["spoken"]["calls"][0]["reason"] == "cancelled"
    assert project.replay(kept["receipt_id"])["same"]
    [day] = project.budget()
    assert day["calls"] == 1
    assert 100 < day["tokens"] < 4000


def test_a_turn_that_is_called_off_ends_at_once_from_any_worker(
    project: Project, model: WaitingModel
) -> None:
    conversation = project.dialogue.create_conversation()
    with open_project(project.folder) as other, served(project) as port:
        other.embedder = embedder()
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        line.until("event: items")
        assert model.asked.wait(20)
        answer = client_of(other).delete(f"{turns(conversation)}/1").json()
        assert answer == {"conversation_id": conversation, "turn": 1, "cancelled": True}
        heard = line.until("event: done")
        line.close()
        assert "event: text" in heard
        assert model.stopped.is_set()
        assert client_of(other).delete(f"{turns(conversation)}/1").json()["cancelled"] is False
    check_whole(project, conversation)


def test_a_turn_that_is_called_off_before_it_showed_anything_leaves_nothing(
    project: Project, model: WaitingModel
) -> None:
    ordering = {"order": TaskSection(deadline_ms=60_000, surfaces=("chat",))}
    project.use_model(LlmSection(provider="scripted", tasks=ordering), model)
    conversation = project.dialogue.create_conversation()
    with served(project) as port:
        line = Connection(port, "POST", turns(conversation), {"text": "lamp"})
        line.until("event: state")
        assert model.asked.wait(20)
        assert client_of(project).delete(f"{turns(conversation)}/1").json()["cancelled"] is True
        heard = line.until("event: error")
        line.close()
    assert "urn:landas:problem:cancelled" in heard
    assert "event: items" not in heard
    assert project.conversations.turns(conversation) == []
    assert project.receipts.recent(5) == []


def test_a_person_who_is_erased_meanwhile_stops_the_model(project: Project, model: WaitingModel) -> None:
    client = client_of(project)
    conversation = begin(client, user_id="ani")
    with served(project) as port:
        line = Connection(port, "POST", turns(conversation), {"text": "desk lamp under $50"})
        line.until("event: items")
        assert model.asked.wait(20)
        assert client.delete("/v1/users/ani").json()["proven"]
        assert model.stopped.wait(20)
        line.until("event: error")
        line.close()
    assert client.delete("/v1/users/ani").json()["erased"] == {"conversations": 0, "events": 0, "receipts": 0}


@pytest.mark.parametrize("seed", range(12))
def test_a_hostile_model_never_has_an_unverified_word_streamed(
    built: Path, tmp_path: Path, seed: int
) -> None:
    folder = tmp_path / "lamps"
    shutil.copytree(built, folder)
    with open_project(folder) as project:
        project.embedder = embedder()
        project.use_model(LlmSection(provider="hostile", seed=seed))
        events = stream(client_of(project), begin(client_of(project)), "white desk lamp under $100")
    turn = events[-1][2]
    assert [name for name, _, _ in events if name not in ("state", "items", "text")] == ["done"]
    assert "".join(document["text"] for name, _, document in events if name == "text") == turn["reply"]
    assert {claim["verdict"] for claim in turn["claims"]} <= {"supported", "not_a_claim"}
    # The oracle is the feed: no other product, and no number but its own and their differences.
    assert {item["item_id"] for item in turn["items"]} <= {"D2", "D3"}
    said = {int(word) for word in _numbers(turn["reply"])}
    assert said <= {1, 2, 3, 5, 25, 70, 95, 100, 400, 1500, 1100}, turn["reply"]


def _numbers(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()
