"""What ranking looks at: the query, the view, and what is worked out once for all candidates of a request."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from landas.catalog.items import Item
from landas.ids import ItemId, ItemIndex
from landas.ranking.kinds import KindFit, kind_fit
from landas.request.candidates import Candidate
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

    def row(self, item_id: ItemId) -> ItemIndex | None: ...

    def item(self, row: ItemIndex) -> Item: ...

    def category(self, row: ItemIndex) -> str | None: ...

    def numeric(self, field: str) -> NDArray[np.float64]: ...

    def main_word(self, kind: str) -> str:
        """The word of a kind that names the thing itself: "bag" of "laptop bag", "tas" of "tas laptop"."""
        ...

    def query_terms(self, text: str) -> Collection[str]:
        """The words of a text with every other spelling that counts as the same."""
        ...


@dataclass(frozen=True)
class Scene:
    """The best score of each source, how kinds fit the words, and what else the features compare with."""

    view: View
    rows: Mapping[ItemId, ItemIndex]
    """Of the candidates that the view knows."""
    kinds: Mapping[ItemIndex, str | None]
    best: Mapping[str, float]
    fits: Mapping[str, KindFit]
    wanted_kinds: frozenset[str]
    """Declared kinds that the request was understood to name."""
    soft: tuple[Constraint, ...]


def scene_of(
    candidates: Sequence[Candidate], query: Query, view: View, soft: tuple[Constraint, ...]
) -> Scene:
    best: dict[str, float] = {}
    for candidate in candidates:
        for source, hit in candidate.sources.items():
            best[source] = max(best.get(source, 0.0), hit.score)
    rows = {c.item_id: row for c in candidates if (row := view.row(c.item_id)) is not None}
    kinds = {row: view.category(row) for row in rows.values()}
    asked = view.query_terms(query.text) if query.text.strip() else frozenset[str]()
    fits = {
        kind: kind_fit(kind, view.main_word(kind), asked) for kind in set(kinds.values()) if kind is not None
    }
    # A learnt kind repeats what the title's words have said already, with the mistakes of learning.
    named = query.categories if view.category_is_declared else ()
    wanted = frozenset(text_key(name) for name in named)
    return Scene(view, rows, kinds, best, fits, wanted, soft)
