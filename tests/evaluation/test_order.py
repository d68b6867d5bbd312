"""The suite `order`: a model's order is worth what the judgements say, and no more."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.errors import SetupError
from landas.evaluation.cases import SearchCase
from landas.evaluation.order import evaluate_order
from landas.evaluation.search import full_ranking
from landas.ids import ItemId
from landas.settings import LlmSection, TaskSection
from tests.recommend.test_order_by_model import COPIED, Ordering, by_price

QUERIES = ("laptop bag", "mouse", "tas laptop", "charger")


def evaluated(project: Project, provider: Ordering | None, cases: list[SearchCase], **order: Any) -> Any:
    section = TaskSection(**{"deadline_ms": 30_000, **order})
    llm = LlmSection(provider="scripted", tasks={"order": section}, price_input=1.0, price_output=5.0)
    project.use_model(None if provider is None else llm, provider)
    return evaluate_order(project.parts, cases)


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


def test_the_command_reads_search_cases(own_sample: Project, tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    grades = grades_by_price(own_sample, "mouse")
    rows = [f"mouse,{item},{grade}" for item, grade in grades.items()]
    file.write_text("\n".join(["query,item_id,grade", *rows]), encoding="utf-8")
    llm = LlmSection(provider="scripted", tasks={"order": TaskSection(deadline_ms=30_000)})
    own_sample.use_model(llm, Ordering(by_price))
    record = json.loads(json.dumps(own_sample.evaluate("order", file)))
    assert (record["suite"], record["metrics"]["ndcg@10_base"]["n"]) == ("order", 1)
