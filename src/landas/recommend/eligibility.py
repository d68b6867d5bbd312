"""Who may be recommended at all, for the whole catalogue at once.

Rules that read the item alone become a mask, computed once per item and kept while the item stands. Items
with offers depend on the request's context, so they are judged again for each context.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.ids import ItemIndex
from landas.policy.rules import Rule, broken_rule
from landas.recommend.draft import BoolArray, Masked
from landas.request.intent import Constraint
from landas.request.satisfaction import satisfies
from landas.retrieval.view import CatalogView

KEPT = -1
_CONTEXTS_KEPT = 32


@dataclass(frozen=True)
class Judged:
    """Per row of one view: the rule that removes it or KEPT, and whether its values depend on the context."""

    rule_of: NDArray[np.int16]
    with_offers: NDArray[np.int64]
    """Rows of items that have offers, ascending."""
    eligible: BoolArray
    """Living rows that no rule removes."""
    removed: tuple[int, ...]
    """For each rule how many living rows it removes."""


class Eligibility:
    """The project's rules over whole views. Safe to share between threads."""

    def __init__(self, rules: Sequence[Rule], schema: Schema) -> None:
        self.rules = tuple(rules)
        self._item_rules = tuple(rule for rule in rules if rule.item_only)
        self._schema = schema
        self._lock = Lock()
        self._judged: tuple[CatalogView, Judged] | None = None
        self._in_context: OrderedDict[tuple[Any, ...], dict[int, tuple[Item, int]]] = OrderedDict()

    def mask(
        self, view: CatalogView, constraints: Sequence[Constraint], context: Mapping[str, Any]
    ) -> tuple[BoolArray, tuple[Masked, ...], list[BoolArray]]:
        """Rows that pass the item-only rules and every constraint; what each kept out; each constraint's own rows.

        Arrays have one entry a row of the view; the first may be shared with other requests, and is read-only then.
        Withdrawn rows are never among them.
        """
        judged = self._judge(view)
        offers = self._offers_in(view, judged, context)
        allowed = judged.eligible.copy() if offers else judged.eligible
        for row, (_, rule) in offers.items():
            allowed[row] = bool(view.alive[row]) and rule == KEPT
        masked = [
            Masked("policy", rule.name, rule.reason, count)
            for rule, count in zip(self._item_rules, judged.removed, strict=True)
        ]
        each = []
        for constraint in constraints:
            rows = np.array(view.mask(constraint), dtype=bool)
            for row, (item, _) in offers.items():
                rows[row] = satisfies(item.values, constraint)
            masked.append(_masked_by(constraint, allowed & ~rows))
            each.append(rows)
        eligible = allowed
        for rows in each:
            allowed = allowed & rows
        return allowed, tuple(m for m in masked if m.count), [eligible, *each]

    def _judge(self, view: CatalogView) -> Judged:
        with self._lock:
            if self._judged is not None and self._judged[0] is view:
                return self._judged[1]
            judged = self._judge_rows(view, self._judged)
            self._judged = (view, judged)
            return judged

    def _judge_rows(self, view: CatalogView, before: tuple[CatalogView, Judged] | None) -> Judged:
        """Judges every row, taking over the verdicts of a release's rows from a view of the same release."""
        rule_of = np.full(view.size, KEPT, dtype=np.int16)
        if not self._item_rules and self._schema.offers_column is None:
            return _judged(view, rule_of, (), len(self._item_rules))
        with_offers: list[int] = []
        start = 0
        if before is not None and before[0].release_id == view.release_id:
            start = view.base_size
            rule_of[:start] = before[1].rule_of[:start]
            with_offers = [int(row) for row in before[1].with_offers if row < start]
        for row in range(start, view.size):
            item = view.item(ItemIndex(row))
            rule_of[row] = self._first_broken(item)
            if item.offers:
                with_offers.append(row)
        return _judged(view, rule_of, with_offers, len(self._item_rules))

    def _first_broken(self, item: Item) -> int:
        broken = broken_rule(item, self._item_rules, {}, self._schema)
        return KEPT if broken is None else self._item_rules.index(broken[0])

    def _offers_in(
        self, view: CatalogView, judged: Judged, context: Mapping[str, Any]
    ) -> dict[int, tuple[Item, int]]:
        """Items with offers by row: as they are in the context, and the rule that removes them or KEPT."""
        if not len(judged.with_offers):
            return {}
        key = (view.release_id, view.overlay, tuple(sorted((k, str(v)) for k, v in context.items())))
        with self._lock:
            if key not in self._in_context:
                items = {
                    int(row): view.item(ItemIndex(int(row))).in_context(context) for row in judged.with_offers
                }
                self._in_context[key] = {row: (item, self._first_broken(item)) for row, item in items.items()}
                if len(self._in_context) > _CONTEXTS_KEPT:
                    self._in_context.popitem(last=False)
            return self._in_context[key]


def _judged(view: CatalogView, rule_of: NDArray[np.int16], with_offers: Sequence[int], rules: int) -> Judged:
    removed = tuple(int(np.count_nonzero(view.alive & (rule_of == number))) for number in range(rules))
    eligible = view.alive & (rule_of == KEPT)
    eligible.setflags(write=False)
    return Judged(rule_of, np.array(with_offers, dtype=np.int64), eligible, removed)


def constraint_rule(constraint: Constraint) -> str:
    """The name under which a constraint removes items: `price lte 500`."""
    value = constraint.value
    shown = ", ".join(str(v) for v in value) if isinstance(value, tuple) else str(value)
    return f"{constraint.field} {constraint.op} {shown}"


def _masked_by(constraint: Constraint, removed: BoolArray) -> Masked:
    return Masked(
        "constraint", constraint_rule(constraint), "does not fit the request", int(np.count_nonzero(removed))
    )
