"""The circuit breaker: closed, open, half open, and what each kind of outcome does to it."""

import threading
import time
from collections.abc import Callable

from landas.clock import Deadline
from landas.errors import ProviderError
from landas.llm.breaker import Breaker, Permit
from landas.llm.calls import Answer, Fallback
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection, TaskSection
from tests.llm.jokes import TITLE, MemoryLog, Saying, gateway_over

GOOD = '{"title": "Quiet nights"}'


class Hands:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def breaker(failures: int = 2, seconds: float = 30) -> tuple[Breaker, Hands]:
    hands = Hands()
    return Breaker(failures, seconds, hands), hands


def outcome(found: Breaker, tell: Callable[[Permit], None]) -> bool:
    permit = found.admit()
    if permit is not None:
        tell(permit)
    return permit is not None


def test_it_opens_after_failures_in_a_row_and_a_success_starts_the_count_again() -> None:
    found, _ = breaker()
    outcome(found, Permit.failed)
    outcome(found, Permit.succeeded)
    outcome(found, Permit.failed)
    assert found.state == "closed"
    outcome(found, Permit.failed)
    assert (found.state, found.refuses, found.admit()) == ("open", True, None)


def test_half_open_it_lets_one_probe_through_at_a_time() -> None:
    found, hands = breaker(failures=1)
    outcome(found, Permit.failed)
    hands.now += 29.9
    assert found.state == "open"
    hands.now += 0.1
    assert (found.state, found.refuses) == ("half_open", False)
    probe = found.admit()
    assert probe is not None
    assert (found.refuses, found.admit()) == (True, None)
    probe.succeeded()
    assert (found.state, found.refuses) == ("closed", False)


def test_a_probe_that_fails_opens_it_again_for_as_long() -> None:
    found, hands = breaker(failures=3)
    for _ in range(3):
        outcome(found, Permit.failed)
    hands.now += 30
    outcome(found, Permit.failed)
    assert found.state == "open"
    hands.now += 29
    assert found.state == "open"
    hands.now += 1
    outcome(found, Permit.succeeded)
    assert found.state == "closed"


def test_a_probe_given_back_lets_the_next_one_try() -> None:
    found, hands = breaker(failures=1)
    outcome(found, Permit.failed)
    hands.now += 30
    assert outcome(found, Permit.give_back)
    assert found.state == "half_open"
    assert outcome(found, Permit.succeeded)


def test_only_the_first_outcome_of_a_permit_counts() -> None:
    found, _ = breaker(failures=2)
    permit = found.admit()
    assert permit is not None
    for _ in range(3):
        permit.failed()
    permit.succeeded()
    assert found.state == "closed"
    outcome(found, Permit.failed)
    assert found.state == "open"


def test_calls_from_before_it_opened_do_not_close_it() -> None:
    found, _ = breaker(failures=1)
    early = found.admit()
    assert early is not None
    outcome(found, Permit.failed)
    early.succeeded()
    assert found.state == "open"


def test_of_many_threads_one_probes() -> None:
    found, hands = breaker(failures=1)
    outcome(found, Permit.failed)
    hands.now += 30
    permits: list[Permit | None] = []
    threads = [threading.Thread(target=lambda: permits.append(found.admit())) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(permit is not None for permit in permits) == 1


SETTINGS = LlmSection(provider="scripted", max_tokens=100, breaker_failures=2, breaker_seconds=0.2)


def run(gateway: object, milliseconds: float = 5000) -> Answer[object] | Fallback:
    return gateway.run(TITLE, "x", Deadline.after_ms(milliseconds))  # type: ignore[attr-defined,no-any-return]


def test_a_provider_that_fails_is_left_alone_then_probed_then_used_again() -> None:
    provider, log = Saying(*[ProviderError("down.")] * 3, GOOD, GOOD), MemoryLog()
    gateway = gateway_over(provider, log, SETTINGS)
    reasons = [getattr(run(gateway), "reason", None) for _ in range(4)]
    assert reasons == ["provider_error", "provider_error", "breaker_open", "breaker_open"]
    assert (len(provider.asked), len(log.records)) == (2, 2)
    time.sleep(0.21)
    assert [getattr(run(gateway), "reason", None) for _ in range(2)] == ["provider_error", "breaker_open"]
    time.sleep(0.21)
    assert [type(run(gateway)) for _ in range(2)] == [Answer, Answer]
    assert len(provider.asked) == 5


def test_malformed_and_refused_replies_are_no_reason_to_open_it() -> None:
    provider = Saying(*["{"] * 8, GOOD)
    gateway = gateway_over(provider, settings=SETTINGS)
    assert [getattr(run(gateway), "reason", None) for _ in range(4)] == ["malformed"] * 4
    assert isinstance(run(gateway), Answer)


def test_calls_abandoned_at_the_deadline_open_it_too() -> None:
    stop = threading.Event()

    class Hanging(Saying):
        def complete(self, call: ProviderCall) -> Completion:
            stop.wait(30)
            return Completion(GOOD)

    gateway = gateway_over(Hanging(), settings=SETTINGS)
    reasons = [getattr(run(gateway, 50), "reason", None) for _ in range(3)]
    stop.set()
    gateway.close()
    assert reasons == ["deadline", "deadline", "breaker_open"]


def test_two_tasks_at_one_address_share_its_breaker_and_two_addresses_do_not() -> None:
    class Other(type(TITLE)):  # type: ignore[misc]
        task = "other"

    def reasons(**own: str) -> list[str | None]:
        settings = SETTINGS.model_copy(update={"tasks": {"other": TaskSection(**own)}})  # type: ignore[arg-type]
        gateway = gateway_over(Saying(*[ProviderError("down.")] * 3), settings=settings)
        for _ in range(2):
            run(gateway)
        return [getattr(gateway.run(Other(), "x", Deadline.after_ms(5000)), "reason", None)]

    assert reasons(model="b") == ["breaker_open"]
    assert reasons(base_url="http://127.0.0.1:9/v1") == ["provider_error"]
