"""What one request works on: a release with the changes laid over it, up to one number of the catalogue.

Rows of the release come first, then those of the overlay. A changed item's row in the release is not alive.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from landas.catalog.fields import Schema, Value
from landas.catalog.items import Item, ItemVersion
from landas.ids import ItemId, ItemIndex, OverlayNumber, ReleaseId
from landas.language.tokens import word_keys
from landas.request.intent import Constraint
from landas.retrieval.base import Base, category_field
from landas.retrieval.behaviour.fitted import Fitted
from landas.retrieval.best import Rows, best
from landas.retrieval.lexical.bm25f import bm25f
from landas.retrieval.lexical.matching import Matching
from landas.retrieval.lexical.terms import QueryTerms, TermGroup
from landas.retrieval.overlay import NONE, Overlay
from landas.retrieval.vectors import VectorRows, cosines_of

T = TypeVar("T")
BoolArray = NDArray[np.bool_]
FloatArray = NDArray[np.float64]


class CatalogView:
    """An unchanging catalogue. Safe to share between threads; arrays have one entry a row."""

    def __init__(
        self, base: Base, overlay: Overlay, number: OverlayNumber, schema: Schema, terms: QueryTerms
    ) -> None:
        self.release_id: ReleaseId = base.manifest.release_id
        self.overlay = number
        self.base_size = base.size
        self.size = base.size + len(overlay.rows)
        self.category_field = category_field(schema)
        self.category_is_declared = schema.category_field is not None
        self.alive: BoolArray = np.ones(self.size, dtype=bool)
        self.alive[overlay.gone] = False
        self.folder: Path = base.folder
        self._base = base
        self._overlay = overlay
        self._terms = terms
        self._stored_mask: tuple[BoolArray | None, BoolArray] = (None, self.alive)

    def item_id(self, row: ItemIndex) -> ItemId:
        if row < self.base_size:
            return self._base.rows.item_id(row)
        return self._overlay.rows.item_id(row - self.base_size)

    def item_ids(self, rows: Sequence[int]) -> list[ItemId]:
        """As `item_id` says of each, many at once."""
        return self._many(rows, self._base.rows.item_ids, lambda row: self.item_id(ItemIndex(row)))

    def row(self, item_id: ItemId) -> ItemIndex | None:
        """The living row of an item; None for an unknown or withdrawn one."""
        changed = self._overlay.rows.row(item_id)
        if changed is not None:
            return ItemIndex(self.base_size + changed)
        row = self._base.rows.row(item_id)
        return ItemIndex(row) if row is not None and self.alive[row] else None

    def rows_of(self, item_ids: Sequence[ItemId]) -> list[ItemIndex | None]:
        """As `row` says of each, many at once."""
        if len(self._overlay.gone):
            return [self.row(item_id) for item_id in item_ids]
        rows = self._base.rows.rows(item_ids)
        if len(self._overlay.rows):
            fresh = map(self._overlay.rows.row, item_ids)
            rows = [r if f is None else self.base_size + f for r, f in zip(rows, fresh, strict=True)]
        return cast(list[ItemIndex | None], rows)

    def item(self, row: ItemIndex) -> Item:
        if row < self.base_size:
            return self._base.rows.item(row)
        return self._overlay.rows.item(row - self.base_size)

    def version(self, row: ItemIndex) -> ItemVersion:
        if row < self.base_size:
            return self._base.rows.version(row)
        return self._overlay.rows.version(row - self.base_size)

    def category(self, row: ItemIndex) -> str | None:
        """What kind of thing the row is; the first where several are declared."""
        return _first_kind(self.value(self.category_field, row))

    def categories(self, rows: Sequence[ItemIndex]) -> list[str | None]:
        """As `category` says of each, many at once."""
        values = self.values(self.category_field, rows)
        return [v if v is None or type(v) is str else _first_kind(v) for v in values]

    def values(self, field: str, rows: Sequence[ItemIndex]) -> list[Value | None]:
        """As `value` says of each, many at once."""
        return self._many(
            rows,
            lambda stored: self._base.columns.values(field, stored),
            lambda row: self.value(field, ItemIndex(row)),
        )

    def _many(
        self, rows: Sequence[int], of_stored: Callable[[Sequence[int]], list[T]], of_one: Callable[[int], T]
    ) -> list[T]:
        """Of each row something, the release's many at once; those of the overlay are few."""
        stored = [row for row in rows if row < self.base_size]
        found = of_stored(stored)
        if len(stored) == len(rows):
            return found
        known = dict(zip(stored, found, strict=True))
        return [known[row] if row in known else of_one(row) for row in rows]

    def value(self, field: str, row: ItemIndex) -> Value | None:
        """The field's value of a row, None where it is missing."""
        in_base = row < self.base_size
        columns = self._base.columns if in_base else self._overlay.columns
        return columns.value(field, row if in_base else row - self.base_size)

    def numeric(self, field: str) -> FloatArray:
        """The field's numbers, NaN where missing."""
        return np.concatenate([self._base.columns.numeric(field), self._overlay.columns.numeric(field)])

    def mask(self, constraint: Constraint) -> BoolArray:
        """Rows that satisfy a constraint, as `request.satisfaction.satisfies` would say of each. Of kinds learnt from
        titles a name takes its narrower ones along: an "LCD monitor" is a monitor.
        """
        if constraint.field == self.category_field and not self.category_is_declared:
            constraint = self._with_narrower(constraint)
        return np.concatenate([self._base.columns.mask(constraint), self._overlay.columns.mask(constraint)])

    def _with_narrower(self, wanted: Constraint) -> Constraint:
        if wanted.op not in ("eq", "in"):
            return wanted
        kinds = (kind for named in wanted.values for kind in (named, *self.narrower_kinds(str(named))))
        return replace(wanted, op="in", value=tuple(dict.fromkeys(kinds)))

    def narrower_kinds(self, kind: str) -> tuple[str, ...]:
        """Other kinds with the same main word and all words of the kind's name, in the order of the alphabet."""
        words = set(word_keys(kind))
        return tuple(
            other
            for other in self._kinds_by_main_word.get(self.main_word(kind), ())
            if other != kind and words <= set(word_keys(other))
        )

    @cached_property
    def _kinds_by_main_word(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for kind in self.category_labels:
            found.setdefault(self.main_word(kind), []).append(kind)
        return found

    @cached_property
    def groups(self) -> NDArray[np.int32]:
        """Rows with the same `group_id` have the same number, below zero; the others their own row's."""
        numbers = np.arange(self.size, dtype=np.int32)
        stored = np.asarray(self._base.groups)
        numbers[: self.base_size] = np.where(stored < 0, numbers[: self.base_size], -1 - stored)
        fresh: dict[str, int] = {}
        for row in range(self.base_size, self.size):
            name = self.item(ItemIndex(row)).group_id
            if name is not None:
                known = self._base.group_names.find(name)
                place = fresh.setdefault(name, len(fresh)) + len(self._base.group_names)
                numbers[row] = -1 - (place if known is None else known)
        return numbers

    @cached_property
    def has_variants(self) -> bool:
        """Whether any two items may be of one group."""
        changed = (self._overlay.rows.version(row).item for row in range(len(self._overlay.rows)))
        return bool((self._base.groups >= 0).any()) or any(item.group_id is not None for item in changed)

    @cached_property
    def popularity(self) -> NDArray[np.float32]:
        """From 0 to 1 a row; a changed item keeps what its release knew, a new one has none."""
        known = np.asarray(self._base.popularity, dtype=np.float32)
        fresh = np.zeros(len(self._overlay.rows), dtype=np.float32)
        changed = self._overlay.stored != NONE
        fresh[changed] = known[self._overlay.stored[changed]]
        return np.concatenate([known, fresh])

    @cached_property
    def popularity_order(self) -> NDArray[np.int32]:
        """All rows, the most popular first."""
        return np.argsort(-self.popularity, kind="stable").astype(np.int32)

    @cached_property
    def category_labels(self) -> tuple[str, ...]:
        """Every kind of thing in the catalogue, in the order of the alphabet."""
        return self.texts(self.category_field)

    def texts(self, field: str) -> tuple[str, ...]:
        """The distinct texts of a field, in the order of the alphabet."""
        return tuple(sorted({*self._base.columns.texts(field), *self._overlay.columns.texts(field)}))

    def term_groups(self, text: str) -> tuple[TermGroup, ...]:
        """What a text asks in words, with the spellings of this catalogue."""
        indexes = (self._base.lexical, self._overlay.lexical)
        return self._terms.groups(
            text,
            lambda term: sum(index.count(term) for index in indexes),
            lambda stem: tuple(dict.fromkeys(term for index in indexes for term in index.family(stem))),
            lambda term: term in self._main_words,
        )

    @cached_property
    def _main_words(self) -> frozenset[str]:
        return frozenset(self.main_word(kind) for kind in self.category_labels)

    def main_word(self, kind: str) -> str:
        """The word of a kind that names the thing itself: "bag" of "laptop bag", "tas" of "tas laptop"."""
        return self._terms.main_word(kind)

    def query_terms(self, text: str) -> frozenset[str]:
        """Every spelling in which the words of a text may stand in this catalogue."""
        return frozenset(term for group in self.term_groups(text) for term, _ in group.variants)

    def match_words(self, groups: Sequence[TermGroup]) -> NDArray[np.float32]:
        """BM25F of every row; 0 for rows without any of the words."""
        base, fresh = bm25f(groups, (self._base.lexical, self._overlay.lexical))
        return np.concatenate([base, self._inherited(base, fresh)])

    def best_matches(
        self, groups: Sequence[TermGroup], allowed: BoolArray, limit: int
    ) -> tuple[Rows, NDArray[np.float32]]:
        """The allowed rows that `match_words` scores best, best first, and their scores, all above 0."""
        matching = Matching(groups, self._base.lexical, self._overlay.lexical)
        rows, found = matching.contenders(allowed[: self.base_size], limit)
        fresh, same = matching.fresh, self._overlay.same_words
        stored, places = np.unique(self._overlay.stored[same], return_inverse=True)
        fresh[same] = matching.scores(stored)[places]
        later = np.flatnonzero(allowed[self.base_size :])
        both = np.concatenate([rows, later + self.base_size])
        scores = np.concatenate([found, fresh[later]])
        matched = scores > 0
        return best(both[matched], scores[matched], limit)

    def nearest(
        self, wanted: NDArray[np.float32], allowed: BoolArray, limit: int
    ) -> tuple[Rows, NDArray[np.float32]]:
        """The allowed rows nearest in meaning to a vector, best first, and their cosines."""
        rows, cosines = self._base.vectors.nearest(wanted, allowed[: self.base_size], limit)
        fresh = np.flatnonzero(allowed[self.base_size :])
        if not len(fresh):
            return rows, cosines
        changed = cosines_of(self._overlay.vectors[fresh], wanted)
        both = np.concatenate([rows, fresh + self.base_size]), np.concatenate([cosines, changed])
        return best(*both, limit)

    @property
    def has_vectors(self) -> bool:
        return bool(self._base.vectors.dimension)

    def vector(self, row: ItemIndex) -> NDArray[np.float32]:
        if row < self.base_size:
            return self._base.vectors[row]
        return np.asarray(self._overlay.vectors[row - self.base_size])

    def leading_item(self, item_id: ItemId, history: Sequence[ItemId]) -> ItemId | None:
        """The item of the history that is co-visited most with `item_id`; None where none is."""
        met = {past: strength for past in history if (strength := self._strength(item_id, past)) > 0}
        return max(met, key=lambda past: met[past], default=None)

    def _strength(self, item_id: ItemId, past: ItemId) -> float:
        """Either may be among the other's strongest neighbours."""
        stored, other = self._base.rows.row(past), self._base.rows.row(item_id)
        if stored is None or other is None:
            return 0.0
        return max(self._found(stored, other), self._found(other, stored))

    def _found(self, row: int, other: int) -> float:
        rows, strengths = self._base.behaviour.covisits.strengths(row)
        place = int(np.searchsorted(rows, other))
        return float(strengths[place]) if place < len(rows) and rows[place] == other else 0.0

    @property
    def behaviour(self) -> Fitted:
        """What was learnt from behaviour, in the release's own rows and one that stands for all later items."""
        return self._base.behaviour

    @property
    def stored_vectors(self) -> VectorRows:
        """The vectors of the release's own rows."""
        return self._base.vectors

    def later_vectors(self, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors of rows of the overlay."""
        return np.asarray(self._overlay.vectors[rows - self.base_size])

    def stored_row(self, item_id: ItemId) -> int | None:
        """The release's row of an item, whether or not it changed since; None for one that came later."""
        return self._base.rows.row(item_id)

    @cached_property
    def living_rows(self) -> NDArray[np.int32]:
        """For each row of the release the living row of the same item, -1 for a withdrawn one."""
        living = np.arange(self.base_size, dtype=np.int32)
        living[self._overlay.gone] = -1
        changed = np.flatnonzero(self._overlay.stored != NONE)
        living[self._overlay.stored[changed]] = self.base_size + changed
        return living

    @cached_property
    def stored_rows(self) -> NDArray[np.int32]:
        """For each row the release's row of the same item, `base_size` for one that came later."""
        fresh = np.where(self._overlay.stored == NONE, self.base_size, self._overlay.stored)
        return np.concatenate([np.arange(self.base_size, dtype=np.int32), fresh.astype(np.int32)])

    def stored_mask(self, allowed: BoolArray) -> BoolArray:
        """Which of the release's rows stand for items that, as they are now, are allowed; one entry more, False, for
        those that came later. Not to be written into."""
        known, mask = self._stored_mask
        if known is allowed:
            return mask
        mask = np.append(allowed[: self.base_size], False)
        stored = self._overlay.stored
        changed = np.flatnonzero(stored != NONE)
        mask[stored[changed]] = allowed[self.base_size :][changed]
        # What is read-only stays as it is, and is asked for by one answer after another.
        if not allowed.flags.writeable:
            self._stored_mask = allowed, mask
        return mask

    def _inherited(self, base: NDArray[np.float32], fresh: NDArray[np.float32]) -> NDArray[np.float32]:
        same = self._overlay.same_words
        fresh[same] = base[self._overlay.stored[same]]
        return fresh


def _first_kind(value: Value | None) -> str | None:
    if isinstance(value, tuple):
        return value[0] if value else None
    return None if value is None else str(value)
