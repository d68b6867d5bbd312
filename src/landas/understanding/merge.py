"""Joins what a turn says with what earlier turns left: the newest wish about a field holds."""

from dataclasses import replace

from landas.request.intent import Constraint, Intent
from landas.request.satisfaction import NEGATIVE_OPS

_LOWER = frozenset({"gt", "gte"})
_UPPER = frozenset({"lt", "lte"})


def merge(previous: Intent, new: Intent) -> Intent:
    """The intent that holds after a turn.

    Another kind of thing begins a new request. Otherwise earlier constraints stay unless this turn says
    something else of their field or takes it back; earlier spans quote earlier texts, so they are dropped.
    """
    if new.categories and previous.categories and not _same_subject(previous, new):
        return new
    kept = tuple(
        replace(old, span=None)
        for old in previous.constraints
        if old.field not in new.released and not any(_replaces(c, old) for c in new.constraints)
    )
    return replace(
        new,
        categories=new.categories or previous.categories,
        constraints=(*kept, *new.constraints),
        preferences=tuple({p.text: p for p in (*previous.preferences, *new.preferences)}.values()),
        sort=new.sort or (replace(previous.sort, span=None) if previous.sort else None),
        confidence=max(new.confidence, min(previous.confidence, 0.5)) if kept else new.confidence,
        clarification_needed=new.clarification_needed and not (kept or previous.categories),
    )


def _same_subject(previous: Intent, new: Intent) -> bool:
    return bool(set(previous.categories) & set(new.categories))


def _replaces(new: Constraint, old: Constraint) -> bool:
    """Whether a new wish about a field takes the old one's place; a lower and an upper limit stand together."""
    if new.field != old.field:
        return False
    if (new.op in _LOWER and old.op in _UPPER) or (new.op in _UPPER and old.op in _LOWER):
        return False
    if old.op in NEGATIVE_OPS and new.op not in NEGATIVE_OPS:
        return bool(_values(old) & _values(new))
    return not (new.op in NEGATIVE_OPS and not _values(old) & _values(new))


def _values(constraint: Constraint) -> set[str]:
    value = constraint.value
    return {str(v).casefold() for v in value} if isinstance(value, tuple) else {str(value).casefold()}
