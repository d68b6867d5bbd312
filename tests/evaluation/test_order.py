"""The suite `order`: a model's order is worth what the judgements say, and no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.errors import SetupError
from landas.evaluation.cases import SearchCase
from landas.evaluation.order import evaluate_order
from landas.evaluation.order_gate import JudgedQuery, order_verdict
from landas.evaluation.search import full_ranking
from landas.ids import ItemId
from landas.recommend.service import plain_request
from landas.settings import EvaluationSection, LlmSection, TaskSection
from tests.recommend.test_order_by_model import COPIED, Ordering, by_price

QUERIES = ("laptop bag", "mouse", "tas laptop", "charger")


def evaluated(project: Project, provider: Ordering | None, cases: list[SearchCase], **order: Any) -> Any:
    section = TaskSection(**{"deadline_ms": 30_000, **order})
    llm = LlmSection(provider="scripted", tasks={"order": section}, price_input=1.0, price_output=5.0)
    project.use_model(None if provider is None else llm, provider)

    def use_model(llm: LlmSection | None) -> None:
        project.use_model(llm, provider)

    return evaluate_order(project.settings, project.evaluations, cases, lambda: project.parts, use_model)


def grades_by_price(project: Project, query: str) -> dict[str, float]:
    """3 for the five cheapest of the leading candidates, 0 for the others."""
    leading = [ItemId(item_id) for item_id in full_ranking(project.parts, query)[:20]]
    prices = {
        i: v.item.values["price"] for i, v in project.items.get(leading).items() if "price" in v.item.values
    }
    cheapest = sorted(prices, key=lambda item_id: float(str(prices[item_id])))
    return {item_id: 3.0 if item_id in cheapest[:5] else 0.0 for item_id in leading}


def test_a_model_that_knows_what_people_like_is_measured_as_better(own_sample: Project) -> None:
    cases = [SearchCase(query, grades_by_price(own_sample, query)) for query in QUERIES]
    record = evaluated(own_sample, Ordering(by_price), cases)
    metrics = record["metrics"]
    assert metrics["ndcg@10_model"]["value"] > metrics["ndcg@10_base"]["value"]
    assert metrics["ndcg@10_model_difference"]["value"] == pytest.approx(
        metrics["ndcg@10_model"]["value"] - metrics["ndcg@10_base"]["value"], abs=2e-4
    )
    assert metrics["stability"]["value"] > 0.8  # candidates that look the same stand in any order
    assert metrics["answered"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 4}
    assert record["usage"]["calls"] == 8
    assert record["usage"]["input_tokens_per_query"] == 200
    assert record["usage"]["cost_per_query"] == pytest.approx(2 * (100 * 1.0 + 10 * 5.0) / 1e6)


def test_a_model_that_copies_positions_is_seen_and_with_two_passes_never_shown(own_sample: Project) -> None:
    cases = [SearchCase(query, grades_by_price(own_sample, query)) for query in QUERIES]
    record = evaluated(own_sample, Ordering(COPIED), cases, passes=2)
    metrics = record["metrics"]
    assert metrics["copied_presentation"]["value"] == 1.0
    assert metrics["stability"]["value"] == -1.0
    assert record["base_kept"] == {"unstable": 4}
    assert metrics["ndcg@10_model_difference"]["value"] == 0.0
    assert metrics["touched"]["value"] == 0.0


def test_without_a_model_there_is_nothing_to_measure(own_sample: Project) -> None:
    with pytest.raises(SetupError, match="asks no model"):
        evaluated(own_sample, None, [SearchCase("mouse", {"x": 1.0})])


GATE = EvaluationSection(order_cases=2)


def judged(language: str, difference: float, answered: bool = True) -> JudgedQuery:
    return JudgedQuery(language, answered, difference)


def verdict(*queries: JudgedQuery, **wanted: Any) -> dict[str, Any]:
    return order_verdict(queries, ("en", "id"), GATE.model_copy(update=wanted))


def test_a_bundle_may_order_where_it_does_no_harm_in_any_language() -> None:
    good = [judged("en", 0.1), judged("en", 0.2), judged("id", 0.0), judged("id", 0.0)]
    assert verdict(*good)["passed"]
    found = verdict(*good[:2], judged("id", 0.3), judged("id", -0.1))
    assert found["why"] == ["nDCG@10 in id may differ by -0.1000, less than evaluation.order_difference = 0"]
    assert verdict(*good[:2], judged("id", 0.3), judged("id", -0.1), order_difference=-0.2)["passed"]
    assert "1 queries with a relevant item in id, fewer than" in str(verdict(*good[:3])["why"])
    silent = [judged(code, 0.0, answered=False) for code in ("en", "en", "id", "id")]
    assert "0.00 answered in en, less than evaluation.order_answered = 0.5" in verdict(*silent)["why"]


def test_no_model_orders_until_exactly_its_bundle_passed(own_sample: Project, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    rows = [
        f"{query},{item},{grade},{language}"
        for query, language in (
            ("laptop bag", "en"),
            ("mouse", "en"),
            ("tas laptop", "id"),
            ("charger", "id"),
        )
        for item, grade in grades_by_price(own_sample, query).items()
    ]
    file.write_text("\n".join(["query,item_id,grade,language", *rows]), encoding="utf-8")
    own_sample.settings = own_sample.settings.model_copy(update={"evaluation": GATE})
    order = TaskSection(deadline_ms=30_000, surfaces=("search",))
    llm = LlmSection(provider="scripted", require_evaluation=True, tasks={"order": order})
    own_sample.use_model(llm, Ordering(by_price))

    def kept() -> str | None:
        answer = own_sample.recommender.search(plain_request("search", text="mouse"))
        found: str | None = own_sample.receipt(answer["receipt_id"])["order"]["base_kept"]
        return found

    assert kept() == "not_evaluated"
    (gate,) = own_sample.evaluate("order", file)["gate"]
    assert (gate["task"], gate["passed"], gate["why"]) == ("order", True, [])
    assert set(gate["difference"]) == {"en", "id"}
    assert kept() is None
    own_sample.use_model(llm.model_copy(update={"model": "another"}), Ordering(by_price))
    assert kept() == "not_evaluated"


def test_the_command_reads_search_cases(own_sample: Project, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    grades = grades_by_price(own_sample, "mouse")
    rows = [f"mouse,{item},{grade}" for item, grade in grades.items()]
    file.write_text("\n".join(["query,item_id,grade", *rows]), encoding="utf-8")
    llm = LlmSection(provider="scripted", tasks={"order": TaskSection(deadline_ms=30_000)})
    own_sample.use_model(llm, Ordering(by_price))
    record = json.loads(json.dumps(own_sample.evaluate("order", file)))
    assert (record["suite"], record["metrics"]["ndcg@10_base"]["n"]) == ("order", 1)
