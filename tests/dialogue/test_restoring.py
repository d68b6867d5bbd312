"""Wishes of a field as they stood before: put back after they were taken back or changed."""

import pytest

from landas.dialogue.returning import with_restored
from landas.dialogue.state import Topic
from landas.request.intent import Constraint, Intent


def topic(*wishes: Constraint, kind: str = "laptop") -> Topic:
    return Topic(Intent(categories=(kind,), constraints=wishes), ())


def price(most: float) -> Constraint:
    return Constraint("price", "lte", most)


BLACK = Constraint("color", "eq", "black")
ASKS = Intent(restored=("price",))


@pytest.mark.parametrize("now", [topic(BLACK), topic(BLACK, price(8))])
def test_what_was_wished_before_it_changed_is_wished_again(now: Topic) -> None:
    held = with_restored(ASKS, now, [topic(BLACK, price(5))])
    assert held.intent.constraints == (BLACK, price(5))


def test_what_was_wished_of_another_kind_of_thing_stays_there() -> None:
    now = topic(BLACK)
    assert with_restored(ASKS, now, [topic(price(5), kind="phone")]) is now
