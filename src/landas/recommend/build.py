"""Building a release: every step in order, each saying what it reads and writes. The list is `BUILD_STEPS`.

Steps read the items again from the files just written rather than keep them all in memory.
"""

import logging
import os
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import orjson

from landas.catalog.product_types import ProductTypes, infer_product_types
from landas.clock import iso
from landas.errors import SetupError
from landas.recommend.build_behaviour import learn_behaviour
from landas.recommend.building import Build, BuildParts, Progress
from landas.recommend.live_ranker import is_of_ranker
from landas.releases.files import WordTable, new_array, save_array
from landas.releases.manifest import Manifest, check_release, read_manifest, write_manifest
from landas.releases.seals import sealed
from landas.retrieval.base import PRODUCT_TYPES, schema_hash
from landas.retrieval.columns import ColumnsBuilder
from landas.retrieval.drift import NEIGHBOURS, neighbours_kept
from landas.retrieval.embedder import identity
from landas.retrieval.kept_vectors import KeptVectors
from landas.retrieval.lexical.analysis import texts_of
from landas.retrieval.lexical.index import LexicalBuilder
from landas.retrieval.overlay import declared_category, values_of
from landas.retrieval.rows import RowsWriter
from landas.retrieval.vectors import save_graph, text_to_embed
from landas.understanding.lexicon.learning import build_lexicon

LEXICON = "lexicon.json"
_log = logging.getLogger(__name__)


def write_items(build: Build) -> None:
    """Items as they are at the overlay's number, their documents and ids; numbers and groups of variants."""
    writer = RowsWriter(build.folder)
    groups: list[str | None] = []
    for version in build.parts.items.scan(as_of=build.overlay):
        writer.add(version)
        build.rows[version.item.item_id] = len(groups)
        groups.append(version.item.group_id)
        if len(groups) % 1000 == 0:
            build.progress("items", len(groups), 0)
    writer.finish()
    build.size = len(groups)
    names = WordTable.of({name for name in groups if name is not None})
    numbers = {name: number for number, name in enumerate(names)}
    names.save(build.folder, "groups.names")
    codes = [-1 if name is None else numbers[name] for name in groups]
    save_array(build.folder, "groups", np.asarray(codes, dtype=np.int32))
    build.findings["unknown_items"] = _unknown_items(build)


def _unknown_items(build: Build) -> dict[str, list[str]]:
    """Ids that rules name and the catalogue doesn't have, by the name of the rule."""
    named = build.parts.named_items.items()
    unknown = {rule: sorted(item_id for item_id in ids if item_id not in build.rows) for rule, ids in named}
    return {rule: ids for rule, ids in unknown.items() if ids}


def learn_categories(build: Build) -> None:
    """What kind of thing each item is: by the declared field, else learnt from titles."""
    schema = build.parts.schema
    if schema.category_field is None:
        types = infer_product_types(build.items(), schema)
        build.categories = [types.type_of(item) for item in build.items()]
    else:
        types = ProductTypes({}, frozenset(), frozenset(), schema.languages)
        build.categories = [declared_category(item, schema) for item in build.items()]
    (build.folder / PRODUCT_TYPES).write_bytes(orjson.dumps(types.to_document()))
    build.counts["categories"] = len(set(build.categories) - {None})


def write_columns(build: Build) -> None:
    """Values field by field."""
    columns = ColumnsBuilder()
    for item, category in zip(build.items(), build.categories, strict=True):
        columns.add(values_of(item, category, build.parts.schema))
    columns.finish().save(build.folder)


def write_words(build: Build) -> None:
    """The inverted index."""
    builder = LexicalBuilder(build.parts.schema.languages)
    for row, (item, category) in enumerate(zip(build.items(), build.categories, strict=True)):
        builder.add(texts_of(item, category, build.parts.schema))
        if row % 1000 == 0:
            build.progress("words", row, build.size)
    index = builder.finish()
    index.save(build.folder)
    build.counts["terms"] = len(index.vocabulary)


def write_vectors(build: Build) -> None:
    """What the items mean, as vectors, and a graph over them where they are many."""
    embedder = build.parts.embedder
    texts = (
        text_to_embed(item, category) for item, category in zip(build.items(), build.categories, strict=True)
    )
    kept = KeptVectors(build.parts.kept_vectors, embedder)
    vectors = new_array(build.folder, "vectors", (build.size, embedder.dimension), np.float16)
    row = 0
    for batch in kept.of(texts, lambda done: build.progress("vectors", done, build.size)):
        vectors[row : row + len(batch)] = batch
        row += len(batch)
    vectors.flush()
    save_graph(build.folder, vectors, threads=os.cpu_count() or 1)
    build.findings["embedding"] = {
        "embedder": identity(embedder),
        "embedded": kept.embedded,
        "reused": build.size - kept.embedded,
        "drift": _drift(build),
    }


def _drift(build: Build) -> dict[str, Any] | None:
    """How near things moved since the release before, where that had another embedder."""
    releases = build.parts.releases
    former = releases.current()
    if former is None:
        return None
    try:
        folder = releases.open(former)
        check_release(folder)
        before = read_manifest(folder).embedder
    except SetupError as error:
        _log.warning("how far meanings moved since the release before isn't measured: %s", error)
        return None
    if before == identity(build.parts.embedder):
        return None
    kept = neighbours_kept(folder, build.folder)
    return {
        "from": before,
        "to": identity(build.parts.embedder),
        f"neighbours_kept@{NEIGHBOURS}": None if kept is None else kept.to_document(),
    }


def write_lexicon(build: Build) -> None:
    """The words of this catalogue, by which requests are understood."""
    ids = list(build.rows)
    kinds = {item_id: kind for item_id, kind in zip(ids, build.categories, strict=True) if kind is not None}
    lexicon = build_lexicon(build.items(), kinds, build.parts.schema, build.parts.packs)
    (build.folder / LEXICON).write_bytes(orjson.dumps(lexicon.to_document()))


def describe(build: Build) -> None:
    """The manifest, last of all."""
    write_manifest(
        build.folder,
        Manifest(
            release_id=build.release_id,
            overlay=build.overlay,
            embedder=identity(build.parts.embedder),
            schema_hash=schema_hash(build.parts.schema),
            items=build.size,
            created_at=iso(build.parts.clock()),
            counts=build.counts,
            files=sealed(build.folder, needed=lambda name: not is_of_ranker(name)),
        ),
    )


BUILD_STEPS: tuple[tuple[str, Callable[[Build], None]], ...] = (
    ("items", write_items),
    ("categories", learn_categories),
    ("columns", write_columns),
    ("words", write_words),
    ("vectors", write_vectors),
    ("behaviour", learn_behaviour),
    ("lexicon", write_lexicon),
    ("manifest", describe),
)


def build_release(parts: BuildParts, progress: Progress = lambda step, done, total: None) -> dict[str, Any]:
    """Builds a release of the catalogue as it is now and switches to it.

    Gives `{release_id, items, overlay, seconds, bytes, steps, …counts}`. Raises SetupError for an empty
    catalogue, Conflict while another build runs; the former release then stays.
    """
    overlay = parts.items.latest_number()
    if parts.items.count() == 0:
        raise SetupError("the catalogue has no items.", "Import some: landas import items FILE")
    release_id, folder = parts.releases.begin()
    build = Build(parts, release_id, folder, overlay, progress)
    seconds: dict[str, float] = {}
    try:
        for name, step in BUILD_STEPS:
            started = time.perf_counter()
            progress(name, 0, build.size)
            step(build)
            seconds[name] = round(time.perf_counter() - started, 2)
        final = parts.releases.publish(release_id)
    finally:
        parts.releases.abandon(release_id)
    return {
        "release_id": release_id,
        "items": build.size,
        "overlay": overlay,
        "seconds": round(sum(seconds.values()), 2),
        "bytes": sum(path.stat().st_size for path in final.iterdir()),
        "steps": seconds,
        **build.counts,
        **build.findings,
    }
