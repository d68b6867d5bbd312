"""A kind learnt from titles has its narrower kinds in it; a declared one is what the feed says and no more."""

from pathlib import Path

from landas.catalog.items import Item
from landas.request.intent import Constraint
from landas.retrieval.view import CatalogView
from tests.retrieval.catalogue import SHOP_FIELDS, World, item, schema_of

NAMES = ("Toba Printer Cable 2 m", "Kelud Printer Cable 1 m", "Merapi Cable 3 m", "Toba Cable 5 m", "Kelud Cable 4 m",
         "Merapi Printer A4", "Toba Printer A4", "Kelud Printer A3")  # fmt: skip


def things() -> list[Item]:
    return [item(f"i{n}", name, brand=name.split()[0], colour="black") for n, name in enumerate(NAMES)]


def found(view: CatalogView, kind: str) -> set[str]:
    rows = view.mask(Constraint(view.category_field, "in", (kind,))).nonzero()[0]
    return {str(view.item_id(row)) for row in rows}


def test_a_printer_cable_is_a_cable_and_no_printer(tmp_path: Path) -> None:
    view = World(tmp_path, things()).live().current()
    assert set(view.category_labels) == {"cable", "printer cable", "printer"}
    assert view.narrower_kinds("cable") == ("printer cable",)
    assert found(view, "cable") == {"i0", "i1", "i2", "i3", "i4"}
    assert found(view, "printer cable") == {"i0", "i1"}
    assert found(view, "printer") == {"i5", "i6", "i7"}


def test_a_kind_of_the_feed_is_what_the_feed_says(tmp_path: Path) -> None:
    shop = [item("a", "Toba One", colour="cable"), item("b", "Toba Two", colour="printer cable")]
    view = World(tmp_path, shop, schema_of(*SHOP_FIELDS, category="colour")).live().current()
    assert found(view, "cable") == {"a"}
