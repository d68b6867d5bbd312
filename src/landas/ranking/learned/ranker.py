"""The learned ranker: boosted trees over the features, trained to put what people turned to next first.

LambdaMART as `rank:ndcg` (C. Burges, From RankNet to LambdaRank to LambdaMART, 2010), with xgboost. One group
is one person at one moment: the candidates then, of which the item that came next is the only good one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from landas.events.sequences import Ints
from landas.ids import content_hash
from landas.ranking.learned.features.feature import Feature
from landas.ranking.learned.table import CandidateTable, Floats

NEGATIVES = 100
"""Candidates a group that didn't come next, drawn evenly: those that retrieval confuses with the one that did."""
GROWN = ((0, 50, 1), (6_000, 150, 10), (12_000, 300, 10))
"""From so many groups on so many trees, each shrunk so much: of few groups more trees learn the groups by heart, and
fewer trees have to say more (see docs/decisions)."""
TREES, COLUMNS = "ranker.trees.ubj", "ranker.columns.json"
_SETTINGS: Mapping[str, Any] = {
    "objective": "rank:ndcg",
    "lambdarank_pair_method": "topk",
    "lambdarank_num_pair_per_sample": 10,
    "eta": 0.08,
    "grow_policy": "lossguide",
    "max_leaves": 31,
    "max_depth": 0,
    "min_child_weight": 5,
    "subsample": 0.8,
    "colsample_bytree": 0.5,
    "tree_method": "hist",
}


@dataclass(frozen=True)
class LearnedRanker:
    """Trees and the names of the columns they read, in order."""

    trees: Any
    names: tuple[str, ...]

    def scores(self, table: CandidateTable, features: Sequence[Feature]) -> Floats:
        """One score a candidate; only their order within a person means something."""
        matrix = feature_matrix(table, features, self.names)
        found: Floats = self.trees.inplace_predict(matrix, missing=np.nan)
        return found

    def importance(self) -> dict[str, float]:
        """Of each column its share of what all splits gained, the largest first."""
        gains = self.trees.get_score(importance_type="total_gain")
        shares = {self.names[int(key[1:])]: gain / sum(gains.values()) for key, gain in gains.items()}
        return dict(sorted(shares.items(), key=lambda share: -share[1]))

    @cached_property
    def version(self) -> str:
        """A hash of the trees and of what they read: equal for equal rankers."""
        return _version(self.names, bytes(self.trees.save_raw("ubj")))

    def save(self, folder: Path) -> None:
        (folder / TREES).write_bytes(self.trees.save_raw("ubj"))
        (folder / COLUMNS).write_bytes(orjson.dumps(list(self.names)))

    @classmethod
    def load(cls, folder: Path, version: str) -> "LearnedRanker":
        """For serving: one thread, since every request has its own. Raises ValueError for trees that aren't those of
        `version`."""
        written, names = (folder / TREES).read_bytes(), tuple(orjson.loads((folder / COLUMNS).read_bytes()))
        # Careful: before xgboost sees them. It ends the process over trees that were cut off.
        if (found := _version(names, written)) != version:
            raise ValueError(f"{TREES} ({len(written)} bytes) holds {found}, not the ranker {version}")
        import xgboost

        trees = xgboost.Booster()
        try:
            trees.load_model(bytearray(written))
        except xgboost.core.XGBoostError as error:
            raise ValueError(f"{TREES}: {error}") from error
        trees.set_param({"nthread": 1})
        return cls(trees, names)


@dataclass(frozen=True)
class RankerInUse:
    """A ranker, the surfaces that it orders, and the moment (seconds since 1970) before which lies all that it was
    taught; None in releases of before."""

    ranker: LearnedRanker
    surfaces: tuple[str, ...]
    taught_until: float | None = None


def _version(names: Sequence[str], written: bytes) -> str:
    return content_hash([list(names), written.hex()])


def feature_matrix(
    table: CandidateTable, features: Sequence[Feature], names: Sequence[str] | None = None
) -> Floats:
    """Candidates x columns. Raises ValueError where the columns aren't those the ranker was trained on."""
    columns = named_columns(table, features)
    if names is not None and tuple(names) != tuple(columns):
        unlike = sorted(set(names) ^ set(columns))
        raise ValueError(f"the ranker was trained on other features: {unlike}; train it again")
    # Written by columns, which are what is at hand, and turned round once: a candidate's numbers then stand together.
    matrix = np.empty((len(columns), len(table)), dtype=np.float32)
    for place, column in enumerate(columns.values()):
        matrix[place] = column
    return np.ascontiguousarray(matrix.T)


def named_columns(table: CandidateTable, features: Sequence[Feature]) -> dict[str, NDArray[Any]]:
    return {name: column for feature in features for name, column in feature.columns(table).items()}


class TrainingRows:
    """Collects groups batch by batch, negatives already drawn, so that all candidates never stand in memory."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = np.random.default_rng(seed)
        self._names: tuple[str, ...] = ()
        self._matrices: list[Floats] = []
        self._labels: list[NDArray[np.bool_]] = []
        self._groups: list[Ints] = []
        self._weights: list[Floats] = []
        self.groups = 0

    def add(
        self,
        table: CandidateTable,
        features: Sequence[Feature],
        targets: Ints,
        weights: Floats | None = None,
    ) -> None:
        """`features` are learnt from the same log as the table's sources; `targets` are the rows that came next, one a
        person, `weights` what each of these says.

        Groups whose candidates lack what came next teach nothing.
        """
        ones = np.ones(len(targets), dtype=np.float32)
        good = table.rows == targets[table.people]
        self.add_wanted(table, features, good, ones if weights is None else weights)

    def add_wanted(
        self,
        table: CandidateTable,
        features: Sequence[Feature],
        good: NDArray[np.bool_],
        weights: Floats | None = None,
    ) -> None:
        """The same where a person may have turned to several rows: `good` is a mask of the table's."""
        people = len(table.histories)
        found = np.bincount(table.people[good], minlength=people) > 0
        counts = np.bincount(table.people, minlength=people)
        share = NEGATIVES / np.maximum(counts, 1)
        drawn = self._chance.random(len(table)) < share[table.people]
        kept = found[table.people] & (good | drawn)
        # Ranks and shares are of all candidates, as in serving: columns first, rows dropped after.
        columns = named_columns(table, features)
        self._names = tuple(columns)
        self._matrices.append(np.column_stack([np.asarray(c[kept], np.float32) for c in columns.values()]))
        self._labels.append(good[kept])
        self._groups.append(self.groups + np.unique(table.people[kept], return_inverse=True)[1])
        ones = np.ones(people, dtype=np.float32)
        self._weights.append((ones if weights is None else weights)[found])
        self.groups += int(found.sum())

    def train(self, seed: int = 0) -> LearnedRanker:
        """Raises ValueError where no group was added."""
        import xgboost

        if not self.groups:
            raise ValueError("no candidate ever came next: there is nothing to train on")
        data = xgboost.QuantileDMatrix(
            np.concatenate(self._matrices),
            label=np.concatenate(self._labels).astype(np.float32),
            qid=np.concatenate(self._groups),
            weight=np.concatenate(self._weights),
        )
        self._matrices.clear()
        _, trees, shrinkage = max(grown for grown in GROWN if grown[0] <= self.groups)
        settings = {**_SETTINGS, "reg_lambda": shrinkage, "seed": seed}
        return LearnedRanker(xgboost.train(settings, data, trees), self._names)
