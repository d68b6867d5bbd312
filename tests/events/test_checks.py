"""Raw events at the door: what is taken, and what the reason says when it is not."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landas.events.checks import check_event
from landas.events.events import EVENT_TYPES, Event, RejectedEvent

VIEW = {
    "event_id": "e-1",
    "type": "view",
    "time": "2026-03-01T08:00:00Z",
    "user_id": "ani",
    "item_id": "chair",
}
EIGHT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def taken(**changes: Any) -> Event:
    checked = check_event({**VIEW, **changes})
    assert isinstance(checked, Event), checked.reason
    return checked


def reason(raw: Any) -> str:
    checked = check_event(raw)
    assert isinstance(checked, RejectedEvent)
    assert checked.raw is raw
    return checked.reason


def refusal(**changes: Any) -> str:
    return reason({**VIEW, **changes})


def test_a_whole_event_is_taken() -> None:
    event = taken(session_id="s", value=3, receipt_id="r-1", position=2)
    assert (event.event_id, event.type, event.time, event.user_id) == ("e-1", "view", EIGHT, "ani")
    assert (event.session_id, event.item_id, event.value, event.receipt_id, event.position) == (
        "s",
        "chair",
        3.0,
        "r-1",
        2,
    )


@pytest.mark.parametrize("kind", EVENT_TYPES)
def test_every_type_of_the_vocabulary_is_taken_in_any_case(kind: str) -> None:
    assert taken(type=f" {kind.upper()} ", value=1).type == kind


@pytest.mark.parametrize(
    "time",
    [
        "2026-03-01T08:00:00Z",
        "2026-03-01T15:00:00+07:00",
        "2026-03-01 08:00",
        "2026-03-01T08:00:00.000000",
        1772352000,
        1772352000.0,
        "1772352000",
        1772352000000,
        "1772352000000000",
        datetime(2026, 3, 1, 8),
        EIGHT,
    ],
)
def test_time_is_iso_or_counts_from_1970(time: object) -> None:
    assert taken(time=time).time == EIGHT


@pytest.mark.parametrize("time", ["2026-03-01", "20260301", date(2026, 3, 1)])
def test_a_bare_date_is_its_midnight_in_utc(time: object) -> None:
    assert taken(time=time).time == datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given_id", "kept"), [(31, "31"), (31.0, "31"), (" a b ", "a b"), ("", None), (None, None)]
)
def test_ids_are_text_or_whole_numbers(given_id: object, kept: str | None) -> None:
    assert taken(user_id=given_id).user_id == kept


def test_neither_person_nor_session_is_needed() -> None:
    assert taken(user_id=None).session_id is None


def test_a_receipt_may_stand_in_for_the_item() -> None:
    assert taken(item_id=None, receipt_id="r-1", type="accept").item_id is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"type": "teleport"},
            "type 'teleport' is unknown; it is one of impression, click, view, cart, purchase",
        ),
        ({"type": None}, "type is missing; it is one of impression"),
        ({"type": 3}, "type 3 is unknown"),
        ({"time": "yesterday"}, "time 'yesterday' can't be read; use ISO 8601 or seconds since 1970"),
        ({"time": "2026-02-30"}, "time '2026-02-30' can't be read"),
        ({"time": float("inf")}, "time inf can't be read"),
        ({"time": True}, "time True can't be read"),
        ({"time": -1}, "time -1 can't be read"),
        ({"time": "0001-01-01T00:00:00+14:00"}, "can't be read"),
        ({"time": ""}, "time is missing"),
        ({"event_id": " "}, "event_id is missing; it makes sending an event twice harmless"),
        ({"event_id": "x" * 600}, "event_id has 600 characters; at most 512 are allowed"),
        ({"user_id": "ani\x00"}, r"user_id 'ani\x00' holds a NUL or half a character"),
        ({"item_id": "half \ud83d"}, "holds a NUL or half a character"),
        ({"item_id": ["chair"]}, "item_id ['chair'] is no id; use text or a whole number"),
        ({"user_id": 1.5}, "user_id 1.5 is no id"),
        ({"user_id": True}, "user_id True is no id"),
        ({"user_id": float("inf")}, "user_id inf is no id"),
        ({"item_id": None}, "item_id is missing; an event without one needs a receipt_id"),
        ({"value": "many"}, "value 'many' is not a number"),
        ({"value": True}, "value True is not a number"),
        ({"value": "nan"}, "value 'nan' is not a number"),
        ({"type": "rating"}, "value is missing; a rating needs one"),
        ({"position": 0}, "position 0 is not a place on a slate; places count from 1"),
        ({"position": 1.5}, "position 1.5 is not a place"),
        ({"colour": "red"}, "unknown field 'colour'; an event has event_id, type, time"),
    ],
)
def test_an_unusable_event_says_which_value_and_what_to_do(changes: dict[str, Any], expected: str) -> None:
    assert expected in refusal(**changes)


@pytest.mark.parametrize("raw", [None, 5, "view", ["e-1"], b"x"])
def test_what_is_no_object_is_rejected(raw: object) -> None:
    assert reason(raw).startswith("an event is an object with event_id, type, time")


_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.binary(max_size=5),
    lambda children: st.lists(children, max_size=2),
    max_leaves=3,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys([*VIEW, "value", "position", "session_id"], _anything))
)
def test_no_row_whatever_ever_raises(raw: dict[str, Any]) -> None:
    checked = check_event(raw)
    assert isinstance(checked, Event) or checked.raw is raw


def test_a_clock_that_is_ahead_is_put_right_and_the_far_future_refused() -> None:
    now = datetime(2026, 3, 1, 8, tzinfo=UTC)
    soon = check_event({**VIEW, "time": "2026-03-01T20:00:00Z"}, now)
    assert isinstance(soon, Event)
    assert soon.time == now
    far = check_event({**VIEW, "time": "2027-03-01T08:00:00Z"}, now)
    assert isinstance(far, RejectedEvent)
    assert far.reason.startswith("time 2027-03-01T08:00:00.000000Z lies in the future")
