"""The log that behaviour is learnt from, and that counting in blocks finds what counting pair by pair finds."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from landas.engine.engine import LocalEngine
from landas.events.events import Event, EventType
from landas.ids import EventId, ItemId, SessionId, UserId
from landas.retrieval.covisits import HALF_LIFE_DAYS, WINDOW, learn_covisits
from landas.retrieval.interactions import InteractionLog, event_weight, write_interactions
from landas.retrieval.popularity import learn_popularity

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROWS = {ItemId(f"i{n}"): n for n in range(12)}
KINDS: tuple[EventType, ...] = ("view", "cart", "purchase", "impression", "dislike", "rating")


def event(number: int, item: str, kind: EventType = "view", value: float | None = None, **who: str) -> Event:
    names = {key: {"user_id": UserId, "session_id": SessionId}[key](name) for key, name in who.items()}
    moment = NOON + timedelta(hours=number)
    return Event(EventId(f"e{number:04d}"), kind, moment, item_id=ItemId(item), value=value, **names)  # type: ignore[arg-type]


def some_events(count: int) -> list[Event]:
    chance = random.Random(7)
    found = []
    for number in range(count):
        kind = chance.choice(KINDS)
        who: dict[str, str] = chance.choice([{"user_id": f"u{chance.randrange(6)}"}, {"session_id": "s"}, {}])
        item = f"i{chance.randrange(13)}"  # i12 is unknown
        value = float(chance.randrange(1, 6)) if kind == "rating" else None
        found.append(event(number, item, kind, value, **who))
    return found


def pairs_by_hand(events: list[Event]) -> dict[tuple[int, int], float]:
    """The definition, said in loops."""
    sequences: dict[Any, list[Event]] = defaultdict(list)
    for one in events:
        if one.item_id in ROWS and event_weight(one) and (one.user_id or one.session_id):
            sequences[one.user_id or one.session_id].append(one)
    found: dict[tuple[int, int], float] = defaultdict(float)
    for sequence in sequences.values():
        for place, one in enumerate(sequence):
            for gap, other in enumerate(sequence[place + 1 : place + 1 + WINDOW], start=1):
                first, second = ROWS[ItemId(str(one.item_id))], ROWS[ItemId(str(other.item_id))]
                if first != second:
                    days = (sequence[-1].time - other.time).total_seconds() / 86400
                    weight = (event_weight(one) * event_weight(other)) ** 0.5
                    found[first, second] += weight * 0.5 ** (days / HALF_LIFE_DAYS) / gap
                    found[second, first] = found[second, first]
    whole = {(a, b): found[a, b] + found[b, a] for a, b in list(found)}
    totals = [sum(value for (a, _), value in whole.items() if a == row) + 1 for row in range(len(ROWS))]
    return {(a, b): value / (totals[a] * totals[b]) ** 0.5 for (a, b), value in whole.items()}


def test_the_log_holds_each_persons_events_together_in_order_of_time(tmp_path: Path) -> None:
    events = [
        event(1, "i3", user_id="ani"),
        event(2, "i4"),
        event(3, "i5", user_id="budi"),
        event(4, "i6", user_id="ani"),
        event(5, "i7", "impression", user_id="ani"),
        event(6, "unknown", user_id="ani"),
        event(7, "i8", "dislike", session_id="s"),
    ]
    log = write_interactions(events, ROWS, tmp_path, chunk=2)
    assert log.rows.tolist() == [3, 6, 5, 8, 4]  # ani, budi, the session; nobody's come last
    assert log.offsets.tolist() == [0, 2, 3, 4]
    assert log.weights.tolist() == [1, 1, 1, 0, 1]
    assert log.opinions[3] == 0
    assert np.isnan(log.opinions[[0, 1, 2, 4]]).all()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("part")) == []


def test_spans_cover_all_people_once(tmp_path: Path) -> None:
    log = write_interactions(some_events(200), ROWS, tmp_path)
    spans = list(log.spans(20))
    assert spans[0][0] == 0
    assert spans[-1][1] == len(log.offsets) - 1
    assert all(end == start for (_, end), (start, _) in pairwise(spans))


@pytest.mark.parametrize("pairs_a_block", [1, 40, 10_000])
def test_counting_in_blocks_finds_what_the_definition_says(tmp_path: Path, pairs_a_block: int) -> None:
    events = some_events(300)
    log = write_interactions(events, ROWS, tmp_path, chunk=37)
    covisits = learn_covisits(log, tmp_path, len(ROWS), LocalEngine(), pairs_a_block)
    expected = pairs_by_hand(events)
    assert len(expected) > 50
    for (row, other), strength in expected.items():
        assert covisits.strength(row, other) == pytest.approx(strength, rel=1e-5)
    for row in range(len(ROWS)):
        assert np.all(np.diff(covisits.of(row)[1]) <= 0)


def test_no_events_make_no_neighbours_and_completeness_alone_orders(tmp_path: Path) -> None:
    log: InteractionLog = write_interactions([], ROWS, tmp_path)
    assert [len(learn_covisits(log, tmp_path, 3, LocalEngine()).of(row)[0]) for row in range(3)] == [0, 0, 0]
    popularity = learn_popularity(log, np.array([0.2, 0.9, 0.5], dtype=np.float32))
    assert popularity.argmax() == 1
