"""Wishes taken back by hand, one by one as a page shows them: a value, one side of a limit, the order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from landas.request.intent import Constraint, Intent, Op

Part = Op | Literal["sort"]


@dataclass(frozen=True, slots=True)
class TakenWish:
    """A wish of a field; with `op` only such a one, with `value` only that value. `op` "sort" is the order by it."""

    field: str
    op: Part | None = None
    value: str | float | bool | None = None


def without_taken(intent: Intent, taken: Collection[TakenWish], category_field: str) -> Intent:
    """The intent without these wishes; every other stays as it is."""
    constraints = tuple(left for old in intent.constraints for left in _left(old, taken))
    kinds = [t for t in taken if t.field == category_field and t.op != "sort"]
    sort = intent.sort
    if sort and any(t.field == sort.field and t.op in (None, "sort") and t.value is None for t in taken):
        sort = None
    return replace(
        intent,
        constraints=constraints,
        categories=tuple(
            kind for kind in intent.categories if not any(t.value in (None, kind) for t in kinds)
        ),
        sort=sort,
    )


def fields_left_free(before: Intent, after: Intent) -> tuple[str, ...]:
    """Fields of which something was wished and nothing is any more."""
    held = {c.field for c in after.constraints} | ({after.sort.field} if after.sort else set())
    return tuple(dict.fromkeys(c.field for c in before.constraints if c.field not in held))


def _left(wish: Constraint, taken: Collection[TakenWish]) -> Iterator[Constraint]:
    own = [t for t in taken if t.field == wish.field and t.op in (None, wish.op)]
    if any(t.value is None for t in own):
        return
    gone = {t.value for t in own}
    left = tuple(value for value in wish.values if value not in gone)
    if len(left) == len(wish.values):
        yield wish
    elif left and wish.op in ("in", "not_in"):
        single: Op = "eq" if wish.op == "in" else "ne"
        yield replace(wish, value=left) if len(left) > 1 else replace(wish, op=single, value=left[0])
