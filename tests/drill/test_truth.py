"""The oracle of the drill: it knows raw values, finds what is false, and lets pass what is true."""

from typing import Any

import pytest

from landas.drill.comparing import Compared
from landas.drill.truth import Oracle, Row
from landas.language.pack import load_pack

ROWS = {
    "L1": Row("L1", "Orbel Air 14 Laptop Black", {"price": 900, "weight": 1200, "brand": "Orbel", "ram": 16}),
    "L2": Row("L2", "Tavo Pro 15 Laptop White", {"price": 1400, "weight": 1850, "brand": "Tavo", "ram": 32}),
    "L3": Row("L3", "Quill Mini 11 Laptop Red", {"price": 500, "weight": 990, "brand": "Quill", "ram": 8}),
}
ORACLE = Oracle(
    ROWS,
    frozenset({"orbel", "tavo", "quill"}),
    ("free shipping",),
    {code: Compared.of(load_pack(code).table("drill")) for code in ("en", "id")},
    {"price": "price", "weight": "weight"},
)
ONE, TWO = ROWS["L1"].title, ROWS["L2"].title


def faults(
    reply: str, language: str = "en", said: str = "laptop", shown: tuple[str, ...] = ("L1", "L2")
) -> list[str]:
    turn: dict[str, Any] = {
        "reply": reply,
        "language": language,
        "items": [{"item_id": item_id} for item_id in shown],
        "claims": [],
        "intent": {"constraints": [{"field": "price", "value": 1500}]},
    }
    return ORACLE.faults(turn, said, {"fitting": 212})


@pytest.mark.parametrize(
    ("reply", "language"),
    [
        (f"Here are two of 212 laptops under $1,500. {ONE} costs $900 and weighs 1.2 kg.", "en"),
        (f"{TWO} is $500 more expensive than the first, {ONE} is cheaper than {TWO}.", "en"),
        (f"{TWO} is not cheaper than {ONE}.", "en"),
        (f"Unlike {TWO}, {ONE} is lighter.", "en"),
        (f"{TWO} lebih berat 650 g dari yang pertama; {ONE} lebih murah daripada {TWO}.", "id"),
        (f"{TWO} tidak lebih ringan daripada {ONE}.", "id"),
    ],
)
def test_true_replies_have_no_fault(reply: str, language: str) -> None:
    assert faults(reply, language) == []


@pytest.mark.parametrize(
    ("reply", "language", "fault"),
    [
        (f"{ONE} costs $899.", "en", "the number 899"),
        (f"{ONE} has 64 GB.", "en", "the number 64"),
        (f"{ONE} beats every Quill.", "en", "the name 'quill'"),
        (f"{ONE} has free shipping.", "en", "“free shipping” is said"),
        (f"{TWO} is cheaper than {ONE}.", "en", "turned around: “cheaper”"),
        (f"{ONE} is heavier than {TWO}.", "en", "turned around: “heavier”"),
        (f"{ONE} is not lighter than {TWO}.", "en", "turned around: “lighter”"),
        (f"{TWO} is lighter than the first.", "en", "turned around: “lighter”"),
        (f"{TWO} lebih murah daripada {ONE}.", "id", "turned around: “lebih murah”"),
        (f"{TWO} lebih ringan 650 g dari yang pertama.", "id", "turned around: “lebih ringan”"),
        (f"{ONE} tidak lebih murah dibanding {TWO}.", "id", "turned around: “lebih murah”"),
    ],
)
def test_each_kind_of_falsehood_is_found(reply: str, language: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults(reply, language)), faults(reply, language)


def test_a_foreign_item_and_an_unfaithful_claim_are_faults() -> None:
    assert faults("Here.", shown=("L9",)) == ["foreign item L9"]
    turn = {"reply": "Here.", "language": "en", "items": [], "intent": {},
            "claims": [{"fact_ids": [], "verdict": "unsupported"}]}  # fmt: skip
    assert ORACLE.faults(turn, "", {}) == ["a claim that Landas itself calls unfaithful"]


def test_a_number_that_the_person_said_may_be_said_again() -> None:
    assert faults("Nothing has 4321 GB.", said="laptop with 4321 GB") == []


def test_a_short_beginning_of_a_title_names_it_too() -> None:
    long = {
        "A": Row("A", "Orbel Air 14 Laptop with a very long name", {"price": 2}),
        "B": Row("B", "Tavo", {"price": 1}),
    }
    oracle = Oracle(long, frozenset(), (), ORACLE.compared, {"price": "price"})
    turn = {"reply": "Orbel Air 14 Laptop is cheaper than Tavo.", "language": "en", "claims": [], "intent": {},
            "items": [{"item_id": "A"}, {"item_id": "B"}]}  # fmt: skip
    assert oracle.faults(turn, "", {}) == ["turned around: “cheaper” of 2 and 1"]


def test_a_name_that_stands_in_another_or_that_two_items_have_marks_none_of_them() -> None:
    rows = {
        "P1": Row("P1", "Dymo LetraTag LT-100 + Tape label printer", {"price": 33}),
        "P2": Row("P2", "Dymo LetraTag LT-100+ label printer", {"price": 40}),
        "P3": Row("P3", "Dymo LetraTag LT-100 + Tape label printer", {"price": 32}),
    }
    oracle = Oracle(rows, frozenset(), (), ORACLE.compared, {"price": "price"})
    turn: dict[str, Any] = {
        "reply": "Dymo LetraTag LT-100+ label printer is 7 more expensive than the first.",
        "language": "en",
        "items": [{"item_id": item_id} for item_id in rows],
        "claims": [],
    }
    assert oracle.faults(turn, "", {}) == []
    turn["reply"] = "Dymo LetraTag LT-100+ label printer is 7 cheaper than the first."
    assert "turned around" in str(oracle.faults(turn, "", {}))


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("Which brand would you like: Orbel or Quill?", 0),
        ("Which brand would you like: Orbel or Tavo?", 1),
        ("Which brand would you like for 99 dollars: Orbel or Quill?", 1),
        ("The first has free shipping. Which brand: Orbel or Quill?", 2),
    ],
)
def test_a_question_is_judged_by_the_answers_that_it_offers(asked: str, count: int) -> None:
    turn: dict[str, Any] = {
        "reply": f"{ONE} costs $900. {asked}",
        "clarification": asked,
        "language": "en",
        "items": [{"item_id": "L1"}],
        "claims": [],
    }
    receipt = {"fitting": 2, "wording": {"question": {"options": ["Orbel", "Quill"]}}}
    assert len(ORACLE.faults(turn, "laptop", receipt)) == count
