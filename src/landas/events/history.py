"""What a person turned to lately, as learning and answering both read it.

`retrieval/turned.py` says the same of a whole log, column by column.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from landas.events.events import Event
from landas.events.weights import event_weight

LONGEST = 50
"""Entries of a history that count, the latest."""


def turned_lately(latest: Iterable[Event]) -> list[tuple[Event, Event]]:
    """Of a person's events, newest first, at most `LONGEST` entries, the newest first.

    Events about the same item right after one another are one entry: its strongest event and its first, whose time is
    the entry's. Events of weight 0 say nothing.
    """
    return list(islice(_runs(latest), LONGEST))


def _runs(latest: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    turned = (event for event in latest if event.item_id is not None and event_weight(event) > 0)
    for _, run in groupby(turned, key=lambda event: event.item_id):
        newest_first = list(run)
        yield max(newest_first, key=event_weight), newest_first[-1]


def in_cart(latest: Iterable[Event]) -> list[Event]:
    """Of a person's events, newest first, what they put into the cart and haven't bought since, each item once."""
    found: dict[str, Event | None] = {}
    for event in latest:
        if event.item_id is not None and event.type in ("cart", "purchase"):
            bought = event.type == "purchase"
            found.setdefault(event.item_id, None if bought else event)
    return [event for event in found.values() if event is not None][:LONGEST]
