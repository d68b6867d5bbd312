"""Anthropic's protocol: what is sent, what comes back, and what is said where its package is missing."""

import importlib.util
import json
import socket
import sys
from pathlib import Path

import pytest

from landas.clock import Deadline
from landas.errors import SetupError
from landas.llm.calls import Answer, Fallback
from landas.llm.gateway import Gateway
from landas.settings import LlmSection
from tests.llm import loopback_server
from tests.llm.jokes import NOW, TITLE, MemoryLog
from tests.llm.loopback_server import SECRET, Asked, LoopbackServer, serving

needs_package = pytest.mark.skipif(
    importlib.util.find_spec("anthropic") is None, reason="the extra anthropic is not installed"
)
MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [{"type": "text", "text": loopback_server.GOOD}],
    "stop_reason": "end_turn",
    "stop_sequence": None,
    "usage": {"input_tokens": 31, "output_tokens": 7},
}


def _answers(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    return loopback_server._send(connection, json.dumps(MESSAGE).encode())


def _refuses_schema(server: LoopbackServer, connection: socket.socket, asked: Asked) -> bool:
    if "output_config" in asked.body or "output_format" in asked.body:
        error = {"type": "error", "error": {"type": "invalid_request_error", "message": asked.headers}}
        return loopback_server._send(connection, json.dumps(error).encode(), "400 Bad Request")
    return _answers(server, connection, asked)


@pytest.fixture(autouse=True)
def moods(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", SECRET)
    monkeypatch.setitem(loopback_server.MOODS, "messages", _answers)
    monkeypatch.setitem(loopback_server.MOODS, "messages, no schema", _refuses_schema)


def outcome_of(server: LoopbackServer, model: str, milliseconds: float = 20_000) -> Answer[object] | Fallback:
    address = server.base_url.removesuffix("/v1")
    section = LlmSection(provider="anthropic", base_url=address, model=model, max_tokens=100)
    gateway = Gateway(section, MemoryLog(), lambda: NOW, Path("."))
    try:
        gateway.warm()
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(milliseconds))
    finally:
        gateway.close()
    assert SECRET not in str(outcome)
    return outcome  # type: ignore[return-value]


@needs_package
@pytest.mark.parametrize("mood", ["messages", "messages, no schema"])
@pytest.mark.parametrize("model", ["claude-haiku-4-5", "claude-3-haiku-20240307"])
def test_a_message_is_an_answer_with_its_tokens_with_a_schema_or_without(mood: str, model: str) -> None:
    with serving(mood) as server:
        outcome = outcome_of(server, model)
    assert isinstance(outcome, Answer)
    assert (outcome.call.input_tokens, outcome.call.output_tokens) == (31, 7)
    asked = server.asked[-1]
    assert asked.body["max_tokens"] == 100
    assert "Give a title." in json.dumps(asked.body["system"])
    assert SECRET in asked.headers


@needs_package
@pytest.mark.parametrize("mood", ["500", "401", "drips", "endless", "closes"])
def test_a_server_that_fails_is_a_fallback_in_time(mood: str) -> None:
    with serving(mood) as server:
        outcome = outcome_of(server, "claude-haiku-4-5", 400)
    assert isinstance(outcome, Fallback)
    assert outcome.reason in ("provider_error", "deadline")


def test_without_its_package_the_start_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "anthropic", None)
    gateway = Gateway(LlmSection(provider="anthropic"), MemoryLog(), lambda: NOW, Path("."))
    with pytest.raises(
        SetupError, match=r"package anthropic .* isn't installed. pip install 'landas\[anthropic\]'"
    ):
        gateway.warm()
    outcome = gateway.run(TITLE, "x", Deadline.after_ms(20_000))
    assert isinstance(outcome, Fallback)
    assert outcome.call is not None
    assert (outcome.reason, "isn't installed" in outcome.call.problems[0]) == ("provider_error", True)
