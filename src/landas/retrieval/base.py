"""A release, opened: everything its files hold, memory-mapped and shared by all views of it."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from landas.catalog.fields import CATEGORY, Schema
from landas.catalog.product_types import ProductTypes
from landas.ids import content_hash
from landas.releases.files import Array, WordTable, load_array
from landas.releases.manifest import Manifest, check_release, read_manifest, reading_release
from landas.retrieval.behaviour.fitted import Fitted, load_sources
from landas.retrieval.columns import Columns
from landas.retrieval.lexical.index import LexicalIndex
from landas.retrieval.rows import StoredRows
from landas.retrieval.vectors import VectorRows


@dataclass(frozen=True)
class Base:
    """One release. Arrays have one entry a row, rows being in the order in which they were built."""

    folder: Path
    manifest: Manifest
    rows: StoredRows
    columns: Columns
    lexical: LexicalIndex
    vectors: VectorRows
    behaviour: Fitted
    """Learnt over one row more: the last stands for every item that came after the release."""
    popularity: NDArray[np.float32]
    groups: Array
    """For each row the number of its `group_id` in `group_names`, -1 without one."""
    group_names: WordTable

    @property
    def size(self) -> int:
        return len(self.rows)


def open_base(folder: Path) -> Base:
    """Raises SetupError for a release of another format, or one of which something is damaged that answers need."""
    check_release(folder, only_needed=True)
    with reading_release(folder):
        return _read_base(folder)


def _read_base(folder: Path) -> Base:
    manifest, rows = read_manifest(folder), StoredRows.load(folder)
    return Base(
        folder=folder,
        manifest=manifest,
        rows=rows,
        columns=Columns.load(folder),
        lexical=LexicalIndex.load(folder),
        vectors=VectorRows.load(folder),
        behaviour=load_sources(folder, size=len(rows) + 1),
        popularity=load_array(folder, "popularity"),
        groups=load_array(folder, "groups"),
        group_names=WordTable.load(folder, "groups.names"),
    )


PRODUCT_TYPES = "product_types.json"


def load_product_types(folder: Path) -> ProductTypes:
    """What was learnt of titles when the release was built, to name the kind of items that came later."""
    with reading_release(folder):
        return ProductTypes.from_document(orjson.loads((folder / PRODUCT_TYPES).read_bytes()))


def category_field(schema: Schema) -> str:
    """The field that says what kind of thing an item is: the declared one, else a name no field has."""
    if schema.category_field is not None:
        return schema.category_field
    return CATEGORY if CATEGORY not in schema.fields else f"item_{CATEGORY}"


def schema_hash(schema: Schema) -> str:
    """Changes when fields change in a way that a release's files depend on."""
    fields = {f.name: [f.type, f.unit, f.currency] for f in schema.fields.values()}
    return content_hash([fields, schema.category_field, list(schema.languages)])
