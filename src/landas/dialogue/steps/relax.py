"""Step `relax`: when the hard constraints leave nothing, what giving up one of them would bring, or a few at once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice

import numpy as np

from landas.catalog.fields import is_number
from landas.catalog.items import Item, facts_of
from landas.dialogue.draft import ChatDraft
from landas.dialogue.steps.talk import TALK
from landas.grounding.shown import Relaxation, ShownItem
from landas.ids import ItemIndex
from landas.recommend.draft import BoolArray, Draft
from landas.recommend.parts import Parts
from landas.recommend.steps.decide import judge_for
from landas.request.candidates import Candidate
from landas.request.intent import Constraint

_OFFERED = 2
_MOST_AT_ONCE, _MOST_TRIED = 3, 60
"""Constraints given up together, and choices of them looked at, where fewer bring nothing."""


class Relax:
    """For each constraint: how many items satisfy all the others, and the one nearest to the wish. Where no single one
    stands in the way, for two or three of them together.

    The items it finds break a constraint, so they are spoken of as alternatives and never shown on the slate.
    """

    name = "relax"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: ChatDraft) -> None:
        if draft.slate or not draft.masks or draft.intent.intent_type in TALK:
            return
        constraints = (*draft.request.filters, *draft.intent.hard())
        for at_once in range(1, min(_MOST_AT_ONCE, len(constraints)) + 1):
            found = list(self._without(draft, constraints, at_once))
            if found:
                break
        else:
            return
        found.sort(key=lambda relaxation: -relaxation.count)
        draft.relaxations = tuple(found[:_OFFERED])

    def _without(
        self, draft: ChatDraft, constraints: Sequence[Constraint], at_once: int
    ) -> Iterator[Relaxation]:
        """What giving up so many of the constraints brings, for each choice of them that brings something."""
        choices = combinations(range(len(constraints)), at_once)
        for left_out in islice(choices, _MOST_TRIED):
            rows = all_but(draft.masks, left_out)
            count = int(np.count_nonzero(rows))
            given_up = tuple(constraints[number] for number in left_out)
            if count:
                yield Relaxation(given_up[0], count, self._nearest(draft, given_up, rows), given_up[1:])

    def _nearest(
        self, draft: ChatDraft, given_up: Collection[Constraint], rows: BoolArray
    ) -> ShownItem | None:
        row = nearest_row(draft, next(iter(given_up)), rows)
        item_id = draft.view.item_id(row)
        version = self._parts.read_items([item_id]).get(item_id)
        if version is None or self._removed(draft, given_up, version.item):
            return None
        facts = facts_of(version, self._parts.schema, draft.request.context)
        return ShownItem(item_id, version.item.title, 0, Candidate(item_id, {}), facts)

    def _removed(self, draft: ChatDraft, given_up: Collection[Constraint], item: Item) -> bool:
        """Whether the item, as it is now, breaks a rule or a constraint that isn't given up."""
        kept = tuple(c for c in draft.intent.constraints if c not in given_up)
        intent = replace(draft.intent, constraints=kept)
        filters = tuple(c for c in draft.request.filters if c not in given_up)
        without = Draft(replace(draft.request, filters=filters), draft.receipt_id, draft.view, intent=intent)
        return judge_for(without, self._parts.rules, self._parts.schema, self.name)(item) is not None


def all_but(masks: Sequence[BoolArray], left_out: Collection[int]) -> BoolArray:
    """Rows that are eligible and satisfy every constraint but those numbers."""
    rows = masks[0].copy()
    for number, mask in enumerate(masks[1:]):
        if number not in left_out:
            rows &= mask
    return rows


def nearest_row(draft: ChatDraft, constraint: Constraint, rows: BoolArray) -> ItemIndex:
    """The row whose value comes nearest to a numeric wish; for other wishes the first row."""
    among = np.flatnonzero(rows)
    wanted = _wanted_number(constraint)
    if wanted is not None:
        distance = np.abs(draft.view.numeric(constraint.field)[among] - wanted)
        if not np.isnan(distance).all():
            return ItemIndex(int(among[np.nanargmin(distance)]))
    return ItemIndex(int(among[0]))


def _wanted_number(constraint: Constraint) -> float | None:
    value = constraint.value
    if constraint.op == "between" and isinstance(value, tuple):
        value = value[-1]
    return float(value) if is_number(value) else None
