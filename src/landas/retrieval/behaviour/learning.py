"""What sources are fitted from: the sequences that are known, and the pairs in them, counted once for all sources."""

from dataclasses import dataclass

from landas.events.sequences import Sequences
from landas.retrieval.behaviour.covisitation import Covisits


@dataclass(frozen=True)
class Learning:
    log: Sequences
    covisits: Covisits
