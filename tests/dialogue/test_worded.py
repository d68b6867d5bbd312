"""Where words alone say what is looked for, what has none of them is not counted among what was found for them."""

from dataclasses import dataclass, field

import pytest

from landas.dialogue.steps.worded import LeaveOutUnworded
from landas.ids import ItemId
from landas.recommend.draft import Draft
from landas.request.candidates import Candidate, Removal, SourceHit
from landas.request.intent import Constraint, Intent, Sort

HIT = SourceHit(1, 0.5)
FRIDGE, BOOK, HIT_SONG, WATCHED = (
    Candidate(ItemId("fridge"), {"lexical": HIT, "vector": HIT}),
    Candidate(ItemId("book"), {"vector": HIT}),
    Candidate(ItemId("hit-song"), {"popular": HIT}),
    Candidate(ItemId("watched"), {"covisitation": HIT, "vector": HIT}),
)


@dataclass
class Turn:
    """As much of a draft as the step reads."""

    intent: Intent
    candidates: tuple[Candidate, ...]
    removals: list[Removal] = field(default_factory=list)

    leave_out = Draft.leave_out


def left(intent: Intent, *candidates: Candidate) -> list[str]:
    turn = Turn(intent, candidates)
    LeaveOutUnworded()(turn)  # type: ignore[arg-type]
    return [str(candidate.item_id) for candidate in turn.candidates]


def test_what_only_its_meaning_speaks_for_is_left_out_where_words_found_something() -> None:
    turn = Turn(Intent(), (FRIDGE, BOOK, HIT_SONG, WATCHED))
    LeaveOutUnworded()(turn)  # type: ignore[arg-type]
    assert turn.candidates == (FRIDGE, WATCHED)
    assert {(r.item_id, r.step) for r in turn.removals} == {("book", "worded"), ("hit-song", "worded")}


def test_where_no_word_was_found_the_nearest_in_meaning_stay() -> None:
    assert left(Intent(), BOOK, HIT_SONG) == ["book", "hit-song"]


@pytest.mark.parametrize(
    "intent",
    [
        Intent(categories=("lamp",)),
        Intent(constraints=(Constraint("price", "lt", 10.0),)),
        Intent(sort=Sort("price", "lower")),
    ],
)
def test_a_kind_a_hard_wish_or_an_order_says_what_fits(intent: Intent) -> None:
    assert left(intent, FRIDGE, BOOK) == ["fridge", "book"]
