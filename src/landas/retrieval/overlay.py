"""The rows changed since a release: searched like those of the release, and laid over them.

An item whose words stayed the same (a new price, a new stock) is not analysed or embedded again: its row points
at the release's row, whose postings and vector still describe it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.catalog.fields import Schema, Value
from landas.catalog.items import Item, ItemVersion
from landas.catalog.product_types import ProductTypes
from landas.ids import ItemId
from landas.retrieval.base import Base, category_field
from landas.retrieval.columns import Columns, ColumnsBuilder
from landas.retrieval.embedder import Embedder
from landas.retrieval.lexical.analysis import NO_TERMS, terms_of, texts_of
from landas.retrieval.lexical.index import LexicalBuilder, LexicalIndex
from landas.retrieval.rows import ChangedRows
from landas.retrieval.vectors import text_to_embed

NONE = -1
EMBEDDED_CHANGES = 2_000
"""Changes after a release whose new words still get a vector; later ones are found by their words until the next
build. Counted in numbers of the overlay, so that a rerun decides as the first run did."""


@dataclass(frozen=True)
class Overlay:
    """Rows laid over a release. Arrays have one entry a row of the overlay, but for `gone`."""

    rows: ChangedRows
    columns: Columns
    lexical: LexicalIndex
    vectors: NDArray[np.float32]
    stored: NDArray[np.int64]
    """The release's row of the same item, or NONE."""
    same_words: NDArray[np.bool_]
    """The item's words are those of its row in the release."""
    gone: NDArray[np.int64]
    """Rows of the release whose item changed or was withdrawn."""


@dataclass(frozen=True, slots=True)
class _Analysed:
    """What was worked out of one version. `terms` is None where the release's row has the same words."""

    version: int
    stored: int
    category: str | None
    terms: tuple[Sequence[str], ...] | None
    vector: NDArray[np.float32] | None


class OverlayMaker:
    """Makes overlays of one release, working out each version of an item only once."""

    def __init__(self, base: Base, types: ProductTypes, schema: Schema, embedder: Embedder) -> None:
        self._base = base
        self._types = types
        self._schema = schema
        self._embedder = embedder
        self._analysed: dict[ItemId, _Analysed] = {}

    def make(self, changes: Mapping[ItemId, ItemVersion]) -> Overlay:
        """The overlay of these last versions, withdrawn ones included."""
        self._analyse([v for v in changes.values() if not self._is_known(v)])
        standing = [version for version in changes.values() if not version.withdrawn]
        analysed = [self._analysed[version.item.item_id] for version in standing]
        columns, lexical = ColumnsBuilder(), LexicalBuilder(self._schema.languages)
        vectors = np.zeros((len(standing), self._base.vectors.dimension), dtype=np.float32)
        for row, (version, found) in enumerate(zip(standing, analysed, strict=True)):
            columns.add(values_of(version.item, found.category, self._schema))
            lexical.add_terms(NO_TERMS if found.terms is None else found.terms)
            if found.vector is not None:
                vectors[row] = found.vector
            elif found.terms is None:
                vectors[row] = self._base.vectors[found.stored]
        return Overlay(
            rows=ChangedRows(standing),
            columns=columns.finish(),
            lexical=lexical.finish(self._base.lexical.lengths if self._base.size else None),
            vectors=vectors,
            stored=np.array([found.stored for found in analysed], dtype=np.int64),
            same_words=np.array([found.terms is None for found in analysed], dtype=bool),
            gone=np.array(sorted(self._gone_of(changes)), dtype=np.int64),
        )

    def _is_known(self, version: ItemVersion) -> bool:
        known = self._analysed.get(version.item.item_id)
        return known is not None and known.version == version.version

    def _gone_of(self, changes: Mapping[ItemId, ItemVersion]) -> list[int]:
        return [row for item_id in changes if (row := self._analysed[item_id].stored) != NONE]

    def _analyse(self, versions: Sequence[ItemVersion]) -> None:
        fresh = []
        for version in versions:
            item = version.item
            row = self._base.rows.row(item.item_id)
            before = None if row is None else self._base.rows.item(row)
            category = self._category(item, before, row)
            texts = texts_of(item, category, self._schema)
            if before is not None and texts == texts_of(
                before, self._category(before, before, row), self._schema
            ):
                terms = None
            else:
                terms = tuple(terms_of(text) for text in texts)
                if version.seq - self._base.manifest.overlay <= EMBEDDED_CHANGES:
                    fresh.append((item, category))
            stored = NONE if row is None else row
            self._analysed[item.item_id] = _Analysed(version.version, stored, category, terms, None)
        self._embed(fresh)

    def _embed(self, fresh: Sequence[tuple[Item, str | None]]) -> None:
        if not fresh:
            return
        if not self._base.vectors.dimension:
            empty = np.zeros(0, dtype=np.float32)
            vectors = [empty] * len(fresh)
        else:
            vectors = list(self._embedder.embed([text_to_embed(item, kind) for item, kind in fresh]))
        for (item, _), vector in zip(fresh, vectors, strict=True):
            found = self._analysed[item.item_id]
            self._analysed[item.item_id] = _Analysed(
                found.version, found.stored, found.category, found.terms, vector
            )

    def _category(self, item: Item, before: Item | None, row: int | None) -> str | None:
        if self._schema.category_field is not None:
            return declared_category(item, self._schema)
        if before is not None and row is not None and before.title == item.title:
            known = self._base.columns.value(category_field(self._schema), row)
            return None if known is None else str(known)
        return self._types.type_of(item)


def declared_category(item: Item, schema: Schema) -> str | None:
    """The kind of thing by the declared field; the first entry where it lists several."""
    value = item.values.get(schema.category_field or "")
    if isinstance(value, tuple):
        return value[0] if value else None
    return None if value is None else str(value)


def values_of(item: Item, category: str | None, schema: Schema) -> Mapping[str, Value]:
    """The item's values, and the learnt category among them where no declared field says it."""
    if schema.category_field is not None or category is None:
        return item.values
    return {**item.values, category_field(schema): category}
