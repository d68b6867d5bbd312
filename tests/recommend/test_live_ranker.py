"""The learned ranker as it answers: live only where it is ahead, moved by every event, repeatable."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from landas.bootstrap import Project, open_project
from landas.catalog.items import Item
from landas.events.events import Event
from landas.ids import EventId, ItemId, SessionId, UserId
from landas.recommend.build import build_release
from landas.recommend.service import plain_request
from landas.retrieval.live import POLL_SECONDS

START = datetime(2026, 1, 1, tzinfo=UTC)
SIZE = 60
PROJECT = """[project]
name = "walks"
languages = ["en"]
currency = "USD"

[catalog]
id = "id"
title = "title"
"""


def walk_events(people: int, seed: int = 0, *, astray: bool = False) -> list[Event]:
    """Everybody walks round a circle of items by steps of one, now and then two; astray: anywhere."""
    chance = np.random.default_rng(seed)
    found = []
    for person in range(people):
        place, begun = int(chance.integers(SIZE)), float(chance.random() * 100)
        for step in range(6):
            place = (place + 1 + int(chance.random() < 0.2)) % SIZE
            place = int(chance.integers(SIZE)) if astray else place
            moment = START + timedelta(days=begun, minutes=step)
            found.append(viewed(f"p{seed}-{person}-{step}", place, moment, user=f"p{seed}-{person}"))
    return found


def viewed(
    event_id: str, place: int, moment: datetime, *, user: str | None = None, session: str | None = None
) -> Event:
    return Event(
        EventId(event_id),
        "view",
        moment,
        UserId(user) if user else None,
        SessionId(session) if session else None,
        ItemId(f"i{place:02d}"),
    )


def made(folder: Path, events: list[Event]) -> Project:
    folder.mkdir()
    (folder / "landas.toml").write_text(PROJECT)
    project = open_project(folder)
    words = ("oak lamp", "steel chair", "linen sofa", "wool rug", "glass vase", "clay pot")
    items = [Item(ItemId(f"i{n:02d}"), f"{words[n // 10]} {n}", "", {}) for n in range(SIZE)]
    project.items.upsert(items, observed_at=START)
    project.events.append(events)
    return project


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    project = made(tmp_path_factory.mktemp("live") / "walks", walk_events(500))
    project.__dict__["report"] = build_release(project.build_parts)
    yield project
    project.close()


def shown(project: Project, **asked: object) -> list[str]:
    answer = project.recommender.recommend(plain_request("home", **asked))  # type: ignore[arg-type]
    return [place["item_id"] for place in answer["items"]]


def test_a_ranker_that_is_ahead_goes_live_and_the_report_says_by_how_much(walks: Project) -> None:
    report = walks.__dict__["report"]
    ranker = report["ranker"]
    assert "home" in ranker["live"]
    assert ranker["lead"]["home"]["low"] > 0
    judged = ranker["judged"]["home"]
    assert {"learned", "formula", "popular", "noop", "shuffle"} <= set(judged["ndcg@10"])
    assert judged["ndcg@10"]["learned"]["value"] > 2 * judged["ndcg@10"]["shuffle"]["value"]
    assert judged["recall@20"]["covisitation"]["low"] > judged["recall@20"]["popular_all"]["high"]
    assert ranker["importance"]
    assert report["sources"]["skipped"]["people"].startswith("holds what single people did")


def test_an_event_moves_the_very_next_answer_known_or_not(walks: Project) -> None:
    now = datetime.now(UTC)
    walks.events.append([viewed("n1", 10, now, user="new"), viewed("n2", 40, now, session="visit")])
    assert set(shown(walks, user_id="new", k=3)) & {"i11", "i12", "i13"}
    assert set(shown(walks, session_id=SessionId("visit"), k=3)) & {"i41", "i42", "i43"}
    walks.events.append([viewed("n3", 30, datetime.now(UTC), session="visit")])
    assert set(shown(walks, session_id=SessionId("visit"), k=3)) & {"i31", "i32", "i33"}


def test_a_receipt_names_the_ranker_and_repeats_to_the_same_slate(walks: Project) -> None:
    now = datetime.now(UTC)
    walks.events.append([viewed("r1", 20, now, user="again"), viewed("r2", 21, now, user="again")])
    answer = walks.recommender.recommend(plain_request("home", user_id=UserId("again")))
    receipt = walks.receipt(answer["receipt_id"])
    version = walks.__dict__["report"]["ranker"]["version"]
    assert receipt["ranker"]["features_before"] < receipt["created_at"]
    assert receipt["ranker"] | {"features_before": None} == {
        "kind": "learned",
        "version": version,
        "reason": None,
        "features_before": None,
    }
    assert all(place["sources"] for place in answer["items"])
    walks.events.append([viewed("r3", 50, datetime.now(UTC), user="again")])
    assert walks.replay(answer["receipt_id"], rerun=True)["same"]


def test_nobody_known_is_answered_by_the_formula_and_told_why(walks: Project) -> None:
    answer = walks.recommender.recommend(plain_request("home"))
    ranker = walks.receipt(answer["receipt_id"])["ranker"]
    assert answer["items"]
    assert ranker["kind"] == "formula"
    assert ranker["reason"] == "nothing is known that the person turned to"


def test_an_item_that_came_after_the_release_gets_in_by_what_it_is(walks: Project) -> None:
    walks.items.upsert([Item(ItemId("late"), "wool rug 31 new", "", {})], observed_at=datetime.now(UTC))
    time.sleep(POLL_SECONDS)
    walks.events.append([viewed("l1", 31, datetime.now(UTC), session="rugs")])
    found = shown(walks, session_id=SessionId("rugs"), k=60)
    assert "late" in found


def test_what_the_caller_excludes_and_what_was_turned_to_is_not_proposed(walks: Project) -> None:
    walks.events.append([viewed("x1", 5, datetime.now(UTC), session="excluding")])
    found = shown(walks, session_id=SessionId("excluding"), exclude=(ItemId("i06"),), k=50)
    assert not {"i05", "i06"} & set(found)


def test_a_ranker_that_is_not_ahead_stays_out_and_the_report_says_so(tmp_path: Path) -> None:
    """People who go anywhere teach nothing."""
    with made(tmp_path / "astray", walk_events(300, astray=True)) as project:
        ranker = build_release(project.build_parts)["ranker"]
        assert ranker["live"] == []
        assert ranker["reason"] == "the interval of its lead over the formula reaches 0: the formula stays"
        answer = project.recommender.recommend(plain_request("related", item="i01"))
        assert (
            project.receipt(answer["receipt_id"])["ranker"]["reason"] == "the release has no learned ranker"
        )


def test_a_second_ranker_has_to_beat_the_first(tmp_path: Path) -> None:
    with made(tmp_path / "twice", walk_events(500)) as project:
        first = build_release(project.build_parts)["ranker"]
        second = build_release(project.build_parts)["ranker"]
        assert (first["replaces"], second["replaces"]) == ("formula", "former")
        assert second["version"] == first["version"]
        assert second["live"] == first["live"]


def test_a_ranker_is_not_judged_on_what_it_was_taught_after_old_events_came_in_bulk(tmp_path: Path) -> None:
    with made(tmp_path / "bulk", walk_events(500)) as project:
        first = build_release(project.build_parts)["ranker"]
        old = [e._replace(time=e.time - timedelta(days=300)) for e in walk_events(900, seed=5)]
        project.events.append(old)
        second = build_release(project.build_parts)["ranker"]
        assert second["replaces"] == "former"
        assert second["judged_since"] >= first["judged_since"]
        project.events.append(
            [e._replace(time=e.time - timedelta(days=900)) for e in walk_events(3000, seed=6)]
        )
        assert build_release(project.build_parts)["ranker"]["judged_since"] >= first["judged_since"]


def test_too_little_to_learn_from_is_told_of_what_lacks_alone(tmp_path: Path) -> None:
    with made(tmp_path / "few", walk_events(40)) as project:
        reason = build_release(project.build_parts)["ranker"]["reason"]
        assert reason.startswith("too few events: ")
        lacking = reason.removeprefix("too few events: ").split(" and ")
        assert all(int(each.split()[0]) < int(each.split("at least ")[1].rstrip(")")) for each in lacking)


def test_a_project_without_events_works_from_content_and_says_so(tmp_path: Path) -> None:
    with made(tmp_path / "cold", []) as project:
        report = build_release(project.build_parts)
        assert report["ranker"]["reason"].startswith("no events: content")
        answer = project.recommender.recommend(plain_request("related", item="i00", k=5))
        assert len(answer["items"]) == 5
        assert {"vector"} & set(answer["items"][0]["sources"])
