"""The project's eligibility rules, compiled, and their verdict on one item.

Policy fails closed: a rule whose outcome hangs on a missing value removes the item with the reason
`unknown: <field>`, unless the rule says `missing = "keep"`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from landas.catalog.fields import Schema
from landas.catalog.items import Item
from landas.policy.expression import Expression, compile_expression, item_names
from landas.settings import RuleSection


@dataclass(frozen=True)
class Rule:
    """One rule of `[[policy.rules]]`: an item is eligible where `expression` holds."""

    name: str
    expression: Expression
    reason: str
    missing: Literal["remove", "keep"]
    surfaces: tuple[str, ...]

    @property
    def item_only(self) -> bool:
        return self.expression.item_only and not self.surfaces

    def holds_on(self, surface: str) -> bool:
        return not self.surfaces or surface in self.surfaces


@dataclass(frozen=True, slots=True)
class RequestNames:
    """What rules may read besides the item."""

    surface: str
    now: datetime
    user_id: str | None = None
    context: Mapping[str, Any] | None = None

    def names(self) -> dict[str, Any]:
        names: dict[str, Any] = {"surface": self.surface, "now": self.now}
        if self.user_id is not None:
            names["user.id"] = self.user_id
        return names | {f"context.{key}": value for key, value in (self.context or {}).items()}


def compile_rules(sections: Sequence[RuleSection], schema: Schema) -> tuple[Rule, ...]:
    """The rules ready to run. Raises ProjectFileError for one that doesn't type."""
    return tuple(
        Rule(
            section.name,
            compile_expression(section.when, schema, f"policy rule {section.name!r}"),
            section.reason,
            section.missing,
            section.surfaces,
        )
        for section in sections
    )


def broken_rule(
    item: Item, rules: Sequence[Rule], names: Mapping[str, Any], schema: Schema
) -> tuple[Rule, str] | None:
    """The first rule that removes the item, with the reason; None where the item is eligible.

    `item` carries the values that hold in the request's context; `names` come from `RequestNames`.
    """
    if not rules:
        return None
    readable = {**names, **item_names(item.item_id, item.title, item.values, schema)}
    for rule in rules:
        outcome = rule.expression.holds(readable)
        if outcome is None and rule.missing == "remove":
            unknown = sorted(n.removeprefix("item.") for n in rule.expression.reads if n not in readable)
            return rule, f"unknown: {', '.join(unknown) or rule.expression.source}"
        if outcome is False:
            return rule, rule.reason
    return None
