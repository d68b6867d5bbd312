"""Recorded replies of real kinds to the tasks that read a request: usable ones come to what they mean, each other
one is refused for its own reason.
"""

import json
from importlib import resources
from typing import Any

import pytest

from landas.clock import Deadline
from landas.llm.calls import Answer, Fallback
from landas.understanding.contracts.expansion.checks import usable_terms
from landas.understanding.contracts.expansion.contract import EXPANSION
from landas.understanding.contracts.expansion.task_input import ExpansionInput
from landas.understanding.contracts.intent.checks import fault_of
from landas.understanding.contracts.intent.contract import INTENT
from landas.understanding.contracts.intent.task_input import IntentInput, ReadableField
from landas.understanding.contracts.need_summary.contract import NEED_SUMMARY
from landas.understanding.contracts.need_summary.task_input import NeedInput
from landas.understanding.contracts.quotes import quoted_span
from tests.llm.jokes import Saying, gateway_over

CONTRACTS = resources.files("landas.understanding.contracts")
REQUESTS = {
    "expansion": {"en": "a fridge for a small flat", "id": "kulkas buat kos"},
    "intent": {"en": "a crimson lamp under $30", "id": "lampu abang di bawah 300rb"},
}
FIELDS = {
    "colour": ReadableField("colour", "colour", "category", ("black", "red", "white")),
    "dimmable": ReadableField("dimmable", "dimmable", "flag"),
}
KINDS = {"good", "empty", "malformed", "ungrounded", "partial", "refusing"}


def names(task: str) -> list[str]:
    files = (CONTRACTS / task / "recorded").iterdir()
    return sorted(file.name.removesuffix(".json") for file in files if file.name.endswith(".json"))


def recorded(task: str, name: str) -> dict[str, Any]:
    text = (CONTRACTS / task / "recorded" / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def expansion_input(language: str) -> ExpansionInput:
    word = {"en": "fridge", "id": "kulkas"}[language]
    return ExpansionInput(language, REQUESTS["expansion"][language], (word,), ("desk lamp", "refrigerator"))


def intent_input(language: str) -> IntentInput:
    word = {"en": "crimson", "id": "abang"}[language]
    return IntentInput(language, REQUESTS["intent"][language], (word,), FIELDS)


@pytest.mark.parametrize("task", ["expansion", "intent", "need_summary"])
def test_every_kind_is_recorded_in_both_languages(task: str) -> None:
    assert {f"{code}_{kind}" for code in ("en", "id") for kind in KINDS} <= set(names(task))


@pytest.mark.parametrize("name", names("expansion"))
def test_a_recorded_expansion_has_its_outcome(name: str) -> None:
    record = recorded("expansion", name)
    asked = expansion_input(record["language"])
    outcome = gateway_over(Saying(record["reply"], record["reply"])).run(
        EXPANSION, asked, Deadline.after_ms(30_000)
    )
    if refused(record, outcome):
        return
    assert isinstance(outcome, Answer)
    kept, dropped = usable_terms(asked, outcome.value)
    assert [term.term for term in kept] == record["kept"]
    assert len(kept) + len(dropped) == len(outcome.value.terms)


@pytest.mark.parametrize("name", names("intent"))
def test_a_recorded_reading_has_its_outcome(name: str) -> None:
    record = recorded("intent", name)
    asked = intent_input(record["language"])
    outcome = gateway_over(Saying(record["reply"], record["reply"])).run(
        INTENT, asked, Deadline.after_ms(30_000)
    )
    if refused(record, outcome):
        return
    assert isinstance(outcome, Answer)
    kept = [wish for wish in outcome.value.wishes if fault_of(asked, wish) is None]
    assert [[wish.field, wish.value] for wish in kept] == record["kept"]


@pytest.mark.parametrize("name", names("need_summary"))
def test_a_recorded_summary_has_its_outcome(name: str) -> None:
    record = recorded("need_summary", name)
    earlier = {"en": ("silent", "bedroom"), "id": ("senyap", "kamar")}[record["language"]]
    asked = NeedInput(record["language"], "200", earlier)
    outcome = gateway_over(Saying(record["reply"], record["reply"])).run(
        NEED_SUMMARY, asked, Deadline.after_ms(30_000)
    )
    if refused(record, outcome):
        return
    assert isinstance(outcome, Answer)
    assert [word for word in outcome.value.keep if word in earlier] == record["kept"]


def refused(record: dict[str, Any], outcome: Any) -> bool:
    if record["reason"] is None:
        assert isinstance(outcome, Answer), outcome.call.problems
        return False
    assert isinstance(outcome, Fallback)
    assert outcome.call is not None
    assert outcome.reason == record["reason"]
    if record.get("problem"):
        assert outcome.call.problems[0] == record["problem"]
    return True


def test_no_number_field_and_no_item_is_told() -> None:
    told = json.dumps(INTENT.describe(intent_input("en")))
    assert "price" not in told
    assert set(EXPANSION.describe(expansion_input("en"))) == set(EXPANSION.sends)


@pytest.mark.parametrize(
    ("text", "quote", "span"),
    [
        ("Kulkas kecil", "KULKAS", (0, 6)),
        ("a notebook", "note", None),
        ("warna abang-abang", "abang", (6, 11)),
        ("x", "", None),
        ("STRASSE ß lamp", "lamp", None),
        ("⟨name⟩ lamp", "lamp", (7, 11)),
    ],
)
def test_a_quotation_is_whole_words_of_the_text(text: str, quote: str, span: tuple[int, int] | None) -> None:
    assert quoted_span(text, quote) == span
