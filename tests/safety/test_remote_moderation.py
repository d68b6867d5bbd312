"""Moderation by a server, in every mood it may be in: it adds to the word list and never delays or breaks a turn."""

import json
import socket
import time

import pytest

from landas.clock import Deadline
from landas.errors import SetupError
from landas.language.pack import load_packs
from landas.safety.moderation import Moderated, WordListModerator
from landas.safety.remote_moderation import RemoteModerator
from landas.safety_settings import SafetySection
from tests.llm import loopback_server
from tests.llm.loopback_server import Asked, LoopbackServer, dead_port, serving

WORDS = WordListModerator(load_packs(("en", "id")))


def moderates(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    """Flags what says "threat", as OpenAI's answer does."""
    flagged = "threat" in asked.body["input"]
    categories = {"violence": flagged, "self-harm/intent": False, "new-category": False}
    body = {"id": "m", "model": "m", "results": [{"flagged": flagged, "categories": categories}]}
    return loopback_server._send(connection, json.dumps(body).encode())


@pytest.fixture(autouse=True)
def moderating(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(loopback_server.MOODS, "moderates", moderates)


def moderator(base_url: str, deadline_ms: int = 2000) -> RemoteModerator:
    return RemoteModerator(
        SafetySection(provider="openai", base_url=base_url, deadline_ms=deadline_ms), WORDS
    )


def test_what_the_server_flags_joins_what_the_word_list_does() -> None:
    with serving("moderates") as server:
        asking = moderator(server.base_url)
        assert asking.look("a threat, you idiot", Deadline.after_ms(5000)) == Moderated(
            ("insult", "violence"), "provider"
        )
        assert asking.look("a red lamp", Deadline.after_ms(5000)) == Moderated((), "provider")
        assert [asked.body["model"] for asked in server.asked] == ["omni-moderation-latest"] * 2
        assert "/v1/moderations" in server.asked[0].headers
        asking.close()


@pytest.mark.parametrize(
    "mood",
    ["500", "401", "malformed", "wrong shape", "a page", "redirects", "hangs before headers", "drips",
     "drips headers", "endless", "compressed", "closes", "closes inside"],
)  # fmt: skip
def test_a_broken_or_slow_server_leaves_the_word_list_in_time(mood: str) -> None:
    with serving(mood) as server:
        asking = moderator(server.base_url, deadline_ms=200)
        began = time.monotonic()
        assert asking.look("you idiot", Deadline.after_ms(5000)) == Moderated(("insult",), "provider_failed")
        # Not a timing: an answer at all, where the server gives none for a minute.
        assert time.monotonic() - began < 10
        asking.close()


def test_a_dead_server_is_left_alone_after_a_few_tries() -> None:
    asking = moderator(f"http://127.0.0.1:{dead_port()}/v1")
    for _ in range(5):
        assert asking.look("you idiot", Deadline.after_ms(5000)).kinds == ("insult",)
    assert asking._breaker.state == "open"
    asking.close()


def test_no_time_left_means_no_request() -> None:
    with serving("moderates") as server:
        asking = moderator(server.base_url)
        assert asking.look("a threat", Deadline.after_ms(0)).by == "provider_failed"
        assert server.asked == []
        asking.close()


def test_a_key_that_is_missing_is_said_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODERATION_KEY", raising=False)
    settings = SafetySection(provider="openai", api_key_env="MODERATION_KEY")
    with pytest.raises(SetupError, match=r"no MODERATION_KEY for \[safety\]"):
        RemoteModerator(settings, WORDS)
