"""Candidates, removals and the slate: what passes from step to step once items are in play."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from landas.ids import ItemId


class SourceHit(NamedTuple):
    """One source's opinion of one candidate; `rank` counts from 1. A tuple: an answer makes a thousand and more."""

    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that at least one source proposed. `features` and `score` are set by ranking."""

    item_id: ItemId
    sources: Mapping[str, SourceHit]
    score: float = 0.0
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Removal:
    """Why an item is not shown: the step that dropped it, the rule, and the reason in plain words."""

    item_id: ItemId
    step: str
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Effect:
    """What moved an item without being its score by ranking: the step, the rule, and what it did in plain words."""

    item_id: ItemId
    step: str
    rule: str
    what: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Both halves of a step that drops things."""

    kept: tuple[Candidate, ...]
    removed: tuple[Removal, ...]
