"""What the simulated shoppers leave behind, and that there is something to learn from it."""

from collections import Counter, defaultdict
from statistics import fmean
from typing import Any

from landas.sample.shoppers import fits

Rows = list[dict[str, Any]]
OPENED = ("view", "cart", "purchase")


def visits_of(events: Rows, rows: Rows) -> dict[str, set[str]]:
    """The categories opened in every visit."""
    category = {row["sku"]: row["category"] for row in rows}
    found: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event["type"] in OPENED:
            found[event["session_id"]].add(category[event["item_id"]])
    return found


def lift(visits: dict[str, set[str]], first: str, second: str) -> float:
    """How many times likelier `second` is in visits with `first` than in those without."""
    having = [second in kinds for kinds in visits.values() if first in kinds]
    lacking = [second in kinds for kinds in visits.values() if first not in kinds]
    return fmean(having) / fmean(lacking)


def test_there_are_a_few_thousand_events_of_every_kind(events: Rows) -> None:
    kinds = Counter(event["type"] for event in events)
    assert 3000 < len(events) < 9000
    assert kinds["impression"] > kinds["view"] > kinds["cart"] > kinds["purchase"] > kinds["rating"] > 20
    assert kinds["like"]
    assert kinds["dislike"] + kinds["hide"]


def test_events_lie_in_the_sixty_days_before_the_end_in_order(events: Rows) -> None:
    times = [event["time"] for event in events]
    assert times == sorted(times)
    assert times[0] >= "2026-04-16"
    assert times[-1] < "2026-06-15T09:30"
    assert len({event["event_id"] for event in events}) == len(events)


def test_most_visits_have_a_person_and_some_have_none(events: Rows) -> None:
    anonymous = sum("user_id" not in event for event in events) / len(events)
    assert 0.05 < anonymous < 0.2


def test_laptops_lead_to_bags_and_sleeves_and_articles_to_what_they_are_about(
    events: Rows, rows: Rows
) -> None:
    visits = visits_of(events, rows)
    assert lift(visits, "laptop", "laptop bag") > 1.5
    assert lift(visits, "laptop", "laptop sleeve") > 2
    assert lift(visits, "phone", "phone case") > 2
    about = {row["sku"]: set(row.get("about", ())) for row in rows}
    readers: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event["type"] == "view":
            readers[event["session_id"]] |= about[event["item_id"]]
    read_about = [bool("phone" in visits[visit]) for visit, kinds in readers.items() if "phone" in kinds]
    assert fmean(read_about) > 0.3


def test_bags_seen_with_a_laptop_fit_it_more_often_than_chance(events: Rows, rows: Rows) -> None:
    item = {row["sku"]: row for row in rows}
    together: dict[str, Rows] = defaultdict(list)
    for event in events:
        if event["type"] == "view" and item[event["item_id"]]["category"] in ("laptop", "laptop bag"):
            together[event["session_id"]].append(item[event["item_id"]])
    pairs = [
        (bag, laptop)
        for seen in together.values()
        for bag in seen
        for laptop in seen
        if bag["category"] == "laptop bag" and laptop["category"] == "laptop"
    ]
    bags = [row for row in rows if row["category"] == "laptop bag"]
    by_chance = fmean(fits(bag, laptop) for _, laptop in pairs for bag in bags)
    assert fmean(fits(bag, laptop) for bag, laptop in pairs) > by_chance + 0.1


def test_tastes_show_in_what_people_open(events: Rows, rows: Rows) -> None:
    item = {row["sku"]: row for row in rows}

    def mean_opened(taste: str, category: str, column: str) -> float:
        return fmean(
            item[event["item_id"]][column]
            for event in events
            if event["type"] == "view"
            and event.get("user_id", "").startswith(taste)
            and item[event["item_id"]]["category"] == category
            and column in item[event["item_id"]]
        )

    assert (
        mean_opened("gamer", "laptop", "refresh_rate") > mean_opened("student", "laptop", "refresh_rate") + 20
    )
    assert mean_opened("traveller", "laptop", "weight_g") < mean_opened("gamer", "laptop", "weight_g") - 200
    assert mean_opened("student", "laptop", "price") < mean_opened("office", "laptop", "price")


def test_the_items_most_often_seen_with_a_well_known_laptop_include_something_to_carry_it_in(
    events: Rows, rows: Rows
) -> None:
    category = {row["sku"]: row["category"] for row in rows}
    seen: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event["type"] == "view":
            seen[event["item_id"]].add(event["session_id"])
    laptops = sorted((i for i in seen if category[i] == "laptop"), key=lambda i: len(seen[i]), reverse=True)

    def cosine(one: str, other: str) -> float:
        return len(seen[one] & seen[other]) / (len(seen[one]) * len(seen[other])) ** 0.5

    found = 0
    for laptop in laptops[:10]:
        nearest = sorted(seen.keys() - {laptop}, key=lambda i: (cosine(laptop, i), i), reverse=True)[:6]
        found += any(category[i] in ("laptop bag", "laptop sleeve") for i in nearest)
    assert found >= 7
