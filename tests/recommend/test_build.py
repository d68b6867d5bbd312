"""A build: what it reports, what it needs, and that a failing step leaves the former release."""

from dataclasses import replace
from pathlib import Path

import pytest

from landas.errors import SetupError
from landas.ids import ItemId
from landas.recommend import build as building
from landas.recommend.build import BUILD_STEPS, build_release
from landas.releases.manifest import read_manifest
from tests.retrieval.catalogue import NOW, SHOP, SHOP_FIELDS, World, item, schema_of


def test_a_build_says_what_it_made_and_names_its_steps_as_it_goes(tmp_path: Path) -> None:
    world = World(tmp_path)
    seen: list[str] = []
    report = build_release(world.build_parts, lambda step, done, total: seen.append(step))
    assert report["items"] == len(SHOP)
    assert report["overlay"] == world.items.latest_number()
    assert list(dict.fromkeys(seen)) == [name for name, _ in BUILD_STEPS] == list(report["steps"])
    manifest = read_manifest(world.releases.open(report["release_id"]))
    assert (manifest.items, manifest.embedder) == (len(SHOP), "letters 1")


def test_a_release_holds_the_catalogue_at_one_number_and_withdrawn_items_are_not_in_it(
    tmp_path: Path,
) -> None:
    world = World(tmp_path)
    world.items.withdraw([ItemId("lap-1")], observed_at=NOW)
    world.build()
    view = world.live().current()
    assert view.base_size == len(SHOP) - 1
    assert view.row(ItemId("lap-1")) is None


def test_a_failing_step_leaves_the_former_release_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path)
    before = world.releases.current()

    def fail(build: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(building, "BUILD_STEPS", (*BUILD_STEPS[:3], ("words", fail)))
    with pytest.raises(OSError, match="disk full"):
        build_release(world.build_parts)
    assert world.releases.current() == before
    assert world.releases.list() == [before]
    monkeypatch.undo()
    assert build_release(world.build_parts)["release_id"] == world.releases.current()


def test_ids_that_rules_name_and_the_catalogue_lacks_are_told(tmp_path: Path) -> None:
    world = World(tmp_path)
    there = next(iter(world.items.scan())).item.item_id
    named = {"summer": {there, "no-such-thing"}, "here": {there}, "none": set[str]()}
    report = build_release(replace(world.build_parts, named_items=named))
    assert report["unknown_items"] == {"summer": ["no-such-thing"]}


def test_an_empty_catalogue_is_refused_with_the_remedy(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.items.withdraw([i.item_id for i in SHOP], observed_at=NOW)
    with pytest.raises(SetupError, match=r"has no items\. Import some: landas import items FILE"):
        build_release(world.build_parts)


def test_a_declared_category_is_taken_as_it_is_and_none_is_learnt(tmp_path: Path) -> None:
    from landas.catalog.fields import Field

    schema = schema_of(*SHOP_FIELDS, Field("department", "category", "department"), category="department")
    shop = [item("a", "Merapi Laptop", department="Computers"), item("b", "Toba Laptop")]
    view = World(tmp_path, shop, schema).live().current()
    kinds = {view.item_id(row): view.category(row) for row in (0, 1)}  # type: ignore[arg-type]
    assert view.category_field == "department"
    assert kinds == {"a": "Computers", "b": None}


def test_two_builds_of_the_same_catalogue_give_the_same_files(tmp_path: Path) -> None:
    world = World(tmp_path)
    first, second = (world.releases.open(world.build()) for _ in range(2))  # type: ignore[arg-type]
    for path in sorted(first.iterdir()):
        if path.name != "manifest.json":
            assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_a_build_embeds_only_what_it_does_not_know_yet(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.upsert(item("lap-9", "Something entirely new"))
    found = build_release(world.build_parts)["embedding"]
    assert (found["embedded"], found["reused"], found["drift"]) == (1, len(SHOP), None)


def test_a_build_with_another_embedder_says_how_neighbourhoods_moved(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.upsert(*(item(f"x-{n}", f"{letter * 2} thing") for n, letter in enumerate("abcdefghijkl")))
    world.build()
    world.embedder.version = "2"
    drift = build_release(world.build_parts)["embedding"]["drift"]
    assert (drift["from"], drift["to"]) == ("letters 1", "letters 2")
    assert drift["neighbours_kept@10"]["value"] == 1.0
