"""Step `vary`: no more of one value than the surface's caps allow, and unlike things beside each other."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from landas.ranking.diversity import marginal_order
from landas.recommend.draft import Draft
from landas.recommend.shaping import CATEGORY, Shaping
from landas.request.candidates import Candidate, Effect, Removal

_LOOKED_AT = 5
"""Candidates a place of the slate that diversity chooses from."""


class Vary:
    """Caps hold always; diversity gives way where the person wants an order of their own."""

    name = "vary"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        section = self._shaping.of(draft.request.surface)
        if draft.request.pinned:
            return
        if section.diversity and draft.intent.sort is None and draft.candidates:
            self._diversify(draft, section.diversity)
        if section.caps:
            self._cap(draft, section.caps)

    def _diversify(self, draft: Draft, diversity: float) -> None:
        count = draft.request.k * _LOOKED_AT
        first, rest = draft.candidates[:count], draft.candidates[count:]
        scores = np.array([candidate.score for candidate in first], dtype=np.float32)
        order = marginal_order(scores, _meanings(draft, first), diversity)
        for place, before in enumerate(order, start=1):
            if before + 1 != place:
                what = f"from place {before + 1} to {place}"
                draft.effects.append(Effect(first[before].item_id, self.name, "diversity", what))
        draft.candidates = (*(first[before] for before in order), *rest)

    def _cap(self, draft: Draft, caps: dict[str, int]) -> None:
        """Pinned items are counted before what ranks higher: else a cap would undo the pins of its own shop."""
        pinned = self._shaping.pinned(draft)
        shown: Counter[tuple[str, object]] = Counter()
        kept = set()
        for candidate in sorted(draft.candidates, key=lambda candidate: candidate.item_id not in pinned):
            held = capped_values(draft, candidate, caps)
            full = next((name for name, value in held if shown[name, value] >= caps[name]), None)
            if full is None:
                kept.add(candidate.item_id)
                shown.update(held)
            else:
                reason = f"{caps[full]} with the same {full} rank higher{' or are pinned' if pinned else ''}"
                draft.removals.append(Removal(candidate.item_id, self.name, f"cap on {full}", reason))
        draft.candidates = tuple(candidate for candidate in draft.candidates if candidate.item_id in kept)


def capped_values(draft: Draft, candidate: Candidate, caps: dict[str, int]) -> list[tuple[str, object]]:
    """What a candidate counts as: each value of a list by itself, a missing value as nothing."""
    row = draft.view.row(candidate.item_id) if caps else None
    if row is None:
        return []
    values = draft.view.item(row).values
    named = {name: draft.view.category(row) if name == CATEGORY else values.get(name) for name in caps}
    return [
        (name, one)
        for name, value in named.items()
        for one in (dict.fromkeys(value) if isinstance(value, tuple) else (value,))
        if one is not None
    ]


def _meanings(draft: Draft, candidates: tuple[Candidate, ...]) -> NDArray[np.float32]:
    """Unit vectors, n x d; without any, a kind's own direction, so that unlike means of another kind."""
    rows = [draft.view.row(candidate.item_id) for candidate in candidates]
    if draft.view.has_vectors:
        known = [np.zeros(1, np.float32) if row is None else draft.view.vector(row) for row in rows]
        size = max(len(vector) for vector in known)
        vectors = np.array([v if len(v) == size else np.zeros(size) for v in known], dtype=np.float32)
    else:
        kinds = [None if row is None else draft.view.category(row) for row in rows]
        names = sorted({kind for kind in kinds if kind is not None})
        vectors = np.array([[float(kind == name) for name in names] for kind in kinds], dtype=np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
