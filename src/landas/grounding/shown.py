"""What the grounding of a turn starts from: the shown items with the facts read live, and why they are there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landas.catalog.items import Fact
from landas.ids import EventId, ItemId
from landas.request.candidates import Candidate
from landas.request.intent import Constraint


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item of the slate. `rank` counts from 1; `facts` are its public facts by field name.

    `category` is the kind of thing it is where that was learnt at build and is no field of the feed.
    """

    item_id: ItemId
    title: str
    rank: int
    candidate: Candidate
    facts: Mapping[str, Fact]
    category: str | None = None


def named_apart(titles: Sequence[str], item_ids: Sequence[ItemId]) -> tuple[str, ...]:
    """The titles, with the item's id behind each whose words several shown items share.

    >>> named_apart(["Aero", "Aero", "Brio"], [ItemId("a"), ItemId("b"), ItemId("c")])
    ('Aero a', 'Aero b', 'Brio')
    """
    words = [re.findall(r"\w+", title.casefold()) for title in titles]
    return tuple(
        f"{title} {item_id}" if words.count(own) > 1 else title
        for title, item_id, own in zip(titles, item_ids, words, strict=True)
    )


@dataclass(frozen=True, slots=True)
class EventLink:
    """The event that made a source propose an item: what the person did (`view`, `purchase`), and to what."""

    event_id: EventId
    kind: str
    item_id: ItemId
    title: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What giving up one hard constraint would bring: how many items, and the one nearest to the wish.

    `nearest` is eligible and satisfies every other constraint; its `rank` means nothing. `also`: constraints that have
    to be given up with it, where one alone brings nothing.
    """

    constraint: Constraint
    count: int
    nearest: ShownItem | None = None
    also: tuple[Constraint, ...] = ()
