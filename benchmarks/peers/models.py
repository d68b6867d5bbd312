"""Fits one model of another library on a saved split and writes its slates. Runs under the Python that has them.

usage: python models.py SPLIT.npz NAME SETTINGS.json OUT.npz    (needs `implicit` and `rectools`, not Landas)
"""

import json
import sys
import time
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

K = 10
MODELS = ("als", "bpr", "item_knn", "ease", "pure_svd", "popular")


def main() -> None:
    split, name, settings, out = sys.argv[1:]
    data = np.load(split)
    people = np.repeat(np.arange(len(data["lengths"])), data["lengths"])
    shape = (len(data["lengths"]), int(data["size"]))
    matrix = csr_matrix((np.ones(len(people), np.float32), (people, data["rows"])), shape)
    fit = _implicit if name in ("als", "bpr", "item_knn") else _rectools
    slates, fitted, answered = fit(name, json.loads(settings), matrix, data["asked"])
    counts = np.asarray(matrix.sum(axis=0)).ravel()
    _fill(slates, matrix, data["asked"], np.argsort(-counts, kind="stable"))
    np.savez(out, slates=slates, fit=fitted, answer=answered)


def _implicit(
    name: str, settings: dict[str, Any], matrix: csr_matrix, asked: Any
) -> tuple[Any, float, float]:
    from implicit.als import AlternatingLeastSquares
    from implicit.bpr import BayesianPersonalizedRanking
    from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender

    kinds = {
        "als": AlternatingLeastSquares, "bpr": BayesianPersonalizedRanking,
        "cosine": CosineRecommender, "tfidf": TFIDFRecommender, "bm25": BM25Recommender,
    }  # fmt: skip
    seeded = {"random_state": 0} if name != "item_knn" else {}
    kind = kinds[settings.pop("kind", name)]
    model = kind(**settings, num_threads=2, **seeded)
    started = time.perf_counter()
    model.fit(matrix, show_progress=False)
    fitted = time.perf_counter() - started
    started = time.perf_counter()
    found, _ = model.recommend(asked, matrix[asked], N=K, filter_already_liked_items=True)
    return found.astype(np.int64), fitted, time.perf_counter() - started


def _rectools(
    name: str, settings: dict[str, Any], matrix: csr_matrix, asked: Any
) -> tuple[Any, float, float]:
    import pandas as pd
    from rectools.dataset import Dataset
    from rectools.models import EASEModel, PopularModel, PureSVDModel

    kinds = {"ease": EASEModel, "pure_svd": PureSVDModel, "popular": PopularModel}
    people, rows = matrix.nonzero()
    frame = pd.DataFrame({"user_id": people, "item_id": rows, "weight": 1.0})
    dataset = Dataset.construct(frame.assign(datetime="2020-01-01"))
    model = kinds[name](**settings)
    started = time.perf_counter()
    model.fit(dataset)
    fitted = time.perf_counter() - started
    warm = np.intersect1d(asked, people)
    started = time.perf_counter()
    found = model.recommend(users=warm, dataset=dataset, k=K, filter_viewed=True)
    answered = time.perf_counter() - started
    slates = np.full((len(asked), K), -1, dtype=np.int64)
    place = {person: line for line, person in enumerate(asked)}
    lines = [place[person] for person in found["user_id"]]
    slates[lines, found["rank"].to_numpy() - 1] = found["item_id"]
    return slates, fitted, answered


def _fill(slates: Any, matrix: csr_matrix, asked: Any, popular: Any) -> None:
    """Gaps, and all places of people without history, get what is most popular: no model is punished for those."""
    for line, person in enumerate(asked):
        row = slates[line]
        seen = matrix[person].indices
        if not len(seen):
            row[:] = -1
        bad = (row < 0) | np.isin(row, seen)
        if bad.any():
            free = popular[~np.isin(popular, np.concatenate([seen, row[~bad]]))]
            row[bad] = free[: bad.sum()]


if __name__ == "__main__":
    main()
