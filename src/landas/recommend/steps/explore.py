"""Steps `unseen`, `apart` and `explore`: a share of the places goes to items nobody has turned to yet, by chance, and
the receipt says so.

Without it such items never gather the events that would let them be recommended. They pass everything that other items
pass, and places are given last, so that the place told is the place shown. Draws come from the receipt's id, so that a
rerun draws the same.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from landas.catalog.fields import Schema
from landas.ids import ItemIndex, content_hash
from landas.policy.rules import Rule
from landas.recommend.draft import Draft, Place
from landas.recommend.parts import ReadItems
from landas.recommend.shaping import Concerns, Shaping
from landas.recommend.steps.decide import judge_for
from landas.recommend.steps.live import read_place
from landas.recommend.steps.merchandise import Pin
from landas.recommend.steps.order import beside, groups_of
from landas.recommend.steps.vary import capped_values
from landas.request.candidates import Candidate, Effect, Removal, SourceHit

EXPLORED = "explored"
COLD = 0.01
"""Popularity up to which nobody has turned to an item: what completeness alone gives."""
_FIRST = 1
"""The place before which nothing is explored."""
_SAMPLE = 30
"""Items to choose from that no source proposed, where sources proposed fewer that nobody has turned to."""
_SPARE = 5
"""Items read live beside those wanted, should one have sold out."""


class AddUnseen:
    """Makes candidates of some allowed items that nobody has turned to, so that every later step judges them too."""

    name = "unseen"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        if not _share(self._shaping, draft) or draft.allowed is None:
            return
        view = draft.view
        there = [row for c in draft.candidates if (row := view.row(c.item_id)) is not None]
        if np.count_nonzero(view.popularity[there] <= COLD) >= draft.request.k + _SAMPLE:
            return
        cold = draft.allowed & (view.popularity <= COLD)
        anchor = draft.request.anchor
        cold[[*there, *([row] if anchor and (row := view.row(anchor)) is not None else [])]] = False
        rows = np.flatnonzero(cold)
        drawn = _chance(draft, self.name).choice(rows, size=min(_SAMPLE, len(rows)), replace=False)
        draft.unseen = tuple(
            Candidate(view.item_id(ItemIndex(int(row))), {EXPLORED: SourceHit(0.0, rank)})
            for rank, row in enumerate(drawn, start=1)
        )
        draft.unseen_share = len(drawn) / max(len(rows), 1)
        draft.candidates = (*draft.candidates, *draft.unseen)


class KeepUnseenApart:
    """Takes what is left of them out again: they are shown where the draw says, whatever they would score."""

    name = "apart"

    def __call__(self, draft: Draft) -> None:
        if draft.unseen:
            left = {candidate.item_id for candidate in draft.candidates}
            apart = {candidate.item_id for candidate in draft.unseen}
            draft.unseen = tuple(c for c in draft.unseen if c.item_id in left)
            draft.candidates = tuple(c for c in draft.candidates if c.item_id not in apart)


class Explore:
    """Never the first place nor a pinned one; items that sources proposed below the slate before any others."""

    name = "explore"

    def __init__(self, shaping: Shaping, read: ReadItems, rules: Sequence[Rule], schema: Schema) -> None:
        self._shaping = shaping
        self._read = read
        self._rules = tuple(rules)
        self._schema = schema

    def __call__(self, draft: Draft) -> None:
        wanted = _share(self._shaping, draft) * draft.request.k
        if not wanted or not draft.slate:
            return
        chance = _chance(draft, self.name)
        count = int(wanted) + int(chance.random() < wanted % 1)
        room = _Room(draft, self._shaping.of(draft.request.surface).caps)
        most = min(count, len(room.free_places(count)))
        pool = self._pool(draft, room, count)
        if not pool or not most:
            return
        order = chance.permutation(len(pool))[: count + _SPARE]
        drawn = self._fitting(draft, room, [pool[place] for place in order], most)
        places = chance.choice(room.free_places(len(drawn)), size=len(drawn), replace=False).tolist()
        odds = _odds(wanted, len(pool), len(room.free_places(int(wanted) + 1)))
        unseen = {candidate.item_id for candidate in draft.unseen}
        for place, at in zip(drawn, places, strict=True):
            item_id = place.candidate.item_id
            own = odds * draft.unseen_share if item_id in unseen else odds
            what = f"place {at + 1}, drawn with probability {own:.4g} of {len(pool)}"
            draft.effects.append(Effect(item_id, self.name, "exploration", what))
        _show(draft, room, dict(zip(places, drawn, strict=True)))

    def _pool(self, draft: Draft, room: "_Room", count: int) -> list[Candidate]:
        """What may be drawn. A rule that buries an item says that it isn't wanted here."""
        out = {place.candidate.item_id for place in draft.slate} | {r.item_id for r in draft.removals}
        below = [c for c in draft.candidates if c.item_id not in out]
        rows = draft.view.rows_of([c.item_id for c in below])
        popularity = draft.view.popularity
        near = [c for c, row in zip(below, rows, strict=True) if row is not None and popularity[row] <= COLD]
        near = [c for c in near if room.fits(c)]
        pool = near if len(near) >= count else [*near, *(c for c in draft.unseen if room.fits(c))]
        if not (rules := self._shaping.rules_for(draft, "bury")):
            return pool
        concerns = Concerns(rules, draft, self._shaping.schema)
        known = [(c, row) for c in pool if (row := draft.view.row(c.item_id)) is not None]
        return [c for c, row in known if next(concerns.of(draft.view.item(row)), None) is None]

    def _fitting(self, draft: Draft, room: "_Room", drawn: Sequence[Candidate], most: int) -> list[Place]:
        """The first `most` that are eligible as the database holds them now, and fit beside each other."""
        judge = judge_for(draft, self._rules, self._schema, self.name)
        versions = self._read([candidate.item_id for candidate in drawn])
        found: list[Place] = []
        for candidate in drawn:
            if len(found) == most or not room.fits(candidate):
                continue
            place = read_place(draft, candidate, versions, judge, self.name, self._schema)
            if isinstance(place, Removal):
                draft.removals.append(place)
            else:
                room.take(candidate)
                found.append(place)
        return found


class _Room:
    """What a slate leaves to explore: places that aren't pinned, values below their caps, groups not shown."""

    def __init__(self, draft: Draft, caps: dict[str, int]) -> None:
        self._draft = draft
        self._caps = caps
        self._held: Counter[tuple[str, object]] = Counter()
        self._groups = (
            {group for _, group in groups_of(draft, beside(draft))} if draft.view.has_variants else set()
        )
        pinned = {effect.item_id for effect in draft.effects if effect.step == Pin.name}
        shown = [place.candidate for place in draft.slate]
        self.pinned = frozenset(at for at, candidate in enumerate(shown) if candidate.item_id in pinned)
        for candidate in shown:
            self.take(candidate)

    def free_places(self, count: int) -> list[int]:
        """Places, from 0, that `count` items may be given; the slate may grow to the wanted length."""
        length = min(self._draft.request.k, len(self._draft.slate) + count)
        return [at for at in range(_FIRST, length) if at not in self.pinned]

    def fits(self, candidate: Candidate) -> bool:
        if self._group(candidate) in self._groups:
            return False
        held = capped_values(self._draft, candidate, self._caps)
        return all(self._held[name, value] < self._caps[name] for name, value in held)

    def take(self, candidate: Candidate) -> None:
        self._held.update(capped_values(self._draft, candidate, self._caps))
        if (group := self._group(candidate)) is not None:
            self._groups.add(group)

    def _group(self, candidate: Candidate) -> int | None:
        view = self._draft.view
        row = view.row(candidate.item_id) if view.has_variants else None
        return None if row is None else int(view.groups[row])


def _show(draft: Draft, room: _Room, drawn: dict[int, Place]) -> None:
    """Puts drawn items at their places. Pinned ones keep theirs, others move down, and the last leave the slate."""
    length = min(draft.request.k, len(draft.slate) + len(drawn))
    others = iter([place for at, place in enumerate(draft.slate) if at not in room.pinned])
    slate = [
        drawn[at] if at in drawn else draft.slate[at] if at in room.pinned else next(others)
        for at in range(length)
    ]
    draft.slate = tuple(slate)
    shown = {place.candidate.item_id for place in slate}
    rest = (candidate for candidate in draft.candidates if candidate.item_id not in shown)
    draft.candidates = (*(place.candidate for place in slate), *rest)


def _share(shaping: Shaping, draft: Draft) -> float:
    request = draft.request
    given = bool(request.pinned) or request.external is not None
    return 0.0 if given else shaping.of(request.surface).exploration


def _odds(wanted: float, pool: int, places: int) -> float:
    """How likely one of a pool is drawn, over all that chance decides: how many are, and which."""
    low = int(wanted)
    few, more = min(low, pool, places), min(low + 1, pool, places)
    return (few + (more - few) * (wanted - low)) / pool


def _chance(draft: Draft, step: str) -> np.random.Generator:
    return np.random.default_rng(int(content_hash([draft.receipt_id, step])[:15], 16))
