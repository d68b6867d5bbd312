"""Step `explore`: a share of the places goes to items nobody has turned to yet, by chance, and the receipt says so.

Without it such items never gather the events that would let them be recommended. The draw comes from the receipt's
id, so that a rerun draws the same.
"""

import numpy as np

from landas.ids import ItemIndex, content_hash
from landas.recommend.draft import Draft
from landas.recommend.shaping import Shaping
from landas.request.candidates import Candidate, Effect, SourceHit

EXPLORED = "explored"
COLD = 0.01
"""Popularity up to which nobody has turned to an item: what completeness alone gives."""
_FIRST = 1
"""The place before which nothing is explored."""


class Explore:
    """Never the first place, and only items that every mask and rule lets through."""

    name = "explore"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        share = self._shaping.of(draft.request.surface).exploration
        request = draft.request
        if not share or request.pinned or request.external is not None or draft.allowed is None:
            return
        chance = np.random.default_rng(int(content_hash(draft.receipt_id)[:15], 16))
        wanted = share * request.k
        count = int(wanted) + int(chance.random() < wanted % 1)
        pool = self._pool(draft)
        drawn = chance.choice(pool, size=min(count, len(pool)), replace=False) if len(pool) else ()
        candidates = list(draft.candidates)
        for row in drawn:
            item_id = draft.view.item_id(ItemIndex(int(row)))
            known = next((c for c in candidates if c.item_id == item_id), None)
            if known is not None:
                candidates.remove(known)
            last = max(min(request.k - 1, len(candidates)), _FIRST)
            at = int(chance.integers(_FIRST, last + 1))
            score = candidates[at].score if at < len(candidates) else 0.0
            candidates.insert(at, known or Candidate(item_id, {EXPLORED: SourceHit(0.0, 1)}, score))
            odds = count / len(pool)
            what = f"place {at + 1}, drawn with probability {odds:.4g} of {len(pool)}"
            draft.effects.append(Effect(item_id, self.name, "exploration", what))
        draft.candidates = tuple(candidates)

    def _pool(self, draft: Draft) -> np.ndarray:
        """Rows nobody has turned to: those that some source proposed below the slate, else any that are allowed."""
        shown = [c.item_id for c in draft.candidates[: draft.request.k]]
        removed = {removal.item_id for removal in draft.removals}
        near = [c.item_id for c in draft.candidates[draft.request.k :]]
        rows = [row for item_id in near if (row := draft.view.row(item_id)) is not None]
        popularity = draft.view.popularity
        proposed = np.array([row for row in rows if popularity[row] <= COLD], dtype=np.int64)
        if len(proposed) or draft.allowed is None:
            return proposed
        cold = np.flatnonzero(draft.allowed & (popularity <= COLD))
        out = {
            row
            for i in (*shown, *removed, draft.request.anchor)
            if i and (row := draft.view.row(i)) is not None
        }
        return cold[~np.isin(cold, list(out))]
