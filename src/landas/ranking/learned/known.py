"""What features are learnt from: the sequences that were known at a moment, and what is known of the items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Sequences


@dataclass(frozen=True)
class Known:
    """`kinds` holds a number for the kind of thing each row is, -1 where that isn't known."""

    log: Sequences
    kinds: NDArray[np.int32] | None = None

    @property
    def kinds_of_rows(self) -> NDArray[np.int32]:
        return np.full(self.log.size, -1, dtype=np.int32) if self.kinds is None else self.kinds
