"""How well the search surface ranks: judged queries over a built project, with the latency of each.

usage: python benchmarks/search_quality.py PROJECT JUDGEMENTS.csv [--json] [--cross-validate]

PROJECT is a folder made by `landas init`, `import items` and `build`; JUDGEMENTS has `query,item_id,grade`.
nDCG@10 with gain 2^grade - 1 and log2 discount, queries without a relevant item left out; `_judged` removes
unjudged items from the ranking. `accessory_errors` counts queries whose first answer is an ungraded-as-relevant
accessory although something relevant is ranked below it. `--cross-validate` chooses the vector's and the
accessory's weight on four fifths of the queries and reports the rest, so that it says what tuning is worth.
"""

import argparse
import csv
import itertools
import json
import math
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from landas.bootstrap import Project, open_project
from landas.ranking.features import WEIGHTS
from landas.recommend.draft import Draft, Request

Grades = Mapping[str, int]
TRIED = {"vector": (0.0, 0.1, 0.2, 0.3, 0.5), "accessory": (0.0, -0.1, -0.2, -0.4)}


def read_judgements(path: Path) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["query"]][row["item_id"]] = int(row["grade"])
    return found


def ndcg(order: Sequence[str], grades: Grades, *, judged: bool) -> float:
    def gain(values: Sequence[int]) -> float:
        return sum((2**value - 1) / math.log2(place + 2) for place, value in enumerate(values[:10]))

    ranked = [grades[i] for i in order if i in grades] if judged else [grades.get(i, 0) for i in order]
    return gain(ranked) / gain(sorted(grades.values(), reverse=True))


def search(project: Project, text: str) -> tuple[Draft, float]:
    started = time.perf_counter()
    draft = project.recommender.answer(Request("search", project.clock(), text=text))
    return draft, (time.perf_counter() - started) * 1000


def is_accessory_error(draft: Draft, grades: Grades) -> bool:
    """The first item is known to be of no use and an accessory, and a useful one stands behind it."""
    judged = [c for c in draft.candidates if c.item_id in grades]
    if not judged or grades[judged[0].item_id] > 0 or "accessory" not in judged[0].features:
        return False
    return any(grades[c.item_id] > 1 for c in judged[1:])


def reweighted(draft: Draft, weights: Mapping[str, float]) -> list[str]:
    def total(features: Mapping[str, float]) -> float:
        return sum(
            weights.get(name, WEIGHTS[name][1]) * value for name, value in features.items() if name in WEIGHTS
        )

    return [c.item_id for c in sorted(draft.candidates, key=lambda c: (-total(c.features), c.item_id))]


def cross_validated(drafts: Mapping[str, Draft], judgements: Mapping[str, Grades]) -> dict[str, float]:
    """Mean nDCG of held-out fifths, ten times, with the weights that the other four fifths would choose."""
    queries = list(drafts)
    settings = [dict(zip(TRIED, values, strict=True)) for values in itertools.product(*TRIED.values())]
    table = np.array([[[ndcg(reweighted(drafts[q], s), judgements[q], judged=j) for j in (True, False)]
                       for q in queries] for s in settings])  # fmt: skip
    held_out = []
    for seed in range(10):
        places = np.random.default_rng(seed).permutation(len(queries))
        for fold in range(5):
            held = places[fold::5]
            rest = np.setdiff1d(places, held)
            best = int(table[:, rest].sum(axis=2).mean(axis=1).argmax())
            held_out.append(table[best, held].mean(axis=0))
    judged, every = np.mean(held_out, axis=0)
    return {"cross_validated_ndcg@10_judged": float(judged), "cross_validated_ndcg@10": float(every)}


def measure(project: Project, judgements: Mapping[str, Grades], *, cross_validate: bool) -> dict[str, Any]:
    search(project, next(iter(judgements)))
    drafts, milliseconds = {}, []
    for text in judgements:
        drafts[text], spent = search(project, text)
        milliseconds.append(spent)
    relevant = {q: d for q, d in drafts.items() if any(judgements[q].values())}
    order = {q: [c.item_id for c in d.candidates] for q, d in relevant.items()}
    record: dict[str, Any] = {
        "ndcg@10_judged": float(np.mean([ndcg(order[q], judgements[q], judged=True) for q in relevant])),
        "ndcg@10": float(np.mean([ndcg(order[q], judgements[q], judged=False) for q in relevant])),
        "queries": len(relevant),
        "queries_without_a_relevant_item": len(judgements) - len(relevant),
        "accessory_errors": sum(is_accessory_error(d, judgements[q]) for q, d in relevant.items()),
        "ms_p50": float(np.percentile(milliseconds, 50)),
        "ms_p95": float(np.percentile(milliseconds, 95)),
    }
    return {**record, **(cross_validated(relevant, judgements) if cross_validate else {})}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("judgements", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with open_project(options.project) as project:
        record = measure(project, read_judgements(options.judgements), cross_validate=options.cross_validate)
    if options.json:
        print(json.dumps(record, indent=1))
        return
    for name, value in record.items():
        print(f"{name:34} {value:.4f}" if isinstance(value, float) else f"{name:34} {value}")


if __name__ == "__main__":
    main()
