"""What "why not another item" offers: the items that were considered and aren't shown."""

from types import SimpleNamespace
from typing import Any

from landas.console.others import SHOWN, other_items


class Titles:
    """Titles of every item but `gone`."""

    def get(self, item_ids: list[str]) -> dict[str, Any]:
        found = {i: SimpleNamespace(item=SimpleNamespace(title=f"Thing {i}")) for i in item_ids}
        found.pop("gone", None)
        return found


def receipt(shown: list[str], removed: list[str], ranked: list[str]) -> dict[str, Any]:
    return {
        "slate": [{"item_id": item} for item in shown],
        "removals": [{"item_id": item, "rule": "in_stock", "reason": "out of stock"} for item in removed],
        "candidates": [{"item_id": item} for item in ranked],
    }


def test_removed_items_come_first_with_their_reason_and_shown_ones_are_left_out() -> None:
    found = other_items(receipt(["a"], ["b", "gone"], ["a", "c"]), Titles())  # type: ignore[arg-type]
    assert [(one["item_id"], one["title"], one["kind"], one["reason"]) for one in found] == [
        ("b", "Thing b", "removed", "out of stock"),
        ("gone", None, "removed", "out of stock"),
        ("c", "Thing c", "outranked", None),
    ]


def test_each_list_stays_short() -> None:
    many = [str(number) for number in range(200)]
    assert len(other_items(receipt([], [], many), Titles())) == SHOWN  # type: ignore[arg-type]
