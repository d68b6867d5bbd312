"""Items that an answer considered and doesn't show, each with its title and reason: what "why not" is picked from."""

from collections.abc import Mapping
from typing import Any

from landas.catalog.store import ItemStore
from landas.ids import ItemId

SHOWN = 12
"""Of each kind, so that a list stays short enough to read."""


def other_items(receipt: Mapping[str, Any], items: ItemStore) -> list[dict[str, Any]]:
    """`[{item_id, title, kind, rule, reason}]`: first those a rule took out (`removed`), then `outranked` ones."""
    shown = {place["item_id"] for place in receipt["slate"]}
    removed = {entry["item_id"]: entry for entry in receipt["removals"] if entry["item_id"] not in shown}
    ranked = [
        entry["item_id"]
        for entry in receipt["candidates"]
        if entry["item_id"] not in shown and entry["item_id"] not in removed
    ]
    picked = [*list(removed)[:SHOWN], *ranked[:SHOWN]]
    titles = titles_of(picked, items)
    return [
        {
            "item_id": item_id,
            "title": titles.get(item_id),
            "kind": "removed" if item_id in removed else "outranked",
            "rule": removed[item_id]["rule"] if item_id in removed else None,
            "reason": removed[item_id]["reason"] if item_id in removed else None,
        }
        for item_id in picked
    ]


def titles_of(item_ids: list[str], items: ItemStore) -> dict[str, str]:
    """Titles as they are now; withdrawn items have none."""
    found = items.get([ItemId(item_id) for item_id in item_ids])
    return {item_id: version.item.title for item_id, version in found.items()}
