"""Words around the label of a yes-or-no field: "pets allowed" where the field is called "pets" alone."""

import pytest

from landas.catalog.fields import Field
from tests.understanding.other_worlds import reader

ROOMS = reader(
    (
        Field("kind", "category", "kind"),
        Field("pets", "flag", "pets", labels={"en": ("pets",), "id": ("hewan",)}),
        Field("breakfast", "flag", "breakfast", labels={"en": ("breakfast",), "id": ("sarapan",)}),
    ),
    [
        (f"Room {n}", {"kind": ("room", "flat")[n % 2], "pets": n % 3 == 0, "breakfast": n % 4 == 0})
        for n in range(24)
    ],
    category="kind",
)


def read(text: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    intent = ROOMS.parse(text)
    return [(c.field, c.op) for c in intent.constraints], intent.unparsed


@pytest.mark.parametrize(
    "text", ["room with pets allowed", "room, pets are allowed", "room, breakfast included"]
)
def test_what_frames_a_label_says_no_more_than_it_does(text: str) -> None:
    (wish,), unparsed = read(text)
    assert wish[1] == "eq"
    assert unparsed == ()


def test_a_frame_behind_a_negation_turns_its_label_around() -> None:
    assert read("room, pets are not allowed") == ([("pets", "ne")], ())
    assert read("kamar, hewan tidak diperbolehkan")[0] == [("pets", "ne")]


def test_a_frame_with_no_label_near_is_told_as_not_understood() -> None:
    assert read("a room, smoking allowed")[1] != ()
