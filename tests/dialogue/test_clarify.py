"""The one question of a turn: what would tell most, counted by hand on a small catalogue and on the sample."""

import itertools
from typing import Any, cast

import numpy as np
import pytest

from landas.bootstrap import Project
from landas.catalog.fields import Field, Schema
from landas.dialogue.clarify import best_question
from landas.ids import ItemIndex
from landas.request.intent import Constraint
from tests.dialogue.talking import conversation


@pytest.mark.parametrize("text", ["laptop", "cari hp"])
def test_a_broad_request_is_answered_and_asked_about_with_answers_counted_on_the_catalogue(
    sample: Project, text: str
) -> None:
    (turn,) = conversation(sample, text)
    assert turn["items"]
    assert turn["clarification"]
    assert turn["reply"].endswith(turn["clarification"])
    assert turn["clarification"][0].isupper()
    assert len({option["field"] for option in turn["options"]}) == 1
    kinds = set(turn["intent"]["categories"])
    for option in turn["options"]:
        # By the sample's rule, what is sold is known to be in stock.
        live = [v.item.values for v in sample.items.scan() if v.item.values.get("stock")]
        fitting = [v for v in live if v.get("category") in kinds and _meets(v, option)]
        assert len(fitting) == option["count"] > 0


def _meets(values: Any, option: dict[str, Any]) -> bool:
    value, wanted = values.get(option["field"]), option["value"]
    if value is None:
        return False
    match option["op"]:
        case "lt":
            return bool(value < wanted)
        case "gt":
            return bool(value > wanted)
        case "between":
            return bool(wanted[0] <= value <= wanted[1])
        case _:
            return bool(value == wanted)


def test_it_asks_never_twice_in_a_row_and_at_most_twice(sample: Project) -> None:
    texts = (
        "laptop",
        "black or white",
        "16 GB of RAM or more",
        "not too heavy",
        "any brand",
        "anything else?",
    )
    asked = [bool(turn["clarification"]) for turn in conversation(sample, *texts)]
    assert asked[0]
    assert sum(asked) <= 2
    assert not any(one and other for one, other in itertools.pairwise(asked))


def test_what_was_wished_is_not_asked_about(sample: Project) -> None:
    (first,) = conversation(sample, "laptop")
    field = first["options"][0]["field"]
    (narrowed,) = conversation(sample, "laptop under 9 million rupiah, Nusa 5")
    settled = {c["field"] for c in narrowed["intent"]["constraints"]}
    assert field in {"processor", "price"}
    assert not settled & {option["field"] for option in narrowed["options"]}


def test_an_answer_of_few_items_and_a_turn_about_shown_items_ask_nothing(sample: Project) -> None:
    few = conversation(sample, "laptop under 4 million rupiah, white", "compare the first two")
    assert [turn["clarification"] for turn in few] == [None, None]


@pytest.mark.parametrize(("request_text", "passing"), [("laptop", "any"), ("cari hp", "apa saja")])
def test_a_question_may_be_passed_over(sample: Project, request_text: str, passing: str) -> None:
    first, again = conversation(sample, request_text, passing)
    assert first["clarification"]
    assert again["items"]
    assert again["clarification"] is None


@pytest.mark.parametrize(
    ("request_text", "more", "wish"),
    [
        ("laptop", "and brand Padmora", ("brand", "eq", "Padmora")),
        ("laptop", "dan warna hitam", ("colour", "eq", "black")),
    ],
)
def test_a_further_wish_is_no_question_about_what_was_shown(
    sample: Project, request_text: str, more: str, wish: tuple[str, str, str]
) -> None:
    _, narrowed = conversation(sample, request_text, more)
    assert [(c["field"], c["op"], c["value"]) for c in narrowed["state"]["constraints"]] == [wish]


class _Shelf:
    """Ten things with two fields, as `best_question` looks at them."""

    def __init__(self) -> None:
        self._rows = [
            {"colour": ("red", "blue")[n % 2], "cord": ("red", "blue", "grey")[n % 3]} for n in range(10)
        ]

    def value(self, field: str, row: int) -> str:
        return self._rows[row][field]

    def mask(self, answer: Constraint) -> Any:
        return np.array([row[answer.field] == answer.value for row in self._rows])


def test_no_field_is_asked_about_whose_answers_are_rather_of_another() -> None:
    fields = {name: Field(name, "category", name) for name in ("colour", "cord")}
    schema = Schema(("en",), "EUR", "id", "title", (), fields)
    rows = [ItemIndex(n) for n in range(10)]
    asked = [
        best_question(cast(Any, _Shelf()), schema, rows, np.ones(10, bool), frozenset(), usual_field=usual)
        for usual in (lambda value: None, lambda value: "colour")
    ]
    assert [question and question.field for question in asked] == ["cord", "colour"]
