"""Merchandising rules, compiled: which items each concerns, where and for which texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.policy.expression import Expression, compile_expression, item_names
from landas.surface_settings import EffectName, MerchandisingRule


@dataclass(frozen=True)
class BusinessRule:
    """One rule, ready to run. It never makes an item eligible: it only moves items that are."""

    name: str
    effect: EffectName
    expression: Expression | None
    items: frozenset[str]
    surfaces: frozenset[str]
    queries: frozenset[str]
    factor: float
    place: int

    def holds_on(self, surface: str, text: str) -> bool:
        return (not self.surfaces or surface in self.surfaces) and (
            not self.queries or _plain(text) in self.queries
        )

    def concerns(self, item: Item, names: Mapping[str, Any], schema: Schema) -> bool:
        """Whether the rule speaks of the item; one whose condition hangs on a missing value is left alone."""
        if item.item_id in self.items:
            return True
        if self.expression is None:
            return False
        readable = {**names, **item_names(item.item_id, item.title, item.values, schema)}
        return self.expression.holds(readable) is True


def compile_business_rules(
    sections: Sequence[MerchandisingRule], schema: Schema, where: str = "merchandising rule"
) -> tuple[BusinessRule, ...]:
    """The rules ready to run. Raises ProjectFileError for one that doesn't type."""
    return tuple(
        BusinessRule(
            section.name,
            section.effect,
            compile_expression(section.when, schema, f"{where} {section.name!r}") if section.when else None,
            frozenset(section.items),
            frozenset(section.surfaces),
            frozenset(map(_plain, section.queries)),
            section.multiplier,
            section.place,
        )
        for section in sections
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
