"""A turn as server-sent events."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from landas.errors import Conflict, NotFound
from landas.serving.stream import Items, Turn, streamed

TURN: dict[str, Any] = {"items": [{"item_id": "a", "title": "Line\nend"}], "turn": 1}


def events_of(reply: str) -> list[tuple[str, dict[str, object]]]:
    events = []
    turn = {**TURN, "reply": reply}

    def ask(tell_items: Callable[[Items], None]) -> Turn:
        tell_items(TURN["items"])
        return turn

    for raw in streamed(ask):
        name, data, *rest = raw.decode().split("\n")
        assert rest == ["", ""]
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


@pytest.mark.parametrize(
    "reply",
    [
        "One costs $9.50. Two is lighter! Which one?",
        "- a: 1.5 kg\n- b: 2 kg\n\nDone",
        "",
        "Rp 10.999.000, naïve 😀 …",
    ],
)
def test_items_come_first_then_sentences_that_join_to_the_reply_then_the_whole_turn(reply: str) -> None:
    events = events_of(reply)
    assert events[0] == ("items", {"items": TURN["items"]})
    assert events[-1] == ("done", {**TURN, "reply": reply})
    pieces = [document for name, document in events[1:-1] if name == "reply"]
    assert "".join(str(piece["text"]) for piece in pieces) == reply
    assert all(reply[int(str(p["start"])) : int(str(p["end"]))] == p["text"] for p in pieces)


def test_a_number_with_a_point_does_not_end_a_sentence() -> None:
    pieces = [document["text"] for name, document in events_of("It costs $9.50. Fine.") if name == "reply"]
    assert pieces == ["It costs $9.50. ", "Fine."]


def test_the_items_are_sent_before_the_words_are_ready() -> None:
    worded = threading.Event()

    def ask(tell_items: Callable[[Items], None]) -> Turn:
        tell_items(TURN["items"])
        assert worded.wait(10)
        return {**TURN, "reply": "One."}

    events = streamed(ask)
    assert next(events).startswith(b"event: items\n")
    worded.set()
    assert [raw.split(b"\n")[0] for raw in events] == [b"event: reply", b"event: done"]


def test_what_fails_before_the_items_is_raised_and_after_them_is_an_event() -> None:
    def unknown(tell_items: Callable[[Items], None]) -> Turn:
        raise NotFound("no conversation 'c-1'.", "Begin one.")

    with pytest.raises(NotFound, match="c-1"):
        streamed(unknown)

    def overtaken(tell_items: Callable[[Items], None]) -> Turn:
        tell_items(TURN["items"])
        raise Conflict("turn 2 was answered meanwhile.", "Send it again.")

    _, error = streamed(overtaken)
    name, data, *_ = error.decode().split("\n")
    assert name == "event: error"
    assert json.loads(data.removeprefix("data: "))["status"] == 409
