"""How strongly each kind of event says that a person turned to an item."""

from collections.abc import Mapping

from landas.events.events import Event

EVENT_WEIGHTS: Mapping[str, float] = {
    "click": 1.0, "view": 1.0, "cart": 3.0, "purchase": 5.0, "like": 3.0, "accept": 3.0, "rating": 2.0,
}  # fmt: skip
"""Events that say a person turned to an item. A poor rating says the contrary and is left out."""
GOOD_RATING = 3.5


def event_weight(event: Event) -> float:
    """How strongly an event says that a person turned to its item; 0 for one that doesn't."""
    if event.type == "rating" and (event.value is None or event.value < GOOD_RATING):
        return 0.0
    return EVENT_WEIGHTS.get(event.type, 0.0)
