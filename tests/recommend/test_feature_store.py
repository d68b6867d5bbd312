"""Features that change with every event: the same in answers as in training, kept by the hour, repeatable."""

import shutil
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.items import Item
from landas.clock import iso, parse_iso
from landas.errors import SetupError
from landas.events.activity import hour_of, start_of
from landas.events.events import Event
from landas.events.sequences import Sequences
from landas.ids import EventId, ItemId, UserId
from landas.ranking.learned.features.lately import LatelyFeature
from landas.ranking.learned.features.pair import PairFeature
from landas.ranking.learned.table import CandidateTable
from landas.recommend import feature_store
from landas.recommend.build import build_release
from landas.recommend.draft import Request
from landas.recommend.feature_store import ItemsAtAnHour, shown_in, shown_rows
from landas.recommend.live_ranker import LiveRanker
from landas.recommend.moments import shown_before
from landas.recommend.person_events import impressions_of
from landas.recommend.replay import draft_of
from landas.retrieval.interactions import write_interactions
from landas.retrieval.turned import activity_in
from tests.recommend.test_live_ranker import SIZE, made, viewed, walk_events

ROWS = {ItemId(f"i{n:02d}"): n for n in range(SIZE)}
QUIET = 55
"""An item that this file's people make popular after the build."""


class Hands:
    """A clock that is set by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "walks"
    with made(folder, walk_events(500)) as project:
        build_release(project.build_parts)
    return folder


@pytest.fixture
def shop(built: Path, tmp_path: Path) -> Iterator[tuple[Project, Hands]]:
    shutil.copytree(built, tmp_path / "walks")
    hands = Hands(max(event.time for event in walk_events(500)) + timedelta(hours=3))
    with open_project(tmp_path / "walks", hands) as project:
        yield project, hands


def crowd(begins: datetime, count: int = 80, place: int = QUIET) -> list[Event]:
    seconds = 3000 / count
    return [
        viewed(f"crowd-{begins:%d%H}-{n}", place, begins + timedelta(seconds=n * seconds), user=f"crowd{n}")
        for n in range(count)
    ]


def next_hour_of(project: Project, hands: Hands) -> datetime:
    """When the hour after somebody's view of an item begins."""
    project.events.append([viewed("her", 20, hands.now, user="her")])
    return hands.now.replace(minute=0, second=0) + timedelta(hours=1)


def items_now(project: Project, now: datetime) -> ItemsAtAnHour:
    """Once what happened by the last full hour was read, which the first who ask don't wait for."""
    view = project.live.current()
    live = project.parts.learned.rankers.of(view)
    assert live is not None
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = project.parts.learned.features.items(view, live.activity, now)
        if found.hour == hour_of(now):
            break
        time.sleep(0.02)
    return found


def answer_to(project: Project, user: str, now: datetime, k: int = 60) -> dict[str, Any]:
    return project.recommender.recommend(Request("home", now, user_id=UserId(user), k=k))


def test_an_item_that_becomes_popular_after_the_build_rises_at_the_next_hour(
    shop: tuple[Project, Hands],
) -> None:
    project, hands = shop
    begins = next_hour_of(project, hands)
    before = items_now(project, hands.now)
    project.events.append(crowd(begins))
    hands.now = begins + timedelta(minutes=55)
    assert items_now(project, hands.now).feature.latest[QUIET] == before.feature.latest[QUIET]
    hands.now = begins + timedelta(minutes=61)
    found = items_now(project, hands.now)
    assert found.feature.latest[QUIET] == before.feature.latest[QUIET] + 80
    assert found.rising[0] == QUIET
    assert f"i{QUIET}" in [place["item_id"] for place in answer_to(project, "her", hands.now)["items"]]


def test_values_are_those_that_counting_all_events_by_hand_gives(shop: tuple[Project, Hands]) -> None:
    project, hands = shop
    later = [event for seed in (3, 4) for event in walk_events(60, seed=seed)]
    offset = hands.now - min(event.time for event in later)
    project.events.append([event._replace(time=event.time + offset) for event in later])
    hands.now += timedelta(days=50)
    found = items_now(project, hands.now)
    people: dict[int, set[tuple[int, str | None]]] = defaultdict(set)
    for event in project.events.scan():
        hour = hour_of(event.time)
        if found.hour - 48 <= hour < found.hour:
            people[ROWS[ItemId(str(event.item_id))]].add((hour, event.user_id))
    assert sum(map(len, people.values())) > 10
    assert found.feature.latest.tolist() == [len(people[row]) for row in range(SIZE + 1)]


def test_every_worker_reads_what_the_first_one_kept_and_late_events_change_no_answer(
    shop: tuple[Project, Hands],
) -> None:
    project, hands = shop
    begins = next_hour_of(project, hands)
    project.events.append(crowd(begins))
    hands.now = begins + timedelta(hours=2)
    items_now(project, hands.now)
    answer = answer_to(project, "her", hands.now, k=10)
    ranker = project.receipt(str(answer["receipt_id"]))["ranker"]
    assert ranker["features_before"] == iso(start_of(hour_of(hands.now)))
    # A log of the same hour that is imported late.
    project.events.append(crowd(begins, count=300, place=20 + 3))
    with open_project(project.folder, hands) as other:
        mine, theirs = items_now(project, hands.now), items_now(other, hands.now)
        assert np.array_equal(mine.feature.values, theirs.feature.values, equal_nan=True)
        assert other.replay(str(answer["receipt_id"]), rerun=True)["same"]
    hands.now += timedelta(hours=1)
    assert items_now(project, hands.now).feature.latest[23] >= 200
    assert project.replay(str(answer["receipt_id"]), rerun=True)["same"]


def test_a_receipt_whose_features_are_gone_is_not_repeated_with_others(shop: tuple[Project, Hands]) -> None:
    project, hands = shop
    project.events.append([viewed("her", 20, hands.now, user="her")])
    hands.now += timedelta(hours=2)
    items_now(project, hands.now)
    answer = answer_to(project, "her", hands.now, k=10)
    with project.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM later_activity")
    with open_project(project.folder, hands) as other, pytest.raises(SetupError, match="no longer kept"):
        other.replay(str(answer["receipt_id"]), rerun=True)


def test_answers_go_on_with_what_the_release_knew_while_events_cannot_be_read(
    shop: tuple[Project, Hands], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    project, hands = shop
    project.events.append([viewed("her", 20, hands.now, user="her")])
    monkeypatch.setattr(feature_store, "_PATIENCE", 0)

    def broken(*given: object) -> None:
        raise OSError("the disk is gone")

    monkeypatch.setattr(project.events, "turned", broken)
    hands.now += timedelta(hours=2)
    answer = answer_to(project, "her", hands.now, k=10)
    known = parse_iso(str(project.receipt(str(answer["receipt_id"]))["ranker"]["features_before"]))
    assert known < hands.now - timedelta(hours=3)
    assert len(answer["items"]) == 10
    for _ in range(100):
        if "the disk is gone" in caplog.text:
            break
        time.sleep(0.05)
    assert "what happened lately could not be read: the disk is gone" in caplog.text


def test_what_was_shown_to_a_person_is_the_same_in_answers_as_in_training(
    shop: tuple[Project, Hands], tmp_path: Path
) -> None:
    project, hands = shop
    chance = np.random.default_rng(4)
    shown = [
        Event(EventId(f"s{n}"), "impression", hands.now - timedelta(minutes=float(minutes)), UserId("her"),
              item_id=ItemId(f"i{int(chance.integers(SIZE)):02d}"), position=1)
        for n, minutes in enumerate(chance.random(400) * 900)
    ]  # fmt: skip
    project.events.append([*shown, viewed("her", 20, hands.now - timedelta(minutes=1), user="her")])
    events = sorted(project.events.scan(), key=lambda event: (event.time, event.event_id))
    log = write_interactions(events, ROWS, tmp_path)
    person = next(p for p in range(len(log.offsets) - 1) if log.seen.offsets[p + 1] > log.seen.offsets[p])
    learnt = shown_before(log.seen, np.array([person]), np.array([hands.now.timestamp()]), SIZE + 1)
    view = project.live.current()
    draft = SimpleNamespace(request=Request("home", hands.now, user_id=UserId("her")), person_events=None)
    asked = shown_rows(shown_in(impressions_of(draft, project.events)), view)  # type: ignore[arg-type]
    assert len(asked.rows) == len(learnt.rows) == 200
    rows, moments = np.arange(SIZE), np.array([hands.now.timestamp()])
    for name, column in PairFeature().columns(pairs(rows, learnt, moments)).items():
        served = PairFeature().columns(pairs(rows, asked, moments))[name]
        np.testing.assert_allclose(served, column, rtol=1e-6, err_msg=name)


def pairs(rows: np.ndarray, shown: Sequences, moments: np.ndarray) -> CandidateTable:  # type: ignore[type-arg]
    history = Sequences.of([[3]], SIZE + 1)
    return CandidateTable(np.zeros(len(rows), dtype=np.int64), rows, {}, history, moments, shown)


def test_what_was_hidden_or_bought_stays_away_however_much_was_shown_since(
    shop: tuple[Project, Hands], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiveRanker, "reads_shown", property(lambda _: True))
    project, hands = shop
    long_ago = hands.now - timedelta(days=9)
    hidden = viewed("h", 21, long_ago, user="her")._replace(type="hide")
    bought = viewed("b", 22, long_ago, user="her")._replace(type="purchase")
    acts = [viewed(f"v{n}", 30 + n % 9, long_ago + timedelta(minutes=n), user="her") for n in range(1100)]
    shown = [
        viewed(f"s{n}", n % SIZE, hands.now - timedelta(minutes=n), user="her")._replace(type="impression")
        for n in range(1300)
    ]
    project.events.append([hidden, bought, *acts, *shown, viewed("now", 20, hands.now, user="her")])
    hands.now += timedelta(seconds=1)
    answer = answer_to(project, "her", hands.now)
    assert not {"i21", "i22"} & {place["item_id"] for place in answer["items"]}
    receipt = project.receipt(answer["receipt_id"])
    assert receipt["history"][0]["item_id"] == "i20"
    # What comes in late changes no answer of before.
    late = [event._replace(event_id=EventId(f"late-{event.event_id}")) for event in shown[70:200]]
    project.events.append([*late, viewed("lb", 23, long_ago, user="her")._replace(type="purchase")])
    assert project.replay(answer["receipt_id"], rerun=True)["same"]


def test_impressions_are_read_only_where_a_split_of_the_trees_asks_for_them(
    shop: tuple[Project, Hands], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, hands = shop
    before = hands.now - timedelta(hours=2)
    shown = viewed("s", 30, before, user="her")._replace(type="impression")
    project.events.append([shown, viewed("v", 20, before, user="her")])
    live = project.parts.learned.rankers.of(project.live.current())
    assert live is not None
    # Nobody noted what was shown in the log that this ranker was taught on.
    assert not live.reads_shown
    answer = answer_to(project, "her", hands.now)
    assert project.receipt(answer["receipt_id"])["shown"] == []
    monkeypatch.setattr(LiveRanker, "reads_shown", property(lambda _: True))
    asking = answer_to(project, "her", hands.now)
    assert [entry["item_id"] for entry in project.receipt(asking["receipt_id"])["shown"]] == ["i30"]
    assert [item["item_id"] for item in asking["items"]] == [item["item_id"] for item in answer["items"]]


def test_erasing_a_person_takes_what_they_were_shown_out_of_their_receipts(
    shop: tuple[Project, Hands], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LiveRanker, "reads_shown", property(lambda _: True))
    project, hands = shop
    before = hands.now - timedelta(hours=2)
    shown = viewed("s", 30, before, user="her")._replace(type="impression")
    project.events.append([shown, viewed("v", 20, before, user="her")])
    receipt_id = answer_to(project, "her", hands.now)["receipt_id"]
    assert [entry["item_id"] for entry in project.receipt(receipt_id)["shown"]] == ["i30"]
    project.receipts.erase_user(UserId("her"), hands.now)
    assert project.receipt(receipt_id)["shown"] == []


def test_a_receipt_of_before_tells_of_no_features_and_is_still_read(shop: tuple[Project, Hands]) -> None:
    project, hands = shop
    project.events.append([viewed("v", 20, hands.now - timedelta(hours=2), user="her")])
    receipt = dict(project.receipt(answer_to(project, "her", hands.now)["receipt_id"]))
    for added in ("shown", "ranker"):
        del receipt[added]
    draft = draft_of(project.parts, receipt, project.live.current())
    assert draft.features_before is None
    assert [event.item_id for event in draft.history] == ["i20"]


def test_columns_of_an_answer_are_those_of_training_at_the_same_moment(
    shop: tuple[Project, Hands], tmp_path: Path
) -> None:
    """What is carried in the release and what was read since add up to what the whole log teaches from."""
    project, hands = shop
    project.events.append(crowd(hands.now.replace(minute=0)))
    hands.now += timedelta(hours=2)
    found = items_now(project, hands.now)
    live = project.parts.learned.rankers.of(project.live.current())
    assert live is not None
    log = write_interactions(project.events.scan(), ROWS, tmp_path)
    table = CandidateTable(
        np.zeros(SIZE, dtype=np.int64),
        np.arange(SIZE),
        {},
        Sequences.of([[3, 4]], SIZE + 1),
        np.array([hands.now.timestamp()]),
    )
    taught = LatelyFeature(activity_in(log, SIZE + 1)).columns(table)
    served = found.feature.columns(table)
    assert taught["lately.2d"][QUIET] >= 80
    for name, column in taught.items():
        np.testing.assert_allclose(served[name], column, rtol=1e-5, err_msg=name)


def test_an_item_that_came_after_the_release_has_no_features_of_behaviour(
    shop: tuple[Project, Hands],
) -> None:
    project, hands = shop
    project.items.upsert([Item(ItemId("late"), "wool rug new", "", {})], observed_at=hands.now)
    project.events.append([viewed("x", 20, hands.now, user="her")._replace(item_id=ItemId("late"))])
    hands.now += timedelta(hours=2)
    assert len(items_now(project, hands.now).feature.latest) == SIZE + 1
