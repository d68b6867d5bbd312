"""What a feature is: learnt from the log alone, then read off a table of candidates.

Features see histories and nothing after them; training and serving call the same code on the same saved arrays.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column


class Feature(Protocol):
    """A frozen dataclass of arrays, so that any can be saved the same way."""

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        """Named columns, one entry a candidate. The names are the same for every table."""
        ...


@dataclass(frozen=True)
class FeatureKind:
    """How a feature is learnt from what was known, and the type it is read back as."""

    name: str
    learn: Callable[[Known], Feature]
    type: type[Feature]
