"""The catalogue as it is now: changes are followed in both directions, and former moments can be asked again."""

import multiprocessing
from pathlib import Path

import pytest

from landas.errors import SetupError
from landas.ids import ItemId, OverlayNumber, ReleaseId
from landas.request.intent import Constraint
from landas.retrieval.base import open_base
from landas.retrieval.live import LiveCatalog
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.view import CatalogView
from tests.retrieval.catalogue import NOW, PACKS, SHOP, LetterEmbedder, World, item, schema_of


def fitting(view: CatalogView, constraint: Constraint) -> set[str]:
    allowed = view.alive & view.mask(constraint)
    return {view.item_id(row) for row in range(view.size) if allowed[row]}  # type: ignore[arg-type]


def found(view: CatalogView, text: str) -> list[str]:
    proposals = LexicalSource().propose(RetrievalQuery(text=text), view, view.alive, 10)
    return [view.item_id(p.row) for p in proposals]


def test_an_item_whose_price_fell_matches_now_and_its_former_row_does_not(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    cheap = Constraint("price", "lt", 30.0)
    assert fitting(live.current(), cheap) == {"bag-2", "mou-1", "mou-2", "cab-1", "cab-2"}
    world.upsert(item("bag-1", "Merapi Laptop Bag black", brand="Merapi", price=20.0))
    world.upsert(item("bag-2", "Kelud Laptop Bag grey", brand="Kelud", price=35.0))
    assert fitting(live.current(), cheap) == {"bag-1", "mou-1", "mou-2", "cab-1", "cab-2"}


def test_a_withdrawn_item_is_gone_and_comes_back_when_sent_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    world.items.withdraw([ItemId("lap-1")], observed_at=NOW)
    view = live.current()
    assert view.row(ItemId("lap-1")) is None
    assert found(view, "laptop merapi 14") == [i for i in found(view, "laptop merapi 14") if i != "lap-1"]
    world.upsert(SHOP[0])
    assert found(live.current(), "merapi laptop 14")[0] == "lap-1"


def test_a_new_item_is_found_by_its_words_and_its_kind_is_known(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    world.upsert(item("bag-9", "Bromo Laptop Bag waxed canvas", price=80.0))
    view = live.current()
    assert found(view, "waxed canvas") == ["bag-9"]
    row = view.row(ItemId("bag-9"))
    assert row is not None
    assert view.category(row) == "laptop bag"


def test_a_changed_title_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    world.upsert(item("mou-1", "Toba Trackball", "Rolls", brand="Toba", price=15.0))
    assert found(live.current(), "trackball") == ["mou-1"]
    assert "mou-1" not in found(live.current(), "mouse")


def test_words_that_stayed_the_same_are_not_embedded_again(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    live.current()
    world.embedder.embed = None  # type: ignore[method-assign, assignment]
    changed = dict(SHOP[0].values) | {"price": 1.0}
    world.upsert(item("lap-1", SHOP[0].title, SHOP[0].text, **changed))
    assert fitting(live.current(), Constraint("price", "lte", 1.0)) == {"lap-1"}
    assert "lap-1" in found(live.current(), "laptop")


def test_variants_share_a_group_across_release_and_overlay(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    world.upsert(item("pri-3", "Merapi Printer A2", price=400.0, group="printers"))
    view = live.current()
    rows = [view.row(ItemId(i)) for i in ("pri-1", "pri-2", "pri-3", "lap-1")]
    groups = [int(view.groups[row]) for row in rows if row is not None]
    assert len(set(groups[:3])) == 1
    assert groups[3] not in groups[:3]


def test_a_new_release_is_taken_up_and_holds_what_the_overlay_held(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    world.upsert(item("bag-9", "Bromo Laptop Bag waxed canvas", price=80.0))
    before = live.current()
    release = world.build()
    after = live.current()
    assert (before.release_id, after.release_id) != (release, before.release_id)
    assert after.base_size == before.base_size + 1
    assert found(after, "waxed canvas") == ["bag-9"]


def test_a_former_moment_is_asked_again_on_its_own_release(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    then = live.current()
    world.upsert(item("lap-1", SHOP[0].title, SHOP[0].text, price=1.0))
    world.build()
    live.current()
    again = live.at(then.release_id, then.overlay)
    row = again.row(ItemId("lap-1"))
    assert row is not None
    assert again.item(row).values["price"] == 700.0
    assert found(again, "laptop bag") == found(then, "laptop bag")


def test_a_release_that_is_not_kept_or_too_young_is_refused(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    with pytest.raises(SetupError, match="is not kept"):
        live.at(ReleaseId("rel-none"), OverlayNumber(3))
    with pytest.raises(SetupError, match="not back to 3"):
        live.at(live.current().release_id, OverlayNumber(3))


def test_before_the_first_build_and_after_a_change_of_fields_the_remedy_is_to_build(tmp_path: Path) -> None:
    world = World(tmp_path / "built")
    empty = LiveCatalog(
        type(world.releases)(tmp_path / "none"), world.items, world.schema, PACKS, LetterEmbedder()
    )
    with pytest.raises(SetupError, match=r"nothing has been built yet\. Build a release: landas build"):
        empty.current()
    other = LiveCatalog(world.releases, world.items, schema_of(), PACKS, LetterEmbedder())
    with pytest.raises(SetupError, match=r"fields of landas\.toml changed since the last build"):
        other.current()


def test_a_running_process_keeps_its_release_when_one_for_other_fields_is_built(tmp_path: Path) -> None:
    world = World(tmp_path)
    live = world.live()
    before = live.current().release_id
    world.schema = schema_of()
    world.build()
    assert live.current().release_id == before


def test_another_embedder_needs_another_build(tmp_path: Path) -> None:
    world = World(tmp_path)
    other = LetterEmbedder()
    other.version = "2"
    with pytest.raises(SetupError, match="built with embedder 'letters 1'"):
        LiveCatalog(world.releases, world.items, world.schema, PACKS, other).current()


def _titles(folder: str) -> list[str]:
    world = World.__new__(World)
    world.releases = __import__("landas.releases.store", fromlist=["ReleaseStore"]).ReleaseStore(Path(folder))
    current = world.releases.current()
    assert current is not None
    from landas.retrieval.rows import StoredRows

    rows = StoredRows.load(world.releases.open(current))
    return sorted(rows.item(row).title for row in range(len(rows)))


def test_two_processes_read_the_same_release(tmp_path: Path) -> None:
    World(tmp_path)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        first, second = pool.map(_titles, [str(tmp_path)] * 2)
    assert first == second == sorted(i.title for i in SHOP)


def test_a_damaged_release_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "rel-1"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"format":', encoding="utf-8")
    with pytest.raises(SetupError, match=r"rel-1 is damaged.*landas build"):
        open_base(folder)
