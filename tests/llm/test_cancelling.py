"""A call that nobody waits for any more: the request ends at the server, and its budget is settled."""

import threading
import time
from pathlib import Path

from landas.clock import Deadline, Stop
from landas.llm.calls import Fallback
from landas.llm.gateway import Gateway, Shared
from landas.llm.ledger import MemoryLedger, Spending
from landas.settings import LlmSection
from tests.llm.jokes import NOW, TITLE, MemoryLog
from tests.llm.loopback_server import serving

LIMITS = {"max_tokens": 100, "max_calls_per_day": 9, "max_tokens_per_day": 1_000_000, "breaker_failures": 1}
DAY = f"day:{NOW.date().isoformat()}"


def gateway_over(base_url: str, ledger: MemoryLedger) -> Gateway:
    section = LlmSection(
        provider="openai",
        base_url=base_url,
        price_input=1.0,
        price_output=2.0,
        max_cost_per_day=5.0,
        **LIMITS,
    )
    gateway = Gateway(section, MemoryLog(), lambda: NOW, Path("."), shared=Shared(ledger=ledger))
    gateway.warm()
    return gateway


def test_a_stopped_call_ends_at_once_and_costs_what_it_can_have_cost() -> None:
    ledger, stop = MemoryLedger(), Stop()
    with serving("hangs before headers") as server:
        gateway = gateway_over(server.base_url, ledger)
        threading.Thread(target=lambda: (_asked(server), stop.now()), daemon=True).start()
        begun = time.monotonic()
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(60_000, stop))
        assert time.monotonic() - begun < 30
        gateway.close()
    assert isinstance(outcome, Fallback)
    assert outcome.call is not None
    assert (outcome.reason, outcome.call.attempts) == ("cancelled", 1)
    spent = ledger.spent(DAY)
    reading = spent.tokens - 100
    assert (spent.calls, 20 < reading < 300) == (1, True)
    assert spent.nanos == reading * 1000 + 100 * 2000
    assert outcome.call.cost == spent.nanos / 1e9


def _asked(server: object) -> None:
    while not server.asked:  # type: ignore[attr-defined]
        time.sleep(0.01)


def test_a_stop_says_nothing_about_the_provider() -> None:
    stop = Stop()
    with serving("hangs before headers") as server:
        gateway = gateway_over(server.base_url, MemoryLedger())
        threading.Thread(target=lambda: (_asked(server), stop.now()), daemon=True).start()
        gateway.run(TITLE, "x", Deadline.after_ms(60_000, stop))
        again = gateway.run(TITLE, "y", Deadline.after_ms(50))
        gateway.close()
    assert isinstance(again, Fallback)
    assert again.reason == "deadline"


def test_a_call_that_was_stopped_before_it_began_asks_nobody() -> None:
    ledger, stop = MemoryLedger(), Stop()
    stop.now()
    with serving("well") as server:
        gateway = gateway_over(server.base_url, ledger)
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(60_000, stop))
        gateway.close()
        assert (outcome.reason, server.asked) == ("cancelled", [])  # type: ignore[union-attr]
    assert ledger.spent(DAY) == Spending()
