"""What features are learnt from: the sequences that were known at a moment, and what is known of the items."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landas.events.activity import Activity, activity_of
from landas.events.sequences import Sequences


@dataclass(frozen=True)
class Known:
    """`kinds` holds a number for the kind of thing each row is, -1 where that isn't known.

    `activity` may reach beyond the log's end: it is asked as of moments, and tells each only what lay before it.
    """

    log: Sequences
    kinds: NDArray[np.int32] | None = None
    activity: Activity | None = None

    @property
    def kinds_of_rows(self) -> NDArray[np.int32]:
        return np.full(self.log.size, -1, dtype=np.int32) if self.kinds is None else self.kinds

    @property
    def activity_of_rows(self) -> Activity | None:
        """That of the log where none was given; None where the log holds no times."""
        log = self.log
        if self.activity is not None or log.times is None or not len(log.times):
            return self.activity
        return activity_of(log.rows, log.times, log.people(), log.size)
