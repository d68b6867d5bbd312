"""What ranking looks at: the query, the view, and what is worked out once for all candidates of a request."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from landas.catalog.fields import Value
from landas.ids import ItemId, ItemIndex
from landas.ranking.kinds import KindFit, kind_fit
from landas.request.candidates import Candidate, scores_by_source
from landas.request.intent import Constraint
from landas.request.satisfaction import text_key


class Query(Protocol):
    """What was asked, as retrieval formed it."""

    @property
    def text(self) -> str: ...

    @property
    def categories(self) -> tuple[str, ...]: ...


class View(Protocol):
    """The catalogue that candidates come from."""

    @property
    def popularity(self) -> NDArray[np.float32]: ...

    @property
    def category_is_declared(self) -> bool:
        """A field of the feed says what kind an item is; otherwise it was learnt from titles and may be wrong."""
        ...

    def rows_of(self, item_ids: Sequence[ItemId]) -> Sequence[ItemIndex | None]: ...

    def categories(self, rows: Sequence[ItemIndex]) -> Sequence[str | None]: ...

    def values(self, field: str, rows: Sequence[ItemIndex]) -> Sequence[Value | None]: ...

    def numeric(self, field: str) -> NDArray[np.float64]: ...

    def main_word(self, kind: str) -> str:
        """The word of a kind that names the thing itself: "bag" of "laptop bag", "tas" of "tas laptop"."""
        ...

    def query_terms(self, text: str) -> Collection[str]:
        """The words of a text with every other spelling that counts as the same."""
        ...


@dataclass(frozen=True)
class Scene:
    """The candidates that the view knows, the best score of each source among all of them, how kinds fit the words, and
    what else the features compare with."""

    view: View
    candidates: Sequence[Candidate]
    rows: Sequence[ItemIndex]
    kinds: Sequence[str | None]
    hits: Mapping[str, NDArray[np.float64]]
    """Each source's score of each candidate, NaN for none."""
    best: Mapping[str, float]
    fits: Mapping[str, KindFit]
    wanted_kinds: frozenset[str]
    """Declared kinds that the request was understood to name."""
    soft: tuple[Constraint, ...]
    names_a_kind: bool
    """Whether the request names a kind of thing, declared or learnt."""

    def of_kinds(self, number: Callable[[str], float]) -> NDArray[np.float64]:
        """What a number of their kind is for the candidates, 0 for those of none."""
        numbers = {kind: number(kind) for kind in set(self.kinds) if kind is not None}
        return np.array([0.0 if kind is None else numbers[kind] for kind in self.kinds])


def scene_of(
    candidates: Sequence[Candidate], query: Query, view: View, soft: tuple[Constraint, ...]
) -> Scene:
    hits = scores_by_source(candidates)
    best = {name: max(0.0, float(np.nanmax(scores))) for name, scores in hits.items()}
    found = view.rows_of([candidate.item_id for candidate in candidates])
    rows = [row for row in found if row is not None]
    if len(rows) < len(found):
        known = np.array([row is not None for row in found])
        candidates = list(compress(candidates, known))
        hits = {name: scores[known] for name, scores in hits.items()}
    kinds = view.categories(rows)
    asked = view.query_terms(query.text) if query.text.strip() else frozenset[str]()
    fits = {kind: kind_fit(kind, view.main_word(kind), asked) for kind in set(kinds) if kind is not None}
    # A learnt kind repeats what the title's words have said already, with the mistakes of learning.
    named = query.categories if view.category_is_declared else ()
    wanted = frozenset(text_key(name) for name in named)
    return Scene(view, candidates, rows, kinds, hits, best, fits, wanted, soft, bool(query.categories))
