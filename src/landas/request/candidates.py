"""Candidates, removals and the slate: what passes from step to step once items are in play."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from landas.ids import ItemId


class SourceHit(NamedTuple):
    """One source's opinion of one candidate; `rank` counts from 1. A tuple: an answer makes a thousand and more."""

    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class HitTable:
    """What every source said of many candidates: candidates x sources, a rank of 0 where it said nothing."""

    names: tuple[str, ...]
    scores: NDArray[np.float64]
    ranks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ranks)

    def documents(self, places: Sequence[int], digits: int) -> list[dict[str, Any]]:
        """`{source: {score, rank}}` of some candidates, scores rounded."""
        told = self.ranks[places]
        candidates, columns = np.nonzero(told)
        scores = rounded(self.scores[places][candidates, columns], digits).tolist()
        ranks = told[candidates, columns].tolist()
        documents: list[dict[str, Any]] = [{} for _ in places]
        for candidate, column, score, rank in zip(
            candidates.tolist(), columns.tolist(), scores, ranks, strict=True
        ):
            documents[candidate][self.names[column]] = {"score": score, "rank": rank}
        return documents


def rounded(values: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """To so many digits behind the point; numbers too large to be rounded that way have none there anyway.

    >>> rounded(np.array([0.1234567, 1e308]), 6).tolist()
    [0.123457, 1e+308]
    """
    with np.errstate(over="ignore"):
        found = np.round(values, digits)
    return np.where(np.isfinite(found), found, values)


class TableHits(Mapping[str, SourceHit]):
    """One candidate's hits, which stay in the table until somebody reads them: of most candidates nobody does."""

    __slots__ = ("_read", "place", "table")

    def __init__(self, table: HitTable, place: int) -> None:
        self.table = table
        self.place = place
        self._read: dict[str, SourceHit] | None = None

    def __getitem__(self, name: str) -> SourceHit:
        return self._hits()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._hits())

    def __len__(self) -> int:
        return len(self._hits())

    def _hits(self) -> dict[str, SourceHit]:
        if self._read is None:
            names, ranks = self.table.names, self.table.ranks[self.place].tolist()
            scores = self.table.scores[self.place].tolist()
            told = zip(names, scores, ranks, strict=True)
            self._read = {name: SourceHit(score, rank) for name, score, rank in told if rank}
        return self._read


class Candidate(NamedTuple):
    """An item that at least one source proposed. `features` and `score` are set by ranking."""

    item_id: ItemId
    sources: Mapping[str, SourceHit]
    score: float = 0.0
    features: Mapping[str, float] = MappingProxyType({})


def scores_by_source(candidates: Sequence[Candidate]) -> dict[str, NDArray[np.float64]]:
    """What each source that proposed any scored each candidate, NaN for those it didn't propose."""
    found: dict[str, NDArray[np.float64]] = {}
    tabled = [hits for c in candidates if isinstance(hits := c.sources, TableHits)]
    if tabled and len(tabled) == len(candidates):
        table, places = tabled[0].table, [hits.place for hits in tabled]
        told = np.where(table.ranks[places] > 0, table.scores[places], np.nan)
        return {name: told[:, n] for n, name in enumerate(table.names) if not np.isnan(told[:, n]).all()}
    for place, candidate in enumerate(candidates):
        for name, hit in candidate.sources.items():
            if name not in found:
                found[name] = np.full(len(candidates), np.nan)
            found[name][place] = hit.score
    return found


def candidates_of(
    item_ids: Iterable[ItemId],
    sources: Iterable[Mapping[str, SourceHit]],
    scores: Iterable[float],
    features: Iterable[Mapping[str, float]],
) -> tuple[Candidate, ...]:
    """Many candidates out of columns. Made as tuples: calling the type for each takes three times as long."""
    columns = zip(item_ids, sources, scores, features, strict=True)
    return tuple(map(partial(tuple.__new__, Candidate), columns))


@dataclass(frozen=True, slots=True)
class Removal:
    """Why an item is not shown: the step that dropped it, the rule, and the reason in plain words."""

    item_id: ItemId
    step: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What moved an item without being its score by ranking: the step, the rule, and what it did in plain words."""

    item_id: ItemId
    step: str
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Both halves of a step that drops things."""

    kept: tuple[Candidate, ...]
    removed: tuple[Removal, ...]
