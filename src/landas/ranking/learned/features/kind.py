"""Is a candidate of the kinds that the history is about? The last item's kind, and each kind's share of the history."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from landas.events.keys import firsts_of, lengths_of, places_among
from landas.events.sequences import Ints
from landas.ranking.learned.known import Known
from landas.ranking.learned.table import CandidateTable, Column


@dataclass(frozen=True)
class KindFeature:
    kinds: Ints

    def columns(self, table: CandidateTable) -> Mapping[str, Column]:
        histories, own = table.histories, self.kinds[table.rows]
        last = histories.back(0)
        last_kind = np.where(last >= 0, self.kinds[last], -1)
        width = self._width
        seen = self.kinds[histories.rows]
        told = seen >= 0
        ordered = np.sort(histories.people()[told] * width + seen[told])
        begins, met = firsts_of(ordered)
        # A kind that isn't known is that of nothing.
        wanted = np.where(own >= 0, table.people * width + own, -1)
        found, places = places_among(wanted, met)
        share = np.zeros(len(wanted), dtype=np.int64)
        share[found] = lengths_of(begins, len(ordered))[places]
        return {
            "kind.last": (own == last_kind[table.people]) & (own >= 0),
            "kind.share": share / np.maximum(histories.lengths, 1)[table.people],
        }

    @cached_property
    def _width(self) -> int:
        return int(self.kinds.max(initial=0)) + 1


def learn_kind(known: Known) -> KindFeature:
    return KindFeature(known.kinds_of_rows.astype(np.int64))
