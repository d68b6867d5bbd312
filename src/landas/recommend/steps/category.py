"""Step `category`: a request for one kind of thing is answered with that kind of thing."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from landas.ids import ItemIndex
from landas.language.tokens import word_keys
from landas.recommend.draft import Draft, Masked
from landas.request.intent import Constraint, Intent

_LOOKED_AT = 100


class KeepToCategory:
    """Narrows the allowed rows to the kinds of things that the intent names.

    Where a field of the feed says what kind an item is, this is a hard limit. Where the kind was learnt from
    titles, it may be wrong or missing: if nothing of that kind is allowed but other things are, what has the kind's
    name in its title is kept. Where nothing has, the limit is given up, and the words for the kind join those that
    nothing explains, so that nobody takes what is shown for it.
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
        soft = not self._hard and draft.allowed.any()
        if soft and not narrowed.any():
            rows = _titled_so(draft)
            narrowed = draft.allowed & rows
        if soft and not narrowed.any():
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


def _titled_so(draft: Draft) -> NDArray[np.bool_]:
    """The allowed rows, of those that such words find best, whose titles have a kind's name: "43 inch 4K Smart TV"."""
    view, found = draft.view, np.zeros(len(draft.view.alive), dtype=bool)
    if draft.allowed is None:
        return found
    for kind in draft.intent.categories:
        rows, _ = view.best_matches(view.term_groups(kind), draft.allowed, _LOOKED_AT)
        known = view.categories([ItemIndex(int(row)) for row in rows])
        for row, own in zip(rows, known, strict=True):
            title = word_keys(view.item(ItemIndex(int(row))).title)
            place, of_own = _place(title, kind), _place(title, own or "")
            # A "TV wall mount" is what its title says last, no TV.
            found[row] |= place is not None and (of_own is None or of_own <= place)
    return found


def _place(title: Sequence[str], kind: str) -> int | None:
    """Where the words of a kind stand in a title; None where they don't."""
    words = word_keys(kind)
    starts = range(len(title) - len(words) + 1) if words else ()
    return next((at for at in starts if tuple(title[at : at + len(words)]) == tuple(words)), None)


def _without_kind(intent: Intent, text: str, field: str) -> Intent:
    # "A TV for the room": a kind that only says what for was no limit.
    named = (e for e in intent.entities if e.kind == field and e.value in intent.categories)
    said = tuple(text[slice(*entity.span)] for entity in named)
    kinds = said or intent.categories
    unparsed = (*intent.unparsed, *kinds)
    return replace(intent, categories=(), unparsed=unparsed, given_up=kinds, lost_kinds=intent.categories)
