"""Steps `pinned`, `merchandise` and `pin`: what the shop itself wants of the order, among what may be shown anyway.

No rule makes an item eligible, and none stands above a person's own wish for an order ("the cheapest first").
"""

from datetime import UTC, datetime

from landas.clock import parse_iso
from landas.ids import ItemId
from landas.recommend.draft import Draft
from landas.recommend.shaping import Concerns, Shaping
from landas.request.candidates import Candidate, Effect, SourceHit
from landas.surface_settings import FreshnessSection

PINNED = "pinned"
"""The source of an item that only a rule proposed."""


class AddPinned:
    """Makes candidates of the items that rules pin by id, as far as the masks allow them; policy judges them too."""

    name = "pinned"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        # A caller's own candidates are all there is to choose from.
        if draft.request.pinned or draft.request.external is not None or draft.allowed is None:
            return
        there = {candidate.item_id for candidate in draft.candidates}
        more: list[Candidate] = []
        for rule in self._shaping.rules_for(draft, "pin"):
            for item_id in map(ItemId, sorted(rule.items - there)):
                row = draft.view.row(item_id)
                if row is not None and draft.allowed[row] and item_id != draft.request.anchor:
                    there.add(item_id)
                    more.append(Candidate(item_id, {PINNED: SourceHit(0.0, len(more) + 1)}))
        draft.candidates = (*draft.candidates, *more)


class Merchandise:
    """Boosts, buries and freshens the scores, and puts the candidates in their new order."""

    name = "merchandise"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        fresh = self._shaping.of(draft.request.surface).freshness
        rules = self._shaping.rules_for(draft, "boost", "bury")
        if draft.request.pinned or draft.intent.sort is not None or not (rules or fresh):
            return
        concerns = Concerns(rules, draft, self._shaping.schema)
        moved = []
        for candidate in draft.candidates:
            row = draft.view.row(candidate.item_id)
            factor = 1.0
            if row is not None:
                item = draft.view.item(row)
                for rule in concerns.of(item):
                    factor *= self._told(draft, candidate.item_id, rule.name, rule.factor)
                if (
                    fresh
                    and (gained := _freshness(item.values.get(fresh.field), fresh, draft.request.now)) > 1
                ):
                    factor *= self._told(draft, candidate.item_id, "freshness", gained)
            moved.append(
                candidate if factor == 1.0 else candidate._replace(score=_times(candidate.score, factor))
            )
        draft.candidates = tuple(sorted(moved, key=lambda candidate: -candidate.score))

    def _told(self, draft: Draft, item_id: ItemId, rule: str, factor: float) -> float:
        draft.effects.append(Effect(item_id, self.name, rule, f"score times {factor:.4g}"))
        return factor


def _times(score: float, factor: float) -> float:
    """A score below nothing is raised by a boost too."""
    return score * factor if score >= 0 or factor == 0 else score / factor


def _freshness(value: object, fresh: FreshnessSection, now: datetime) -> float:
    """From 1 + weight for what came today down to 1, halfway after each half-life; 1 without a date."""
    if not isinstance(value, str):
        return 1.0
    came = parse_iso(value)
    days = (now - (came if came.tzinfo else came.replace(tzinfo=UTC))).total_seconds() / 86400
    left: float = 0.5 ** (max(days, 0.0) / fresh.half_life_days)
    return 1.0 + fresh.weight * left


class Pin:
    """Puts pinned items at their places; of several for one place the first rule's comes first."""

    name = "pin"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        rules = self._shaping.rules_for(draft, "pin")
        if draft.request.pinned or not rules:
            return
        concerns = Concerns(rules, draft, self._shaping.schema)
        wanted: list[tuple[int, Candidate, str]] = []
        for candidate in draft.candidates:
            row = draft.view.row(candidate.item_id)
            rule = next(concerns.of(draft.view.item(row)), None) if row is not None else None
            if rule is not None:
                wanted.append((rule.place, candidate, rule.name))
        rest = [c for c in draft.candidates if all(c is not pinned for _, pinned, _ in wanted)]
        # Lower places first: what is put in later stands where its rule says, as far as there are so many.
        for place, candidate, name in sorted(wanted, key=lambda pin: pin[0]):
            taken = {id(pinned) for _, pinned, _ in wanted}
            at = min(place - 1, len(rest))
            while at < len(rest) and id(rest[at]) in taken:
                at += 1
            rest.insert(at, candidate)
            draft.effects.append(Effect(candidate.item_id, self.name, name, f"pinned to place {at + 1}"))
        draft.candidates = tuple(rest)
