"""What is kept of an item can be read for years."""

from typing import Any

from landas.catalog.items import Item, Offer
from landas.ids import ItemId


def test_an_item_is_read_back_as_it_was_written() -> None:
    item = Item(
        ItemId("p1"), "Sorva lamp", "Bright.", {"tags": ("a", "b")}, "g", (Offer({"store": "A"}, {}),), "red"
    )
    assert Item.from_document(item.to_document()) == item


def test_an_item_stored_before_keywords_existed_is_still_read_and_still_the_same() -> None:
    earlier: dict[str, Any] = {
        "id": "p1",
        "title": "Sorva lamp",
        "text": "",
        "values": {"price": 5.0},
        "group_id": None,
        "offers": [],
    }
    item = Item.from_document(earlier)
    assert item.keywords == ""
    assert item.to_document() == earlier
