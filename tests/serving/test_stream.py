"""A turn as server-sent events."""

import json

import pytest

from landas.serving.stream import turn_events

TURN = {"items": [{"item_id": "a", "title": "Line\nend"}], "turn": 1}


def events_of(reply: str) -> list[tuple[str, dict[str, object]]]:
    events = []
    for raw in turn_events({**TURN, "reply": reply}):
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
