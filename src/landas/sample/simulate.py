"""Simulates what the sample's shoppers do, so that recommendations have something true to learn.

The model of a shopper. Each has a taste (traveller, gamer, student, …), some favourite brands, a budget and a
language, from which every item gets a utility (`shoppers.py`). A visit is about one category. The shop
shows six models, well-known ones more often, the same to everybody; the person looks down the list (the lower,
the less: a cascade with position bias) and opens an item with a probability that is logistic in its utility.
The best one opened may go into the cart, be bought if it is in stock, and be rated days later by what it is worth
to the buyer. Then the visit goes on to what belongs to the item: laptops lead to bags and sleeves that fit,
phones to cases and earphones, articles to the things they are about. So co-visits tell what goes together,
people tell tastes, and popularity alone explains neither. One visit in eight is anonymous.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from landas.clock import iso
from landas.sample.shoppers import Market, Row, Shopper, draw_shoppers, fits

DAYS = 60
SHOWN = 6
ANONYMOUS = 0.12
GOES_ON, GOES_ON_BUYER, READS_ON = 0.6, 0.85, 0.15
COMPANIONS = {
    "laptop": ("laptop bag", "laptop sleeve", "mouse"),
    "phone": ("phone case", "earphones", "charger"),
    "laptop bag": ("laptop sleeve",),
    "mouse": ("keyboard",),
    "keyboard": ("mouse",),
}
HOURS = (7, 8, 10, 12, 12, 13, 16, 18, 19, 19, 20, 20, 21, 21, 22)
"""When people come, the evening more often."""


@dataclass
class Visit:
    """One visit in the making: who, when it is now, and the events so far."""

    shopper: Shopper
    session_id: str
    known: bool
    now: datetime
    end: datetime
    draw: Random
    events: list[dict[str, Any]] = field(default_factory=list)

    def record(self, kind: str, row: Row, *, seconds: int = 0, days: float = 0, **more: Any) -> None:
        """Adds an event `seconds` later or, without moving on, `days` later; what lies after the end is lost."""
        self.now += timedelta(seconds=seconds)
        moment = self.now + timedelta(days=days)
        if moment < self.end:
            person = {"user_id": self.shopper.user_id} if self.known else {}
            common = {"type": kind, "session_id": self.session_id, "item_id": row["sku"], "time": iso(moment)}
            self.events.append({**common, **person, **more})


def simulate_events(items: Sequence[Row], end: datetime, seed: int) -> list[dict[str, Any]]:
    """The events of the 60 days before `end`, in order of time: `{event_id, type, user_id?, session_id, item_id,
    time, value?, position?}`. The same arguments give the same events; ids differ between days of `end`."""
    market = Market(items, seed)
    events: list[dict[str, Any]] = []
    for shopper in draw_shoppers(items, seed):
        for number in range(shopper.visits):
            draw = Random(f"{seed}:{shopper.user_id}:{number}")
            start = _start(end, draw)
            known = draw.random() >= ANONYMOUS
            name = shopper.user_id if known else f"guest-{draw.randrange(10**6):06}"
            visit = Visit(shopper, f"{name}/{number + 1}", known, start, end, draw)
            _walk(visit, market)
            events += visit.events
    events.sort(key=lambda event: (event["time"], event["session_id"]))
    return [
        {"event_id": f"sim-{end:%Y%m%d}-{place:05}", **event} for place, event in enumerate(events, start=1)
    ]


def _start(end: datetime, draw: Random) -> datetime:
    midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(
        days=-draw.randint(1, DAYS - 1), hours=draw.choice(HOURS), seconds=draw.randrange(3600)
    )


def _walk(visit: Visit, market: Market) -> None:
    visits: Mapping[str, int] = visit.shopper.taste["visits"]
    purpose = visit.draw.choices(list(visits), list(visits.values()))[0]
    opened = _look_at_slate(visit, market, _slate(market, market.shelves[purpose], visit.draw))
    if not opened:
        return
    best = max(opened, key=lambda row: market.utility(visit.shopper, row) + visit.draw.gauss(0, 0.5))
    bought = _decide(visit, market, best)
    for row in _what_belongs_to(visit, market, best, bought=bought):
        visit.record("view", row, seconds=visit.draw.randint(15, 90))
        _decide(visit, market, row)


def _slate(market: Market, shelf: Sequence[Row], draw: Random) -> list[Row]:
    """Six different models, well-known ones more likely (the Gumbel trick samples without replacement)."""
    by_chance = sorted(
        shelf, key=lambda row: -math.log(-math.log(draw.random())) + market.appeal(row), reverse=True
    )
    models: dict[str, Row] = {}
    for row in by_chance:
        models.setdefault(row.get("model_code", row["sku"]), row)
    return list(models.values())[:SHOWN]


def _look_at_slate(visit: Visit, market: Market, slate: Sequence[Row]) -> list[Row]:
    """Shows the slate and opens what the shopper likes; a thing that disappoints may be hidden."""
    for position, row in enumerate(slate, start=1):
        visit.record("impression", row, position=position)
    opened = []
    for position, row in enumerate(slate, start=1):
        worth = market.utility(visit.shopper, row)
        if visit.draw.random() < _chance(worth - 0.3) / position**0.4:
            visit.record("click", row, seconds=visit.draw.randint(4, 30), position=position)
            visit.record("view", row, seconds=visit.draw.randint(1, 3))
            opened.append(row)
        elif worth < -1.0 and visit.draw.random() < 0.1:
            visit.record(visit.draw.choice(("hide", "dislike")), row, seconds=3)
    return opened


def _decide(visit: Visit, market: Market, row: Row) -> bool:
    """Likes, puts into the cart, buys and rates by what the item is worth. True when it was bought."""
    worth, draw = market.utility(visit.shopper, row), visit.draw
    if draw.random() < 0.2 * _chance(worth):
        visit.record("like", row, seconds=draw.randint(20, 120))
    if row["category"] == "article" or draw.random() > 0.6 * _chance(worth - 0.5):
        return False
    visit.record("cart", row, seconds=draw.randint(20, 180))
    if not row.get("stock") or draw.random() > 0.6:
        return False
    visit.record("purchase", row, seconds=draw.randint(60, 300), value=row["price"])
    if draw.random() < 0.5:
        stars = min(5, max(1, round(3.6 + 0.6 * worth + draw.gauss(0, 0.7))))
        visit.record("rating", row, days=draw.uniform(2, 12), value=stars)
    return True


def _what_belongs_to(visit: Visit, market: Market, row: Row, *, bought: bool) -> Iterable[Row]:
    """What the visit goes on to: companions that fit, the things an article is about, or an article about it."""
    draw, article = visit.draw, row["category"] == "article"
    found: list[Row] = []
    if draw.random() < (GOES_ON_BUYER if bought or article else GOES_ON):
        kinds = row["about"] if article else COMPANIONS.get(row["category"], ())
        for kind in kinds[: draw.randint(1, 2)] if article else draw.sample(kinds, min(len(kinds), 2)):
            shelf = [other for other in market.shelves[kind] if article or fits(other, row)]
            found += _choose(visit, market, shelf)
    if not article and draw.random() < READS_ON:
        shelf = [other for other in market.shelves["article"] if row["category"] in other["about"]]
        found += _choose(visit, market, shelf)
    return found


def _choose(visit: Visit, market: Market, shelf: Sequence[Row]) -> list[Row]:
    """One item of the shelf, likelier the more it is worth; none from an empty shelf."""
    weights = [math.exp(market.utility(visit.shopper, row)) for row in shelf]
    return visit.draw.choices(shelf, weights)[:1] if shelf else []


def _chance(worth: float) -> float:
    return 1 / (1 + math.exp(-worth))
