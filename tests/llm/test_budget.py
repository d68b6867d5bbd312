"""Budgets of model calls: reserved before each request, settled after it, never overdrawn."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from landas.clock import Deadline
from landas.errors import ProviderError, SetupError, StorageError
from landas.llm.calls import Answer, Fallback
from landas.llm.gateway import Gateway, Shared
from landas.llm.ledger import Account, MemoryLedger, Spending
from landas.llm.prices import FixedPrice, price_of
from landas.llm.providers.provider import Completion, ProviderCall, SchemaRefused
from landas.settings import LlmSection
from tests.llm.jokes import TITLE, MemoryLog, Saying, gateway_over

GOOD = '{"title": "Quiet nights"}'
SHOUTED = '{"title": "QUIET"}'
DAY = "day:2026-03-01"


def section(**limits: object) -> LlmSection:
    base = {"provider": "openai", "model": "m", "max_tokens": 100, "price_input": 1.0, "price_output": 2.0}
    return LlmSection.model_validate({**base, "cache": "off", **limits})


def ask(gateway: Gateway, conversation: str | None = None, text: str = "x") -> Answer[object] | Fallback:
    return gateway.run(TITLE, text, Deadline.after_ms(30_000), conversation_id=conversation)  # type: ignore[return-value]


def reasons(gateway: Gateway, times: int, conversation: str | None = None) -> list[str | None]:
    return [getattr(ask(gateway, conversation), "reason", None) for _ in range(times)]


class Counting:
    """A provider that counts its requests, whatever thread they come from."""

    name = model = "counting"

    def __init__(self, reply: str = GOOD) -> None:
        self._lock = threading.Lock()
        self._reply = reply
        self.requests = 0

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        with self._lock:
            self.requests += 1
        return Completion(self._reply, 100, 10)

    def close(self) -> None: ...


@pytest.mark.parametrize("reply", [GOOD, SHOUTED])
def test_of_500_turns_at_once_no_request_more_than_the_daily_budget_is_made(reply: str) -> None:
    provider, ledger = Counting(reply), MemoryLedger()
    settings = section(max_calls_per_day=60, max_concurrent=256)
    gateway = gateway_over(provider, settings=settings, shared=Shared(ledger))
    threads = [threading.Thread(target=ask, args=(gateway,)) for _ in range(500)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gateway.close()
    assert provider.requests == ledger.spent(DAY).calls == 60


@pytest.mark.parametrize("reply", [GOOD, SHOUTED])
def test_money_is_not_overspent_by_turns_at_once_however_much_a_prompt_holds(reply: str) -> None:
    ledger = MemoryLedger()
    settings = section(max_cost_per_day=0.002, max_concurrent=256)
    gateway = gateway_over(Counting(reply), settings=settings, shared=Shared(ledger))
    threads = [threading.Thread(target=ask, args=(gateway,)) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gateway.close()
    assert 0 < ledger.spent(DAY).nanos <= 2_000_000


def test_what_a_reply_cost_is_settled_and_recorded() -> None:
    ledger, log = MemoryLedger(), MemoryLog()
    gateway = gateway_over(Saying(SHOUTED, GOOD), log, section(max_cost_per_day=1), Shared(ledger))
    outcome = ask(gateway)
    assert isinstance(outcome, Answer)
    assert (outcome.call.attempts, outcome.call.cost) == (2, pytest.approx(240e-6))
    assert ledger.spent(DAY) == Spending(2, 220, 240_000)


def test_a_retry_needs_its_own_room_in_the_budget() -> None:
    provider, log = Saying(SHOUTED, GOOD), MemoryLog()
    gateway = gateway_over(provider, log, section(max_calls_per_day=1))
    assert reasons(gateway, 2) == ["budget", "budget"]
    assert len(provider.asked) == 1
    assert log.records[0].problems == ("the title … is shouted.", "the budget of the day is used up.")


def test_the_limit_of_one_call_holds_its_retry_back() -> None:
    provider = Saying(SHOUTED, GOOD)
    gateway = gateway_over(provider, settings=section(max_tokens_per_call=700))
    assert reasons(gateway, 1) == ["budget"]
    assert len(provider.asked) == 1


def test_each_conversation_has_its_own_budget_and_the_project_one_for_all() -> None:
    provider = Counting()
    gateway = gateway_over(provider, settings=section(max_calls_per_conversation=2, max_calls_per_project=5))
    assert reasons(gateway, 3, "c-1") == [None, None, "budget"]
    assert reasons(gateway, 3, "c-2") == [None, None, "budget"]
    assert reasons(gateway, 2, "c-3") == [None, "budget"]
    assert reasons(gateway, 1) == ["budget"]
    assert provider.requests == 5


def test_a_new_day_has_a_new_budget() -> None:
    now = [datetime(2026, 3, 1, 23, 59, tzinfo=UTC)]
    settings = section(max_calls_per_day=1)
    gateway = Gateway(settings, MemoryLog(), lambda: now[0], None, lambda *_: Counting())  # type: ignore[arg-type]
    assert reasons(gateway, 2) == [None, "budget"]
    now[0] = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
    assert reasons(gateway, 2) == [None, "budget"]


def test_a_request_that_failed_costs_a_call_and_no_money() -> None:
    ledger = MemoryLedger()
    gateway = gateway_over(
        Saying(ProviderError("down.")), settings=section(max_cost_per_day=1), shared=Shared(ledger)
    )
    assert reasons(gateway, 1) == ["provider_error"]
    assert ledger.spent(DAY) == Spending(1, 0, 0)


def test_a_request_that_was_never_sent_costs_nothing() -> None:
    ledger = MemoryLedger()
    gateway = gateway_over(
        Saying(SetupError("no package.")), settings=section(max_cost_per_day=1), shared=Shared(ledger)
    )
    assert reasons(gateway, 1) == ["provider_error"]
    assert ledger.spent(DAY) == Spending()


def test_a_server_that_refuses_the_schema_is_asked_again_on_a_request_of_its_own() -> None:
    ledger, provider = MemoryLedger(), Saying(SchemaRefused("no schema."), GOOD)
    gateway = gateway_over(provider, settings=section(max_calls_per_day=1), shared=Shared(ledger))
    assert reasons(gateway, 1) == ["budget"]
    assert (len(provider.asked), ledger.spent(DAY).calls) == (1, 1)


def test_what_an_abandoned_request_may_cost_stays_reserved() -> None:
    stop, ledger = threading.Event(), MemoryLedger()

    class Hanging(Counting):
        def complete(self, call: ProviderCall) -> Completion:
            stop.wait(30)
            return super().complete(call)

    gateway = gateway_over(Hanging(), settings=section(max_cost_per_day=1), shared=Shared(ledger))
    outcome = gateway.run(TITLE, "x", Deadline.after_ms(50))
    assert isinstance(outcome, Fallback)
    assert ledger.spent(DAY).nanos > 240_000
    stop.set()
    gateway.close()


def test_a_provider_that_reports_no_usage_is_charged_by_length() -> None:
    class Silent(Counting):
        def complete(self, call: ProviderCall) -> Completion:
            return replace(super().complete(call), input_tokens=0, output_tokens=0)

    ledger = MemoryLedger()
    gateway = gateway_over(Silent(), settings=section(max_tokens_per_day=9999), shared=Shared(ledger))
    ask(gateway)
    assert 20 < ledger.spent(DAY).tokens < 200


def test_a_provider_that_claims_more_than_it_can_have_used_is_not_believed() -> None:
    class Boasting(Counting):
        def complete(self, call: ProviderCall) -> Completion:
            return replace(super().complete(call), input_tokens=10**22, output_tokens=-5)

    ledger, log = MemoryLedger(), MemoryLog()
    gateway = gateway_over(Boasting(), log, section(max_tokens_per_day=9999), Shared(ledger))
    outcome = ask(gateway)
    assert isinstance(outcome, Answer)
    assert ledger.spent(DAY).tokens < 5000
    assert outcome.call.input_tokens < 5000
    assert outcome.call.output_tokens == 0


def test_without_limits_no_ledger_is_asked() -> None:
    class Untouchable(MemoryLedger):
        def reserve(self, accounts: object, amount: object) -> Account | None:
            raise AssertionError

    assert isinstance(ask(gateway_over(Counting(), settings=section(), shared=Shared(Untouchable()))), Answer)


def test_a_ledger_that_fails_spends_nothing() -> None:
    class Broken(MemoryLedger):
        def reserve(self, accounts: object, amount: object) -> Account | None:
            raise StorageError("disk full.")

    provider = Counting()
    gateway = gateway_over(provider, settings=section(max_calls_per_day=9), shared=Shared(Broken()))
    assert (reasons(gateway, 1), provider.requests) == (["budget"], 0)


def test_an_unknown_price_blocks_nothing_without_a_money_limit() -> None:
    unpriced = section(price_input=None, price_output=None, max_tokens_per_day=99_999)
    outcome = ask(gateway_over(Counting(), settings=unpriced))
    assert isinstance(outcome, Answer)
    assert outcome.call.cost is None


def test_an_unknown_price_under_a_money_limit_is_told_at_start_and_blocks() -> None:
    provider, log = Counting(), MemoryLog()
    unpriced = section(price_input=None, price_output=None, max_cost_per_day=5)
    gateway = gateway_over(provider, log, unpriced)
    with pytest.raises(SetupError, match=r"price of openai:m isn't known.*Set price_input and price_output"):
        gateway.warm()
    assert (reasons(gateway, 1), provider.requests) == (["budget"], 0)
    assert "price of openai:m isn't known" in log.records[0].problems[0]


def test_prices_come_from_the_project_file_first_and_are_published_otherwise() -> None:
    assert FixedPrice(0.25, 2.0).nanos(1000, 100) == 450_000
    assert price_of(LlmSection(provider="hostile")) == FixedPrice(0, 0)
    assert price_of(LlmSection(provider="openai", model="no-such-model")) is None
    assert (
        price_of(LlmSection(provider="openai", model="gpt-4o-mini", base_url="http://127.0.0.1:1/v1")) is None
    )
    published = price_of(LlmSection(provider="openai", model="gpt-4o-mini"))
    assert published is not None
    assert published.nanos(1_000_000, 0) > published.nanos(1000, 0) > 0
