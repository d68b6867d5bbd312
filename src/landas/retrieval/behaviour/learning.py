"""What sources are fitted from: the sequences that are known, and the pairs in them, counted once for all sources."""

from dataclasses import dataclass
from functools import cached_property

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.covisitation import Covisits
from landas.retrieval.behaviour.half_life import HalfLives, choose_half_lives


@dataclass(frozen=True)
class Learning:
    log: Sequences
    covisits: Covisits

    @cached_property
    def half_lives(self) -> HalfLives:
        return choose_half_lives(self.log)
