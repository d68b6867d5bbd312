"""The suite `understanding`: its measures against sums done by hand, and how well the sample shop is understood."""

from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.evaluation.cases import understanding_cases
from landas.evaluation.understanding import evaluate_understanding
from landas.evaluation.understanding_cases import UnderstandingCase
from landas.evaluation.wish_keys import constraint_keys
from landas.request.intent import Constraint, Intent
from tests.understanding.world import FIELDS, parser

PARSER = parser()
TYPES = {field.name: field.type for field in FIELDS}
SAMPLE_CASES = Path(__file__).parent / "sample_understanding.jsonl"


def case(
    text: str, *constraints: tuple[str, str, Any], language: str = "en", **expect: Any
) -> UnderstandingCase:
    wishes = [{"field": f, "op": op, "value": value} for f, op, value in constraints]
    return UnderstandingCase.model_validate(
        {
            "text": text,
            "language": language,
            "phenomenon": expect.pop("phenomenon", ()),
            "expect": {**expect, "constraints": wishes},
        }
    )


def record_of(cases: list[UnderstandingCase]) -> dict[str, Any]:
    return evaluate_understanding(PARSER, cases, TYPES)


def wrong(text: str, *constraints: tuple[str, str, Any], **expect: Any) -> list[str]:
    return record_of([case(text, *constraints, **expect)])["per_case"][0]["wrong"]


def test_measures_are_the_sums_done_by_hand() -> None:
    record = record_of(
        [
            case(
                "black laptop under 7 juta", ("color", "eq", "Black"), ("price", "lt", 7e6), category="laptop"
            ),
            case("silver laptop", ("color", "eq", "White"), category="phone"),
            case("laptop hitam", ("color", "eq", "black"), ("brand", "eq", "Velora"), language="id"),
        ],
    )
    # Found 2 + 1 + 1, of them right 2 + 0 + 1; expected 2 + 1 + 2.
    values = {name: metric["value"] for name, metric in record["metrics"].items()}
    assert {name: values[name] for name in values if name not in ("expected_calibration_error", "auroc")} == {
        "constraint_precision": 0.75,
        "constraint_recall": 0.6,
        "constraint_f1": pytest.approx(2 / 3, abs=1e-4),
        "exact_match": pytest.approx(1 / 3, abs=1e-4),
        "category_accuracy": 0.5,
    }
    english, indonesian = record["per_language"]["en"], record["per_language"]["id"]
    assert english["constraint_recall"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert indonesian["constraint_recall"]["value"] == 0.5
    assert "category_accuracy" not in indonesian


def test_what_was_missed_and_what_was_invented_is_listed() -> None:
    scores = record_of([case("silver laptop", ("color", "eq", "White"))])["per_case"][0]
    assert scores["missed"] == [["color", "eq", "white"]]
    assert scores["invented"] == [["color", "eq", "silver"]]


def test_limits_that_stand_on_an_assumption_count_only_where_the_case_speaks_of_their_field() -> None:
    vague, exact = case("cheap laptop"), case("cheap laptop", ("price", "lte", 1.0))
    first, second = record_of([vague, exact])["per_case"]
    assert (first["exact"], first["found"]) == (True, 0)
    assert (second["exact"], second["found"]) == (False, 1)


def test_phenomena_and_kinds_of_fields_are_measured_apart() -> None:
    record = record_of(
        [
            case(
                "black laptop under 7 juta",
                ("color", "eq", "Black"),
                ("price", "lt", 7e6),
                phenomenon="money",
            ),
            case("laptop under 8 juta", ("price", "lt", 9e6), phenomenon=["money", "category"]),
            case("laptop hitam", ("color", "eq", "Black"), language="id", phenomenon=["category"]),
        ]
    )
    exact = {name: metrics["exact_match"]["value"] for name, metrics in record["per_phenomenon"].items()}
    assert exact == {"category": 0.5, "money": 0.5}
    assert record["per_language_and_phenomenon"]["id"]["category"]["exact_match"]["value"] == 1.0
    assert "money" not in record["per_language_and_phenomenon"]["id"]
    kinds = record["per_field_kind"]
    assert (kinds["money"]["constraint_f1"]["value"], kinds["money"]["exact_match"]["n"]) == (0.5, 2)
    assert (kinds["category"]["constraint_f1"]["value"], kinds["category"]["exact_match"]["n"]) == (1.0, 2)


def test_confidence_is_measured_against_exact_readings() -> None:
    record = record_of(
        [case("black laptop", ("color", "eq", "Black")), case("laptop", ("color", "eq", "Black"))]
    )
    # Both are wholly explained, so the parser is as sure of both; one is wrong.
    (bin_of_both,) = record["calibration"]
    sure = bin_of_both.pop("confidence")
    assert sure > 0.9
    assert bin_of_both == {"low": 0.9, "high": 1.0, "n": 2, "right": 0.5}
    assert record["metrics"]["expected_calibration_error"]["value"] == pytest.approx(sure - 0.5)
    assert record["metrics"]["auroc"]["value"] == 0.5
    assert "auroc" not in record_of([case("black laptop", ("color", "eq", "Black"))])["metrics"]


@pytest.mark.parametrize(
    ("value", "within", "exact"), [(7e6, 0.25, True), (7e6, 0.01, False), (20e6, 0.25, False)]
)
def test_around_holds_where_the_read_range_is_near_enough(value: float, within: float, exact: bool) -> None:
    wish = {"field": "price", "op": "around", "value": value, "within": within}
    around = UnderstandingCase.model_validate(
        {"text": "laptop around 7 juta", "expect": {"constraints": [wish]}}
    )
    assert record_of([around])["per_case"][0]["exact"] is exact


def test_order_strength_and_soft_wishes_are_measured_where_a_case_speaks_of_them() -> None:
    lower = {"field": "price", "direction": "lower"}
    assert wrong("cheapest laptop", sort=lower) == []
    assert wrong("cheapest laptop", sort=None) == ["sort"]
    assert wrong("cheapest laptop") == []
    assert wrong("a cheaper one", comparatives=[lower]) == []
    assert wrong("a cheaper one", comparatives=[]) == ["comparatives"]
    assert wrong("laptop for my mother", preferences=["mother"]) == []
    assert wrong("laptop for my mother", preferences=["father"]) == ["preferences"]


def test_learnt_kinds_are_right_by_the_end_of_their_names() -> None:
    def right(*kinds: list[str]) -> bool:
        return record_of([case("laptop bag", kinds=kinds)])["per_case"][0]["category_right"]

    assert right(["bag", "case"])
    assert not right(["laptop"])
    assert not right(["bag"], ["laptop"])
    assert not right()


def test_the_kind_of_thing_may_be_expected_as_a_wish_about_its_field() -> None:
    scores = record_of([case("black laptop", ("department", "eq", "laptop"), ("color", "eq", "Black"))])
    assert scores["per_case"][0]["exact"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("brand", "not_in", ["A", "B"])], [("brand", "ne", "b"), ("brand", "ne", "a")]),
        ([("brand", "in", ["A"])], [("brand", "eq", "a")]),
        ([("brand", "in", ["A", "B"])], [("brand", "in", ["b", "a"])]),
        ([("price", "gte", 3), ("price", "lte", 5)], [("price", "between", [3.0, 5])]),
        ([("size", "eq", 42)], [("size", "eq", "42")]),
        ([("wifi", "eq", False)], [("wifi", "ne", True)]),
        ([("released", "gt", "2018-12-31")], [("released", "gte", "2019-01-01")]),
        ([("released", "lt", "2008-03-01")], [("released", "lte", "2008-02-29")]),
    ],
)
def test_two_ways_of_writing_one_wish_are_equal(one: list[Any], other: list[Any]) -> None:
    assert constraint_keys(one) == constraint_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([("price", "lt", 5)], [("price", "lte", 5)]),
        ([("brand", "eq", "A")], [("brand", "ne", "A")]),
        ([("price", "between", [3, 5])], [("price", "between", [5, 3])]),
        ([("wifi", "eq", True)], [("wifi", "ne", True)]),
    ],
)
def test_different_wishes_differ(one: list[Any], other: list[Any]) -> None:
    assert constraint_keys(one) != constraint_keys(other)


class ByKeywords:
    """Reads a text as the values of the catalogue that its words are: the least a parser can do."""

    category_field = "category"

    def __init__(self, project: Project) -> None:
        lexicon = project.parts.parsers.of(project.live.current())._lexicon
        senses = [s for key in lexicon.senses for s in lexicon.senses[key]]
        self._values = {(str(s.value).casefold(), s.field) for s in senses if s.kind == "value"}
        self._kinds = {str(s.value) for s in senses if s.kind == "category"}

    def parse(self, text: str) -> Intent:
        words = text.casefold().split()
        found = [Constraint(field, "eq", value) for value, field in self._values if value in words]
        return Intent(categories=tuple(k for k in self._kinds if k in words), constraints=tuple(found))


def test_the_sample_shop_is_understood_in_both_languages(sample: Project) -> None:
    record = sample.evaluate("understanding", SAMPLE_CASES)
    for language in ("en", "id"):
        metrics = record["per_language"][language]
        assert metrics["constraint_f1"]["value"] >= 0.95
        assert metrics["exact_match"]["value"] >= 0.9
    keywords = evaluate_understanding(ByKeywords(sample), understanding_cases(SAMPLE_CASES), {})  # type: ignore[arg-type]
    assert keywords["metrics"]["constraint_f1"]["value"] < 0.5
