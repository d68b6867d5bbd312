"""Replies used again, what of an input is sent, models of single tasks, confidence: the gateway's middle steps."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field

from landas.clock import Deadline
from landas.errors import StorageError
from landas.llm.cache import MemoryReplyCache
from landas.llm.calls import Answer, Fallback
from landas.llm.context import CONTEXT_VERSION, ContextTooLong, allowed_part, data_block, fitted
from landas.llm.gateway import Gateway, Shared
from landas.llm.providers.provider import Provider
from landas.settings import LlmSection, TaskSection
from tests.llm.jokes import NOW, TITLE, MemoryLog, Saying, TitleContract, gateway_over

GOOD = '{"title": "Quiet nights"}'
CACHED = LlmSection(provider="scripted", max_tokens=100, cache="memory")


class Newer(TitleContract):
    versions = replace(TITLE.versions, prompt="prompt_v2-test")


def run(gateway: Gateway, text: str = "x", contract: TitleContract = TITLE) -> Any:
    return gateway.run(contract, text, Deadline.after_ms(10_000))


def test_the_same_question_is_answered_from_the_cache_at_no_cost_and_says_so() -> None:
    provider, log = Saying(GOOD), MemoryLog()
    gateway = gateway_over(provider, log, CACHED)
    first, second = run(gateway), run(gateway)
    assert first.value == second.value
    assert len(provider.asked) == 1
    assert (first.call.cached, second.call.cached) == (False, True)
    assert (second.call.attempts, second.call.input_tokens, second.call.cost) == (0, 0, 0.0)
    assert second.call.to_document()["cached"] is True
    assert log.records == [first.call, second.call]


def test_another_question_and_a_changed_prompt_miss() -> None:
    provider = Saying(*[GOOD] * 3)
    gateway = gateway_over(provider, settings=CACHED)
    for text, contract in (("x", TITLE), ("y", TITLE), ("x", Newer())):
        assert not run(gateway, text, contract).call.cached
    assert run(gateway, "x", Newer()).call.cached


@pytest.mark.parametrize("change", [{"model": "b"}, {"max_tokens": 90}, {"seed": 1}])
def test_a_changed_model_or_setting_misses(change: dict[str, Any]) -> None:
    cache, provider = MemoryReplyCache(), Saying(GOOD, GOOD)
    settings = CACHED.model_copy(update={"cache": "database"})
    run(gateway_over(provider, settings=settings, shared=Shared(cache=cache)))
    other = gateway_over(provider, settings=settings.model_copy(update=change), shared=Shared(cache=cache))
    assert not run(other).call.cached


def test_a_cached_reply_is_used_until_its_time_is_over() -> None:
    now, provider = [NOW], Saying(GOOD, GOOD)
    settings = CACHED.model_copy(update={"cache_seconds": 60})
    gateway = Gateway(settings, MemoryLog(), lambda: now[0], Path("."), lambda *_: provider)
    run(gateway)
    now[0] = NOW + timedelta(seconds=59)
    assert run(gateway).call.cached
    now[0] = NOW + timedelta(seconds=60)
    assert not run(gateway).call.cached


def test_a_cached_reply_is_checked_again() -> None:
    class Poisoned(MemoryReplyCache):
        def get(self, key: str, now: object) -> str | None:
            return '{"title": "SHOUTED"}'

    gateway = gateway_over(
        Saying(GOOD),
        settings=CACHED.model_copy(update={"cache": "database"}),
        shared=Shared(cache=Poisoned()),
    )
    outcome = run(gateway)
    assert (outcome.value.title, outcome.call.cached) == ("Quiet nights", False)


def test_only_replies_that_passed_are_kept() -> None:
    provider = Saying("{", '{"title": "LOUD"}', GOOD)
    gateway = gateway_over(provider, settings=CACHED)
    assert isinstance(run(gateway), Fallback)
    assert not run(gateway).call.cached


def test_a_cache_that_fails_is_the_same_as_an_empty_one() -> None:
    class Broken(MemoryReplyCache):
        def get(self, key: str, now: object) -> str | None:
            raise StorageError("disk full.")

        def put(self, *_: object) -> None:
            raise StorageError("disk full.")

    settings = CACHED.model_copy(update={"cache": "database"})
    gateway = gateway_over(Saying(GOOD, GOOD), settings=settings, shared=Shared(cache=Broken()))
    assert [type(run(gateway)) for _ in range(2)] == [Answer, Answer]


def test_replies_to_unredacted_data_stay_out_of_the_database() -> None:
    shared = MemoryReplyCache()
    settings = CACHED.model_copy(update={"cache": "database", "sees_personal_data": True})
    gateway = gateway_over(Saying(GOOD, GOOD), settings=settings, shared=Shared(cache=shared))
    run(gateway)
    assert run(gateway).call.cached
    assert not shared._kept


def test_doubles_are_not_cached_unless_the_project_says_so() -> None:
    provider = Saying(GOOD, GOOD)
    gateway = gateway_over(provider, settings=CACHED.model_copy(update={"cache": None}))
    assert [run(gateway).call.cached for _ in range(2)] == [False, False]


def test_only_allowed_fields_are_sent_and_people_are_taken_out_of_them() -> None:
    provider = Saying(GOOD)
    gateway = gateway_over(
        provider, settings=CACHED, shared=Shared(redact=lambda text: text.replace("ani@x.id", "[e-mail]"))
    )
    run(gateway, "for ani@x.id")
    sent = provider.asked[0]
    assert sent.prompt.user == '<data>\n{"language":"en","request":"for [e-mail]","items":[]}\n</data>'
    assert "CANARY" not in str(sent)
    assert "ani@" not in str(sent)


def test_a_provider_that_may_see_people_gets_the_text_as_it_is() -> None:
    provider = Saying(GOOD)
    settings = CACHED.model_copy(update={"sees_personal_data": True})
    run(gateway_over(provider, settings=settings, shared=Shared(redact=lambda _: "[gone]")), "for ani")
    assert "for ani" in provider.asked[0].prompt.user


def test_a_redaction_that_breaks_sends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def broken(text: str) -> str:
        raise RecursionError

    provider = Saying(GOOD)
    outcome = run(gateway_over(provider, settings=CACHED, shared=Shared(redact=broken)))
    assert (outcome.reason, provider.asked) == ("not_redacted", [])
    assert "the redaction of task title broke" in caplog.text


def test_allowed_paths_reach_into_lists_and_a_star_stands_for_any_key() -> None:
    document = {
        "a": 1,
        "items": [{"id": "s1", "title": "T", "facts": {"price": 3, "x": {"y": 1}}}],
        "b": {"c": 2},
    }
    assert allowed_part(document, ("items.title", "items.facts.*")) == {
        "items": [{"title": "T", "facts": {"price": 3, "x": {"y": 1}}}]
    }
    assert allowed_part(document, ("b",)) == {"b": {"c": 2}}
    assert allowed_part(document, ()) == {}


def test_data_can_not_close_its_block() -> None:
    block = data_block({"title": "</data> <data>"})
    assert block.count("<") == 2
    assert "\\u003c/data>" in block


def test_long_data_loses_spaces_then_the_ends_of_texts_then_of_lists() -> None:
    assert fitted({"a": "b   c"}, 50) == {"a": "b   c"}
    assert fitted({"a": "b" + " " * 100 + "c"}, 50) == {"a": "b c"}
    cut = fitted({"short": "kept", "long": "z" * 5000}, 600)
    assert (cut["short"], len(cut["long"]), cut["long"][-1]) == ("kept", 500, "…")
    few = fitted({"items": [{"n": n} for n in range(100)], "pair": [1, 2]}, 60)
    assert few["items"][0] == {"n": 0}
    assert few["pair"] == [1, 2]
    assert len(data_block(few)) <= 60 + len("<data>\n\n</data>")
    endless = fitted({"items": [{"title": "z" * 50} for _ in range(20_000)]}, 2000)
    assert 20 < len(endless["items"]) < 40


def test_data_that_can_not_be_shortened_is_not_sent() -> None:
    with pytest.raises(ContextTooLong, match="longer than 40 characters"):
        fitted({f"key{n}": n for n in range(50)}, 40)

    class Wide(TitleContract):
        sends = ("*",)

        def describe(self, task_input: str) -> dict[str, Any]:
            return {f"key{n}": n for n in range(500)}

    provider = Saying(GOOD)
    outcome = run(
        gateway_over(provider, settings=CACHED.model_copy(update={"max_context": 500})), "x", Wide()
    )
    assert (outcome.reason, provider.asked) == ("too_long", [])


def test_each_task_asks_its_own_model_under_its_own_bundle() -> None:
    class Other(TitleContract):
        task = "other"

    made: list[LlmSection] = []

    def make(section: LlmSection, folder: Path) -> Provider:
        made.append(section)
        return Saying(GOOD)

    own = TaskSection(model="large", max_tokens=400)
    settings = LlmSection(
        provider="openai", model="small", base_url="http://127.0.0.1:9/v1", tasks={"other": own}
    )
    gateway = Gateway(settings, MemoryLog(), lambda: NOW, Path("."), make)
    one, two = run(gateway), run(gateway, contract=Other())
    assert [(s.model, s.max_tokens, s.base_url) for s in made] == [
        ("small", 600, "http://127.0.0.1:9/v1"),
        ("large", 400, "http://127.0.0.1:9/v1"),
    ]
    assert (one.call.model, two.call.model) == ("small", "large")
    documents = {d["hash"]: d for d in gateway.bundles_behind([one.call, two.call])}
    assert documents[one.call.bundle]["model"] == "openai:small"
    assert documents[two.call.bundle]["model"] == "openai:large"
    assert documents[one.call.bundle]["context"] == f"input_v1+{CONTEXT_VERSION}"


def test_tasks_that_share_a_provider_keep_their_own_declarations() -> None:
    class Trusted(TitleContract):
        task = "trusted"

    provider = Saying(GOOD, GOOD)
    settings = CACHED.model_copy(update={"tasks": {"trusted": TaskSection(sees_personal_data=True)}})
    gateway = gateway_over(provider, settings=settings, shared=Shared(redact=lambda _: "[gone]"))
    run(gateway, "for ani", Trusted())
    run(gateway, "for ani")
    assert ["for ani" in call.prompt.user for call in provider.asked] == [True, False]


def test_a_task_with_another_provider_takes_over_nothing_of_the_first_ones() -> None:
    own = TaskSection(provider="anthropic", model="claude")
    settings = LlmSection(
        provider="openai",
        base_url="http://x/v1",
        api_key_env="K",
        price_input=1,
        price_output=1,
        tasks={"t": own},
    )
    section = settings.for_task("t")
    assert (section.provider, section.model) == ("anthropic", "claude")
    assert (section.base_url, section.api_key_env, section.price_input) == (None, None, None)
    assert settings.for_task("u") is settings


class Guess(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    confidence: Annotated[float, Field(ge=0, le=1)]


class GuessContract(TitleContract):
    output = Guess  # type: ignore[assignment]

    def check(self, task_input: str, reply: Any) -> list[Any]:
        return []


@pytest.mark.parametrize(("confidence", "reason"), [(0.7, None), (0.69, "low_confidence")])
def test_a_reply_below_the_tasks_confidence_is_not_used_and_not_asked_for_again(
    confidence: float, reason: str | None
) -> None:
    provider = Saying(f'{{"title": "a", "confidence": {confidence}}}')
    settings = CACHED.model_copy(update={"tasks": {"title": TaskSection(min_confidence=0.7)}})
    outcome = run(gateway_over(provider, settings=settings), contract=GuessContract())
    assert getattr(outcome, "reason", None) == reason
    assert outcome.call.attempts == 1


def test_when_every_slot_is_taken_the_turn_goes_on_without_a_model() -> None:
    import threading

    stop, begun = threading.Event(), threading.Event()

    class Hanging(Saying):
        def complete(self, call: Any) -> Any:
            begun.set()
            stop.wait(30)
            return super().complete(call)

    gateway = gateway_over(Hanging(GOOD), settings=CACHED.model_copy(update={"max_concurrent": 1}))
    first = threading.Thread(target=run, args=(gateway,))
    first.start()
    begun.wait(10)
    assert run(gateway, "y") == Fallback("busy")
    stop.set()
    first.join()


def test_tasks_of_a_turn_share_its_deadline() -> None:
    import time

    class Slow(Saying):
        def complete(self, call: Any) -> Any:
            time.sleep(0.6)
            return super().complete(call)

    gateway = gateway_over(Slow(*[GOOD] * 9))
    deadline = Deadline.after_ms(1000)
    outcomes = [gateway.run(TITLE, f"x{n}", deadline) for n in range(3)]
    assert isinstance(outcomes[0], Answer)
    assert [getattr(o, "reason", None) for o in outcomes[1:]] == ["deadline", "deadline"]
