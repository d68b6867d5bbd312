"""Servers that speak OpenAI's protocol, well or badly: the gateway's outcome is right, in time, and tells no secret."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from landas.clock import Deadline
from landas.errors import SetupError
from landas.llm.calls import Answer, Fallback
from landas.llm.gateway import Gateway
from landas.llm.providers.addresses import checked_url, is_loopback
from landas.llm.providers.openai_compatible import OPENAI_URL
from landas.settings import LlmSection
from tests.llm.jokes import NOW, TITLE, MemoryLog
from tests.llm.loopback_server import SECRET, LoopbackServer, dead_port, serving

KEY = "LANDAS_TEST_KEY"
DATA = '<data>\n{"language":"en","request":"x","items":[]}\n</data>'
SOON_MS = 400
LONG_MS = 20_000
"""Deadlines: one that hanging servers pass, one that answering servers never do."""


@contextmanager
def asking(base_url: str) -> Iterator[Gateway]:
    section = LlmSection(provider="openai", base_url=base_url, api_key_env=KEY, max_tokens=100)
    gateway = Gateway(section, MemoryLog(), lambda: NOW, Path("."))
    try:
        gateway.warm()
        yield gateway
    finally:
        gateway.close()


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, SECRET)


def outcome_of(server: LoopbackServer, milliseconds: float = LONG_MS) -> Answer[object] | Fallback:
    with asking(server.base_url) as gateway:
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(milliseconds))
    assert SECRET not in str(outcome)
    return outcome  # type: ignore[return-value]


def test_a_server_that_answers_well_gives_an_answer_with_its_tokens() -> None:
    with serving("well") as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Answer)
    assert (outcome.call.input_tokens, outcome.call.output_tokens) == (31, 7)


@pytest.mark.parametrize("mood", ["bare", "odd", "no sum of tokens"])
def test_a_server_that_leaves_out_what_nobody_reads_gives_an_answer_too(mood: str) -> None:
    with serving(mood) as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Answer)
    assert outcome.call.input_tokens == (31 if mood == "no sum of tokens" else 0)


def test_what_is_sent_holds_the_prompt_the_limit_and_the_strict_schema() -> None:
    with serving("well") as server:
        outcome_of(server)
    asked = server.asked[0]
    roles = [(m["role"], m["content"]) for m in asked.body["messages"]]
    assert roles == [("system", "Give a title."), ("user", DATA)]
    assert asked.body["max_tokens"] == 100
    shape = asked.body["response_format"]["json_schema"]
    assert shape["strict"] is True
    assert shape["schema"]["additionalProperties"] is False
    assert asked.headers.lower().count(f"bearer {SECRET.lower()}") == 1


def test_a_fence_around_the_reply_is_no_harm() -> None:
    with serving("fenced") as server:
        assert isinstance(outcome_of(server), Answer)


def test_a_server_that_ignores_the_schema_is_found_out_here() -> None:
    with serving("ignores schema") as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Fallback)
    assert outcome.reason == "malformed"
    assert len(server.asked) == 2


def test_a_server_that_refuses_the_schema_is_asked_without_it_from_then_on() -> None:
    with serving("refuses schema") as server, asking(server.base_url) as gateway:
        for number in range(2):
            assert isinstance(gateway.run(TITLE, f"x{number}", Deadline.after_ms(LONG_MS)), Answer)
    assert ["response_format" in asked.body for asked in server.asked] == [True, False, False]
    assert '"maxLength": 40' in server.asked[1].body["messages"][0]["content"]


@pytest.mark.parametrize(
    ("mood", "requests"), [("500", 1), ("401", 1), ("429", 1), ("400", 2), ("redirects", 1)]
)
def test_an_error_status_is_a_fallback_that_names_the_status_only(mood: str, requests: int) -> None:
    with serving(mood) as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Fallback)
    assert outcome.reason == "provider_error"
    assert outcome.call is not None
    status = "307" if mood == "redirects" else mood
    (problem,) = outcome.call.problems
    assert problem.startswith(f"127.0.0.1:{server.port} answered with HTTP status {status}")
    assert ("api_key_env" in problem) == (status == "401")
    assert len(server.asked) == requests


@pytest.mark.parametrize(
    "mood", ["malformed", "wrong shape", "a page", "closes", "closes inside", "endless", "compressed"]
)
def test_an_unusable_answer_is_a_fallback(mood: str) -> None:
    with serving(mood) as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Fallback)
    assert outcome.reason == "provider_error"


def test_an_answer_without_text_is_malformed_or_an_error() -> None:
    with serving("null content") as server:
        outcome = outcome_of(server)
    assert isinstance(outcome, Fallback)
    assert outcome.reason in ("malformed", "provider_error")


@pytest.mark.parametrize("mood", ["hangs before headers", "hangs after headers", "drips", "drips headers"])
def test_a_server_that_does_not_end_is_left_at_the_deadline(mood: str) -> None:
    with serving(mood) as server:
        started = time.monotonic()
        outcome = outcome_of(server, SOON_MS)
        took = time.monotonic() - started
    assert isinstance(outcome, Fallback)
    assert outcome.reason == "deadline"
    assert took < 5


def test_a_dead_port_is_a_fallback_at_once() -> None:
    with asking(f"http://127.0.0.1:{dead_port()}/v1") as gateway:
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(LONG_MS))
    assert isinstance(outcome, Fallback)
    assert outcome.reason == "provider_error"
    assert outcome.call is not None
    assert outcome.call.latency_ms < LONG_MS / 2


def test_this_machine_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY)
    with serving("well") as server:
        assert isinstance(outcome_of(server), Answer)


def test_without_its_key_another_machine_is_not_asked_and_the_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv(KEY)
    with asking("https://models.example/v1") as gateway:
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(LONG_MS))
    assert isinstance(outcome, Fallback)
    assert outcome.call is not None
    assert outcome.call.problems == (f"the environment has no {KEY}: set it to the key for models.example.",)
    assert f"has no {KEY}" in caplog.text


@pytest.mark.parametrize(
    "url",
    ["", "localhost:8080", "ftp://models.example", "http://", "http://[::1", "http://h:99999", "http://h:0",
     "http://user:secret@models.example", "http://h/v1?key=secret", " http://h/v1"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused_with_a_remedy(url: str) -> None:
    with pytest.raises(SetupError, match=r"llm\.base_url") as caught:
        checked_url(url, OPENAI_URL)
    assert caught.value.remedy
    if "user:" in url:
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "own"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost/v1", True), ("http://[::1]:80", True),
     ("http://127.0.0.1.evil.example/v1", False), ("http://10.0.0.1/v1", False),
     ("https://localhost.evil.example", False)],
)  # fmt: skip
def test_only_this_machine_is_this_machine(url: str, own: bool) -> None:
    assert is_loopback(url) is own


def test_what_a_provider_refuses_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with serving("401") as server, asking(server.base_url) as gateway:
        for number in range(2):
            gateway.run(TITLE, f"x{number}", Deadline.after_ms(LONG_MS))
    told = [record.getMessage() for record in caplog.records if "gave no answer" in record.getMessage()]
    assert len(told) == 1
    assert "api_key_env" in told[0]
