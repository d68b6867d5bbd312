"""Joins what a turn says with what earlier turns left: the newest wish about a field holds."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from landas.catalog.fields import is_number
from landas.language.tokens import word_keys
from landas.request.intent import Comparative, Constraint, Intent, Op, Preference, Sort
from landas.request.satisfaction import NEGATIVE_OPS

_LOWER = frozenset({"gt", "gte"})
_UPPER = frozenset({"lt", "lte"})
_NAMED = frozenset({"eq", "in"})

Shown = Mapping[str, Sequence[float]]
"""Numeric field -> its values on the slate shown last."""


def merge(previous: Intent, new: Intent, several: Collection[str] = (), shown: Shown | None = None) -> Intent:
    """The intent that holds after a turn.

    Another kind of thing begins a new request, and so do words for it. Otherwise earlier constraints stay unless this
    turn says something else of their field or takes it back; earlier spans quote earlier texts, so they are dropped.
    "Cheaper" means below the lowest price shown. `several`: fields of which a person may want several values at once.
    """
    if new.manner == "afresh" or (
        new.categories and previous.categories and not _same_subject(previous, new)
    ):
        return new
    previous = previous.said_before()
    if new.manner == "clear":
        previous = _cleared(previous, new.keeps)
    limits = _by_what_was_shown(new, previous, shown or {})
    said = [c for c in limits if not _is_guess_against(c, previous)]
    wishes = [_joined(c, previous, several) if new.manner == "also" else c for c in said]
    refused = [(c.field, value) for c in wishes if c.op in NEGATIVE_OPS for value in _values_of(c)]
    held = (side for old in previous.constraints for side in _sides(old, new))
    standing = [left for old in held if (left := _without(old, new.let_go))]
    reduced = [_without(old, refused) or old for old in standing]
    wishes = [c for c in wishes if not _is_said_by_the_rest(c, standing, reduced, several)]
    standing = reduced
    kept = tuple(
        old
        for old in standing
        if old.field not in new.released and not any(_replaces(c, old, new, several) for c in wishes)
    )
    sort = new.sort or _order_of(new, wishes) or previous.sort
    return replace(
        new,
        categories=new.categories or previous.categories,
        constraints=(*kept, *wishes),
        preferences=tuple({p.text: p for p in (*_undenied(previous, new), *new.preferences)}.values()),
        sort=None if sort and not new.sort and sort.field in new.released else sort,
        confidence=max(new.confidence, min(previous.confidence, 0.5)) if kept else new.confidence,
        clarification_needed=new.clarification_needed and not (kept or previous.categories),
    )


def _sides(old: Constraint, new: Intent) -> tuple[Constraint, ...]:
    """A range as its two limits where something is compared with what was shown: "newer than the first" after "from
    the nineties" moves the lower one only."""
    if old.op != "between" or old.field not in {c.field for c in new.comparatives if c.factor == 1}:
        return (old,)
    low, high = old.values
    return replace(old, op="gte", value=low), replace(old, op="lte", value=high)


def _cleared(previous: Intent, keeps: Collection[str]) -> Intent:
    """The kind of thing, and the wishes that stay."""
    kept = tuple(c for c in previous.constraints if c.field in keeps)
    sort = previous.sort if previous.sort and previous.sort.field in keeps else None
    return replace(previous, constraints=kept, sort=sort, preferences=())


def _is_said_by_the_rest(
    new: Constraint, before: Sequence[Constraint], left: Sequence[Constraint], several: Collection[str]
) -> bool:
    """ "Not black" after "black or white": white says it all, where a thing has one such value."""
    if new.op not in NEGATIVE_OPS or new.field in several:
        return False
    return any(
        old != rest and old.field == new.field and set(_values_of(new)) <= set(_values_of(old))
        for old, rest in zip(before, left, strict=True)
    )


def _without(old: Constraint, let_go: Collection[tuple[str, str]]) -> Constraint | None:
    """An earlier wish without the values that are taken back; None where it wished for nothing else."""
    taken = {value for field, value in let_go if field == old.field}
    if old.op not in _NAMED or not taken & set(_values_of(old)):
        return old
    left = tuple(value for value in _values_of(old) if value not in taken)
    if not left:
        return None
    return replace(old, op="in", value=left) if len(left) > 1 else replace(old, op="eq", value=left[0])


def _undenied(previous: Intent, new: Intent) -> list[Preference]:
    """The purposes of earlier turns that this one doesn't deny."""
    denied = [set(word_keys(phrase)) for phrase in new.denied]
    return [p for p in previous.preferences if not any(words & set(word_keys(p.text)) for words in denied)]


def _by_what_was_shown(new: Intent, previous: Intent, shown: Shown) -> list[Constraint]:
    """The turn's constraints, "cheaper" as a limit by the slate before instead of a vague word."""
    constraints = list(new.constraints)
    for compared in new.comparatives:
        lower = compared.direction == "lower"
        values = shown.get(compared.field)
        number = _multiple(compared, previous, values or ())
        if number is None:
            continue
        vague = next((c for c in constraints if c.field == compared.field and c.assumption), None)
        op: Op = ("lt" if lower else "gt") if compared.factor == 1 else _op_of_multiple(compared, previous)
        unit = vague.unit if vague else None
        limit = Constraint(compared.field, op, number, unit, "hard", compared.span, "lexicon", 0.9)
        constraints = [c for c in constraints if c.field != compared.field or not c.assumption]
        if not any(c.field == compared.field for c in constraints):
            constraints.append(limit)
    return constraints


def _order_of(new: Intent, wishes: Sequence[Constraint]) -> Sort | None:
    """ "A bit newer", where what was shown has no number to be newer than: an order."""
    limited = {wish.field for wish in wishes}
    return next(
        (Sort(c.field, c.direction, c.span) for c in new.comparatives if c.field not in limited), None
    )


def _op_of_multiple(compared: Comparative, previous: Intent) -> Op:
    """ "Double the budget" of "under 800" is an upper limit still."""
    said = {c.op for c in previous.constraints if c.field == compared.field and not c.assumption}
    lower = compared.direction == "lower" and not said & _LOWER
    return "lte" if lower or said & _UPPER else "gte"


def _multiple(compared: Comparative, previous: Intent, shown: Sequence[float]) -> float | None:
    """The number that a comparison is made with: a multiple of what was asked for before ("under 800", then "half that
    price"), else of what was shown: the least of it for "cheaper", the most for "more". What is pointed at stands
    there alone."""
    if compared.factor != 1 and len(shown) != 1:
        said = [c.value for c in previous.constraints if c.field == compared.field and not c.assumption]
        numbers = [v for v in said if is_number(v)]
        if numbers:
            return float(f"{numbers[-1] * compared.factor:.10g}")
    if not shown:
        return None
    most = min(shown) if compared.direction == "lower" or compared.factor != 1 else max(shown)
    return float(f"{most * compared.factor:.10g}")


def _is_guess_against(new: Constraint, previous: Intent) -> bool:
    """A value that is only assumed takes no place of one that was said."""
    return (
        new.assumption is not None
        and new.op in _NAMED
        and any(
            old.field == new.field and old.op in _NAMED and not old.assumption for old in previous.constraints
        )
    )


def _joined(new: Constraint, previous: Intent, several: Collection[str]) -> Constraint:
    """ "White too": an alternative to the value wanted before, where a thing has only one."""
    if new.op not in _NAMED or new.field in several:
        return new
    old = next((c for c in previous.constraints if c.field == new.field and c.op in _NAMED), None)
    if old is None:
        return new
    values = tuple(dict.fromkeys((*old.values, *new.values)))
    return replace(new, op="in", value=values, strength="hard") if len(values) > 1 else new


def _same_subject(previous: Intent, new: Intent) -> bool:
    return bool(set(previous.categories) & set(new.categories))


def _replaces(new: Constraint, old: Constraint, turn: Intent, several: Collection[str]) -> bool:
    """Whether a new wish about a field takes the old one's place. A lower and an upper limit stand together where
    both can hold, and so do several tags, unless one is wanted instead: "no, I meant at most 10", not just 10."""
    if new.field != old.field:
        return False
    if (new.op in _LOWER and old.op in _UPPER) or (new.op in _UPPER and old.op in _LOWER):
        corrected = turn.manner == "correct" or (turn.manner == "instead" and new.value == old.value)
        return corrected or not _both_can_hold(new, old)
    if old.op in NEGATIVE_OPS and new.op not in NEGATIVE_OPS:
        return bool(_values(old) & _values(new))
    if new.op in NEGATIVE_OPS:
        return bool(_values(old) & _values(new))
    return (
        new.field not in several or turn.manner in ("instead", "correct") or bool(_values(old) & _values(new))
    )


def _both_can_hold(one: Constraint, other: Constraint) -> bool:
    low, high = (one, other) if one.op in _LOWER else (other, one)
    comparable = isinstance(low.value, int | float) and isinstance(high.value, int | float)
    return low.value <= high.value if comparable else str(low.value) <= str(high.value)  # type: ignore[operator]


def _values_of(constraint: Constraint) -> tuple[str, ...]:
    value = constraint.value
    return tuple(str(v) for v in value) if isinstance(value, tuple) else (str(value),)


def _values(constraint: Constraint) -> set[str]:
    return {value.casefold() for value in _values_of(constraint)}
