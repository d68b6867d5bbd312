"""Whoever waits for a turn and is told of it while it is made, and how such a one calls it off."""

from collections.abc import Callable
from dataclasses import dataclass

from landas.clock import Stop
from landas.dialogue.draft import ChatDraft

Tell = Callable[[ChatDraft], None]


def unheard(draft: ChatDraft) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Each is called once, in this order, on the thread that makes the turn."""

    begun: Tell = unheard
    """Nothing is known yet but the receipt's id and the turn's number."""
    understood: Tell = unheard
    """What the turn and those before it wish stands."""
    shown: Tell = unheard
    """The slate stands, and no model has worded it yet."""
    stop: Stop | None = None
    """Set: no model is waited for any more."""
