"""The door for events: a raw row becomes an Event, or is rejected with a reason that says what to correct.

A row needs `event_id`, `type`, `time`, and an `item_id` or a `receipt_id`. Neither person nor session is
needed: what nobody in particular viewed still counts as popular.
"""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeGuard

from landas.clock import iso, parse_iso, utc_now
from landas.errors import shown
from landas.events.events import EVENT_TYPES, Event, EventType, RejectedEvent
from landas.ids import EventId, ItemId, ReceiptId, SessionId, UserId

FIELDS = (
    "event_id",
    "type",
    "time",
    "user_id",
    "session_id",
    "item_id",
    "value",
    "receipt_id",
    "position",
)
MAX_ID_LENGTH = 512
SECONDS_LIMIT = 1e11
"""A number from here on (the year 5138) counts smaller units: milli-, micro- or nanoseconds."""
FURTHEST_AHEAD = timedelta(days=1)
_LIKELY_YEARS = (1990, 2100)


class _Unusable(Exception):
    """Why a row is rejected."""


def check_event(raw: Any, now: datetime | None = None) -> Event | RejectedEvent:
    """The event that `raw` describes under the names in FIELDS, or why it can't be used.

    `time` is ISO 8601 (UTC where no zone is named) or seconds since 1970; ids may be text or whole numbers. What
    a clock that is ahead calls later today happened `now` (by default the present); what lies further ahead is refused.
    """
    now = utc_now() if now is None else now
    try:
        return _not_ahead(_event(raw), now)
    except _Unusable as unusable:
        return RejectedEvent(raw, str(unusable))


def _event(raw: Any) -> Event:
    if not isinstance(raw, Mapping):
        raise _Unusable(f"an event is an object with {', '.join(FIELDS[:3])}, …; this is {shown(raw)}")
    if unknown := [str(name) for name in raw if name not in FIELDS]:
        raise _Unusable(f"unknown field {unknown[0]!r}; an event has {', '.join(FIELDS)}")
    item_id, receipt_id = _identifier(raw, "item_id"), _identifier(raw, "receipt_id")
    if item_id is None and receipt_id is None:
        raise _Unusable("item_id is missing; an event without one needs a receipt_id")
    user_id, session_id = _identifier(raw, "user_id"), _identifier(raw, "session_id")
    kind = _type(raw.get("type"))
    value = _number(raw.get("value"), "value")
    if kind == "rating" and value is None:
        raise _Unusable("value is missing; a rating needs one")
    return Event(
        EventId(_required_identifier(raw, "event_id")),
        kind,
        _time(raw.get("time")),
        None if user_id is None else UserId(user_id),
        None if session_id is None else SessionId(session_id),
        None if item_id is None else ItemId(item_id),
        value,
        None if receipt_id is None else ReceiptId(receipt_id),
        _position(raw.get("position")),
    )


def _not_ahead(event: Event, now: datetime) -> Event:
    if event.time > now + FURTHEST_AHEAD:
        raise _Unusable(
            f"time {iso(event.time)} lies in the future; correct the clock or the column it comes from"
        )
    return event if event.time <= now else event._replace(time=now)


def _type(raw: Any) -> EventType:
    name = raw.strip().lower() if isinstance(raw, str) else raw
    for known in EVENT_TYPES:
        if name == known:
            kind: EventType = known  # type: ignore[assignment]
            return kind
    allowed = ", ".join(EVENT_TYPES)
    if _is_missing(raw):
        raise _Unusable(f"type is missing; it is one of {allowed}")
    raise _Unusable(f"type {shown(raw)} is unknown; it is one of {allowed}")


def _required_identifier(raw: Mapping[str, Any], name: str) -> str:
    found = _identifier(raw, name)
    if found is None:
        raise _Unusable(f"{name} is missing; it makes sending an event twice harmless")
    return found


def _identifier(raw: Mapping[str, Any], name: str) -> str | None:
    value = raw.get(name)
    if isinstance(value, str):
        text = value.strip()
    elif _is_missing(value):
        return None
    elif _is_whole(value):
        text = str(int(value))  # a table with gaps turns the id 31 into 31.0
    else:
        raise _Unusable(f"{name} {shown(value)} is no id; use text or a whole number")
    if len(text) > MAX_ID_LENGTH:
        raise _Unusable(f"{name} has {len(text)} characters; at most {MAX_ID_LENGTH} are allowed")
    if not text.isprintable() and any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text):
        raise _Unusable(f"{name} {shown(text)} holds a NUL or half a character")
    return text or None


def _is_whole(value: Any) -> TypeGuard[int | float]:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**MAX_ID_LENGTH


def _time(raw: Any) -> datetime:
    if _is_missing(raw):
        raise _Unusable("time is missing; use ISO 8601 or seconds since 1970")
    try:
        moment = _instant(raw)
    except (ValueError, OverflowError, OSError):
        moment = None
    if moment is None or moment.year < 1970:
        raise _Unusable(f"time {shown(raw)} can't be read; use ISO 8601 or seconds since 1970")
    return moment


def reads_as_time(raw: Any) -> bool:
    """Whether a value is likely a time of a log: it reads as one, of these decades, and is no small number."""
    try:
        return _LIKELY_YEARS[0] <= _time(raw).year <= _LIKELY_YEARS[1]
    except _Unusable:
        return False


def _instant(raw: Any) -> datetime | None:
    if isinstance(raw, datetime):
        return raw.replace(tzinfo=UTC) if raw.tzinfo is None else raw.astimezone(UTC)
    if isinstance(raw, date):
        return datetime(raw.year, raw.month, raw.day, tzinfo=UTC)
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_epoch(float(raw))
    if not isinstance(raw, str):
        return None
    text = raw.strip()
    if len(text) == 8 and text.isdigit() and text[:2] in ("19", "20"):
        return parse_iso(text)  # 20260301: as seconds it would be in 1970
    try:
        return _from_epoch(float(text))
    except ValueError:
        return parse_iso(text)


def _from_epoch(seconds: float) -> datetime | None:
    if not math.isfinite(seconds):
        return None
    while abs(seconds) >= SECONDS_LIMIT:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, tz=UTC)


def _number(raw: Any, name: str) -> float | None:
    if _is_missing(raw):
        return None
    try:
        number = math.nan if isinstance(raw, bool) else float(raw)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise _Unusable(f"{name} {shown(raw)} is not a number")
    return number


def _position(raw: Any) -> int | None:
    number = _number(raw, "position")
    if number is None:
        return None
    if number != int(number) or not 1 <= number < 2**31:
        raise _Unusable(f"position {shown(raw)} is not a place on a slate; places count from 1")
    return int(number)


def _is_missing(raw: Any) -> bool:
    if isinstance(raw, str):
        return not raw.strip()
    return raw is None or (isinstance(raw, float) and math.isnan(raw))
