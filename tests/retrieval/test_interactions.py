"""The log that behaviour is learnt from."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from landas.events.events import Event, EventType
from landas.events.history import LONGEST, turned_lately
from landas.ids import EventId, ItemId, SessionId, UserId
from landas.retrieval.interactions import InteractionLog, write_interactions
from landas.retrieval.popularity import learn_popularity
from landas.retrieval.turned import turned_of

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


def test_without_events_completeness_alone_orders(tmp_path: Path) -> None:
    log: InteractionLog = write_interactions([], ROWS, tmp_path)
    popularity = learn_popularity(log, np.array([0.2, 0.9, 0.5], dtype=np.float32))
    assert popularity.argmax() == 1


def test_an_answer_reads_the_history_that_was_learnt_from(tmp_path: Path) -> None:
    events = [e for e in some_events(4000) if e.item_id in ROWS and (e.user_id or e.session_id)]
    learnt = turned_of(write_interactions(events, ROWS, tmp_path), len(ROWS)).sequences
    assert learnt.times is not None
    taught = {
        tuple(zip(learnt[person].tolist(), learnt.between(person, person + 1).times.tolist(), strict=True))[
            -LONGEST:
        ]
        for person in range(len(learnt))
    }
    whose = {e.user_id or e.session_id for e in events}
    read = set()
    for one in whose:
        latest = [e for e in reversed(events) if (e.user_id or e.session_id) == one]
        entries = [
            (ROWS[first.item_id], first.time.timestamp())
            for _, first in turned_lately(latest)
            if first.item_id
        ]
        read.add(tuple(reversed(entries)))
    assert read == taught
    assert {len(each) for each in read} == {LONGEST}


def test_one_person_makes_no_item_popular_and_none_unpopular(tmp_path: Path) -> None:
    def event(n: int, kind: EventType, who: str, item: str) -> Event:
        time = NOON - timedelta(hours=n % 700)
        return Event(EventId(f"e{who}{item}{n}"), kind, time, UserId(who), None, ItemId(item))

    crowd = [event(n, "purchase", f"u{n}", "i1") for n in range(20)]
    one = [event(n, "purchase", "spammer", "i2") for n in range(2000)]
    loved = [event(n, "like", f"u{n}", "i3") for n in range(20)]
    hater = [event(n, "dislike", "hater", "i3") for n in range(2000)]
    events = sorted([*crowd, *one, *loved, *hater], key=lambda e: e.time)
    popularity = learn_popularity(write_interactions(events, ROWS, tmp_path), np.zeros(12, dtype=np.float32))
    assert popularity[1] > 1.5 * popularity[2]
    assert popularity[3] > popularity[2]
