"""What a feature is: learnt from the log alone, then read off a table of candidates.

Features see histories and nothing after them; training and serving call the same code.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from landas.events.sequences import Sequences
from landas.ranking.learned.table import CandidateTable, Column


class Feature(Protocol):
    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        """Named columns, one entry a candidate. The names are the same for every table."""
        ...


FeatureKind = Callable[[Sequences], Feature]
"""Learns a feature from the sequences that were known."""
