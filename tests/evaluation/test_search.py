"""The suite `search`: full rankings of the sample shop against grades."""

import csv
import json
from pathlib import Path

import pytest

from landas.bootstrap import Project
from landas.evaluation.cases import SearchCase
from landas.evaluation.search import evaluate_search, full_ranking
from landas.metrics.ranking import ndcg_at


def test_a_ranking_goes_on_below_what_is_shown_and_names_nothing_twice(sample: Project) -> None:
    ranking = full_ranking(sample.parts, "laptop")
    assert len(ranking) > 50
    assert len(ranking) == len(set(ranking))


def test_the_best_order_scores_one_and_its_reverse_less(sample: Project) -> None:
    ranking = full_ranking(sample.parts, "laptop bag")[:5]
    best = SearchCase("laptop bag", {item: 5.0 - n for n, item in enumerate(ranking)})
    worst = SearchCase("laptop bag", {item: 1.0 + n for n, item in enumerate(ranking)})
    scores = [evaluate_search(sample.parts, [c])["metrics"]["ndcg@10"]["value"] for c in (best, worst)]
    assert scores[0] == 1.0
    assert scores[1] == pytest.approx(ndcg_at(ranking, worst.grades, 10), abs=1e-4)
    assert scores[1] < 1.0


def test_unjudged_items_are_left_out_of_the_judged_measure(sample: Project) -> None:
    third = full_ranking(sample.parts, "mouse")[2]
    metrics = evaluate_search(sample.parts, [SearchCase("mouse", {third: 1.0})])["metrics"]
    assert metrics["ndcg@10"]["value"] == 0.5
    assert metrics["ndcg@10_judged"]["value"] == 1.0
    assert metrics["mrr"]["value"] == pytest.approx(1 / 3, abs=1e-4)
    assert metrics["recall@10"]["value"] == 1.0


def test_queries_without_a_relevant_item_are_counted_and_left_out(sample: Project) -> None:
    first = full_ranking(sample.parts, "keyboard")[0]
    cases = [SearchCase("keyboard", {first: 2.0}), SearchCase("mouse", {first: 0.0})]
    record = evaluate_search(sample.parts, cases)
    assert (record["cases"], record["without_relevant"]) == (2, 1)
    assert record["metrics"]["ndcg@10"] == {"value": 1.0, "low": 1.0, "high": 1.0, "n": 1}
    assert record["per_case"][1]["metrics"]["ndcg@10"] is None


def test_search_finds_the_kind_of_thing_far_better_than_chance(
    sample: Project, sample_folder: Path, tmp_path: Path
) -> None:
    lines = (sample_folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    file = tmp_path / "judged.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("query", "item_id", "grade"))
        for query, kind in (("tas laptop", "laptop bag"), ("hp", "phone"), ("charger", "charger")):
            writer.writerows((query, row["sku"], int(row["category"] == kind)) for row in rows)
    assert sample.evaluate("search", file)["metrics"]["ndcg@10"]["value"] > 0.6
