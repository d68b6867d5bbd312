"""What a conversation remembers ends with the session: after a long quiet nothing of before shapes an answer."""

from datetime import UTC, datetime, timedelta

import pytest

from landas.bootstrap import Project
from landas.clock import iso
from landas.dialogue.service import AskRequest
from landas.dialogue.state import of_session

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
QUIET = timedelta(minutes=30)


def at(*minutes: int) -> list[dict[str, str]]:
    return [{"at": iso(NOON + timedelta(minutes=m))} for m in minutes]


@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        ((), 0),
        ((0,), 1),
        ((-31,), 0),
        ((-30, -1), 2),
        ((-90, -20, -1), 2),
        ((-40, -25, -10), 3),
        ((-31, -31), 0),
    ],
)
def test_the_turns_of_a_session_are_those_since_the_last_long_quiet(
    turns: tuple[int, ...], kept: int
) -> None:
    told = at(*turns)
    assert of_session(told, NOON, QUIET) == told[len(told) - kept :]


def test_turns_of_before_belong_to_the_one_behind_them() -> None:
    assert len(of_session([{}, {}, *at(-5)], NOON, QUIET)) == 3
    assert of_session([{}, *at(-45)], NOON, QUIET) == []


def restarted(project: Project, now: datetime) -> None:
    project.clock = lambda: now
    for made in ("parts", "dialogue", "recommender"):
        project.__dict__.pop(made, None)


def test_a_wish_of_hours_ago_no_longer_narrows_what_is_shown(own_sample: Project) -> None:
    project = own_sample
    restarted(project, NOON)
    conversation = project.dialogue.create_conversation()
    project.dialogue.ask(AskRequest("black laptop", conversation_id=conversation))
    restarted(project, NOON + timedelta(minutes=30))
    soon = project.dialogue.ask(AskRequest("under 20 million", conversation_id=conversation))
    assert {c["field"] for c in soon["state"]["constraints"]} == {"colour", "price"}
    restarted(project, NOON + timedelta(hours=9))
    later = project.dialogue.ask(AskRequest("under 20 million", conversation_id=conversation))
    assert {c["field"] for c in later["state"]["constraints"]} == {"price"}
    assert later["turn"] == 3
