"""Steps `preferences` and `prefer`: what a person lets be remembered moves the order a little, and filters nothing.

What is said now stands above what is remembered: a preference about a field that the request speaks of rests.
"""

from collections.abc import Collection, Sequence

from landas.recommend.draft import BoolArray, Draft
from landas.recommend.parts import Parts
from landas.recommend.preferences import MOST_USED, RememberedPreference, may_be_kept
from landas.request.candidates import Candidate, Effect
from landas.request.satisfaction import NEGATIVE_OPS

_MOST_GAINED = 0.25
"""What one preference of full strength adds to a score, as a share of it."""
_MOST_TOGETHER = 1.4


class ReadPreferences:
    """The person's, where they consent to being remembered. `resting`: fields that earlier turns spoke of."""

    name = "preferences"

    def __init__(self, parts: Parts, resting: Collection[str] = ()) -> None:
        self._parts = parts
        self._resting = frozenset(resting)

    def __call__(self, draft: Draft) -> None:
        request = draft.request
        if request.user_id is None or not {"remember", "recommend"} <= request.purposes or request.pinned:
            return
        spoken = {constraint.field for constraint in (*draft.intent.constraints, *request.filters)}
        spoken |= {*draft.intent.released, *self._resting}
        found = self._parts.preferences.of_user(request.user_id, request.now)
        draft.remembered = tuple(p for p in found if p.field not in spoken and self._holds(p))[:MOST_USED]

    def _holds(self, preference: RememberedPreference) -> bool:
        """Whether it may still be used: the project file may have changed since."""
        field = self._parts.schema.fields.get(preference.field)
        return field is not None and may_be_kept(field, preference.value, self._parts.packs)


class Prefer:
    """Raises the scores of what fits a remembered preference and lowers those of what one speaks against."""

    name = "prefer"

    def __call__(self, draft: Draft) -> None:
        # An order that the person asked for stands above their taste.
        if not draft.remembered or draft.request.pinned or draft.intent.sort is not None:
            return
        fits = [draft.view.mask(preference.wish) for preference in draft.remembered]
        moved = [self._moved(draft, candidate, fits) for candidate in draft.candidates]
        draft.candidates = tuple(sorted(moved, key=lambda candidate: -candidate.score))

    def _moved(self, draft: Draft, candidate: Candidate, fits: Sequence[BoolArray]) -> Candidate:
        """`fits`: for each preference the rows that satisfy it."""
        row = draft.view.row(candidate.item_id)
        factor = 1.0
        if row is not None:
            for preference, fitting in zip(draft.remembered, fits, strict=True):
                gained = _gained(preference, bool(fitting[row]))
                if gained != 1.0:
                    factor *= gained
                    what = f"remembered preference, score times {gained:.4g}"
                    draft.effects.append(Effect(candidate.item_id, self.name, preference.field, what))
        factor = min(max(factor, 1 / _MOST_TOGETHER), _MOST_TOGETHER)
        score = candidate.score * factor if candidate.score >= 0 else candidate.score / factor
        return candidate if factor == 1.0 else candidate._replace(score=score)


def _gained(preference: RememberedPreference, fits: bool) -> float:
    """Above 1 for what is liked, below for what is avoided, 1 where it says nothing of the item."""
    most = 1 + _MOST_GAINED * preference.strength
    if preference.op in NEGATIVE_OPS:
        return 1.0 if fits else 1 / most
    return most if fits else 1.0
