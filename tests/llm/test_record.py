"""What the record of a call says of the replies: the model that gave them, and how they broke their contract."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from landas.clock import Deadline
from landas.llm.calls import CallRecord
from landas.llm.contract import Violation
from landas.llm.gateway import Gateway
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection, TaskSection
from tests.llm.jokes import NOW, TITLE, MemoryLog, Saying, TitleContract, gateway_over
from tests.llm.loopback_server import serving

GOOD = '{"title": "Quiet nights"}'
SHOUTED = '{"title": "QUIET"}'


def record(provider: Any, contract: TitleContract = TITLE, text: str = "x") -> CallRecord:
    outcome = gateway_over(provider).run(contract, text, Deadline.after_ms(30_000))
    assert outcome.call is not None
    return outcome.call


class Reporting(Saying):
    """Says which model it is."""

    def __init__(self, reported: str | None) -> None:
        super().__init__(GOOD)
        self._reported = reported

    def complete(self, call: ProviderCall) -> Completion:
        return replace(super().complete(call), model=self._reported)


@pytest.mark.parametrize(
    ("reported", "kept"),
    [
        ("test-2026-03-01", "test-2026-03-01"),
        ("org/other:7b", "org/other:7b"),
        (None, None),
        ("", None),
        ("two words", None),
        ("a" * 101, None),
        ("line\nbreak", None),
        ("zebrafink", None),  # said by the person
        ("Quiet", None),  # said by the model
    ],
)
def test_the_models_own_name_is_kept_where_it_is_a_name(reported: str | None, kept: str | None) -> None:
    assert record(Reporting(reported), text="a zebrafink").reported_model == kept


def test_broken_schemas_and_broken_checks_are_counted_apart() -> None:
    found = record(Saying("{", SHOUTED))
    assert (found.schema_errors, found.check_errors, found.reason) == (1, 1, "check_failed")
    found = record(Saying(SHOUTED, GOOD))
    assert (found.schema_errors, found.check_errors, found.outcome) == (0, 1, "answer")


def test_what_the_verifier_found_in_the_replies_is_counted() -> None:
    class Verified(TitleContract):
        def check(self, task_input: str, reply: Any) -> Sequence[Violation]:
            return [
                Violation("a", "contradicted"),
                Violation("b", "unsupported"),
                Violation("c", "unsupported"),
            ]

    found = record(Saying(GOOD, GOOD), Verified())
    assert (found.contradicted, found.unsupported) == (2, 4)
    assert found.to_document()["unsupported"] == 4


def test_a_model_that_did_not_heed_the_schema_is_told_it_in_words() -> None:
    provider = Saying("It is “Quiet nights”.", GOOD)
    assert record(provider).outcome == "answer"
    first, second = (call.prompt.user for call in provider.asked)
    assert "maxLength" not in first
    assert '"maxLength": 40' in second
    provider = Saying(SHOUTED, GOOD)
    record(provider)
    assert "maxLength" not in provider.asked[1].prompt.user


def test_a_server_that_ignores_schemas_answers_once_it_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    with serving("ignores schema until told") as server:
        section = LlmSection(
            provider="openai", model="m", base_url=server.base_url, max_tokens=100,
            tasks={"title": TaskSection(deadline_ms=60_000)},
        )  # fmt: skip
        gateway = Gateway(section, MemoryLog(), lambda: NOW, None)  # type: ignore[arg-type]
        gateway.warm()
        outcome = gateway.run(TITLE, "x", Deadline.after_ms(60_000))
        gateway.close()
    assert outcome.call is not None
    assert (outcome.call.outcome, outcome.call.attempts, outcome.call.schema_errors) == ("answer", 2, 1)
    assert outcome.call.reported_model == "m"
