"""Step `policy`: every rule and every hard constraint, proven item by item.

It runs twice: over the candidates as the release and its overlay know them, and over the slate as the database
holds it at this moment.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.ids import ItemIndex
from landas.policy.rules import RequestNames, Rule, broken_rule
from landas.recommend.draft import Draft
from landas.recommend.eligibility import constraint_rule
from landas.request.candidates import Removal
from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies, value_satisfies

Judge = Callable[[Item], Removal | None]


def judge_for(draft: Draft, rules: Sequence[Rule], schema: Schema, step: str) -> Judge:
    """A function that gives the removal of an item by the first rule or constraint it breaks, or None."""
    request = draft.request
    names = RequestNames(request.surface, request.now, request.user_id, request.context).names()
    applying = [rule for rule in rules if rule.holds_on(request.surface)]
    constraints = (*request.filters, *draft.intent.hard())

    def judge(item: Item) -> Removal | None:
        there = item.in_context(request.context)
        return _by_rule(there, applying, names, schema, step) or _by_constraint(there, constraints, step)

    return judge


def _by_rule(
    item: Item, rules: Sequence[Rule], names: dict[str, Any], schema: Schema, step: str
) -> Removal | None:
    broken = broken_rule(item, rules, names, schema)
    return Removal(item.item_id, step, broken[0].name, broken[1]) if broken else None


def _by_constraint(item: Item, constraints: Sequence[Constraint], step: str) -> Removal | None:
    for constraint in constraints:
        if not satisfies(item.values, constraint):
            has = item.values.get(constraint.field)
            reason = f"unknown: {constraint.field}" if has is None else f"{constraint.field} is {has}"
            return Removal(item.item_id, step, constraint_rule(constraint), reason)
    return None


def _has_something_to_judge(draft: Draft, rules: Sequence[Rule]) -> bool:
    request = draft.request
    return bool(
        request.filters or draft.intent.hard() or any(rule.holds_on(request.surface) for rule in rules)
    )


class ApplyPolicy:
    """Judges the candidates on what the view knows of them."""

    name = "policy"

    def __init__(self, rules: Sequence[Rule], schema: Schema) -> None:
        self._rules = tuple(rules)
        self._schema = schema

    def __call__(self, draft: Draft) -> None:
        item_ids = [candidate.item_id for candidate in draft.candidates]
        found = draft.view.rows_of(item_ids)
        judging = _has_something_to_judge(draft, self._rules)
        if not judging and None not in found:
            return
        rows = list(zip(item_ids, found, strict=True))
        removed = {
            item_id: Removal(item_id, self.name, "catalogue", "not in the catalogue")
            for item_id, row in rows
            if row is None
        }
        # Where nothing is to be judged no item's document is read: that would be most of a large answer's time.
        if judging:
            judge = judge_for(draft, self._rules, self._schema, self.name)
            doubted = self._doubted(draft, [row for row in found if row is not None])
            for item_id, row in rows:
                if row is not None and row in doubted and (removal := judge(draft.view.item(row))):
                    removed[item_id] = removal
        if removed:
            draft.removals += [removed[item_id] for item_id, _ in rows if item_id in removed]
            draft.candidates = tuple(c for c in draft.candidates if c.item_id not in removed)

    def _doubted(self, draft: Draft, rows: Sequence[ItemIndex]) -> Collection[ItemIndex]:
        """The rows whose documents have to be read. Where no rule holds and no item has offers, what the view keeps of
        each field clears those that fit; what is shown is judged by the database's document anyway."""
        request = draft.request
        constraints = (*request.filters, *draft.intent.hard())
        told = self._schema.offers_column is None and all(c.field in self._schema.fields for c in constraints)
        if not told or any(rule.holds_on(request.surface) for rule in self._rules):
            return frozenset(rows)
        doubted: set[ItemIndex] = set()
        for constraint in constraints:
            for row, value in zip(rows, draft.view.values(constraint.field, rows), strict=True):
                if not value_satisfies(value, constraint):
                    doubted.add(row)
        return doubted
