"""Step `category`: a request for one kind of thing is answered with that kind of thing."""

from dataclasses import replace

import numpy as np

from landas.recommend.draft import Draft, Masked
from landas.request.intent import Constraint, Intent


class KeepToCategory:
    """Narrows the allowed rows to the kinds of things that the intent names.

    Where a field of the feed says what kind an item is, this is a hard limit. Where the kind was learnt from
    titles, it may be wrong or missing: if nothing of that kind is allowed, the limit is given up, and the words
    for the kind join those that nothing explains, so that nobody takes what is shown for it.
    """

    name = "category"

    def __init__(self, category_is_declared: bool) -> None:
        self._hard = category_is_declared

    def __call__(self, draft: Draft) -> None:
        if not draft.intent.categories or draft.allowed is None:
            return
        wanted = Constraint(draft.view.category_field, "in", draft.intent.categories, source="lexicon")
        rows = np.array(draft.view.mask(wanted), dtype=bool)
        narrowed = draft.allowed & rows
        if not self._hard and not narrowed.any():
            draft.intent = _without_kind(draft.intent, draft.request.text, draft.view.category_field)
            return
        removed = int(np.count_nonzero(draft.allowed & ~rows))
        shown = ", ".join(draft.intent.categories)
        draft.masked = (
            *draft.masked,
            Masked("category", f"category in {shown}", "another kind of thing", removed),
        )
        draft.masks = (draft.masks[0] & rows, *draft.masks[1:])
        draft.allowed = narrowed
        draft.fitting = int(np.count_nonzero(narrowed))


def _without_kind(intent: Intent, text: str, field: str) -> Intent:
    said = tuple(text[slice(*entity.span)] for entity in intent.entities if entity.kind == field)
    kinds = said or intent.categories
    unparsed = (*intent.unparsed, *kinds)
    return replace(intent, categories=(), unparsed=unparsed, given_up=kinds, lost_kinds=intent.categories)
