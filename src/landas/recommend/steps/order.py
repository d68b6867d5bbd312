"""Steps `rank` and `diversify`: score the candidates, put them in order, show one of each group."""

from collections.abc import Sequence

from landas.ids import ItemId
from landas.ranking.scorer import score
from landas.recommend.draft import Draft
from landas.recommend.shaping import Shaping
from landas.request.candidates import Removal


class Rank:
    """Scores every candidate and puts the best first; equal scores keep the order of ids.

    Pinned items stay in theirs; what the learned ranker scored keeps its scores.
    """

    name = "rank"

    def __call__(self, draft: Draft) -> None:
        if draft.query is None:
            raise RuntimeError("rank needs the step query before it")
        if draft.request.pinned:
            return
        if draft.ranked_by.kind == "learned":
            draft.candidates = tuple(sorted(draft.candidates, key=lambda c: (-c.score, c.item_id)))
            return
        soft = tuple(c for c in draft.intent.constraints if c.strength == "soft")
        scored = score(draft.candidates, draft.query, draft.view, soft, draft.intent.sort)
        draft.candidates = tuple(sorted(scored, key=lambda c: (-c.score, c.item_id)))


class OneOfEachGroup:
    """Keeps the best candidate of each group of variants, or the one that a rule pins to a place; the others make way
    for it, and so do variants of what the slate stands beside.

    Of pinned items every one is kept: two variants may be compared.
    """

    name = "diversify"

    def __init__(self, shaping: Shaping) -> None:
        self._shaping = shaping

    def __call__(self, draft: Draft) -> None:
        if draft.request.pinned or not draft.view.has_variants:
            return
        pinned = self._shaping.pinned(draft)
        # With pinned ones first, each is the first of its group.
        ordered = sorted(draft.candidates, key=lambda candidate: candidate.item_id not in pinned)
        shown: dict[int, ItemId] = {group: item_id for item_id, group in groups_of(draft, beside(draft))}
        taken = {
            group: f"variant of {item_id}, which the slate stands beside" for group, item_id in shown.items()
        }
        kept = set()
        for item_id, group in groups_of(draft, [candidate.item_id for candidate in ordered]):
            if shown.setdefault(group, item_id) == item_id:
                kept.add(item_id)
            else:
                ranks = "is pinned" if shown[group] in pinned else "ranks higher"
                reason = taken.get(group, f"variant of {shown[group]}, which {ranks}")
                draft.removals.append(Removal(item_id, self.name, "one_of_each_group", reason))
        draft.candidates = tuple(candidate for candidate in draft.candidates if candidate.item_id in kept)


def beside(draft: Draft) -> list[ItemId]:
    """What a slate stands beside: the item of a page, or what is in the cart."""
    anchor = draft.request.anchor
    in_cart = [event.item_id for event in draft.history] if draft.request.surface == "cart" else []
    return [*([] if anchor is None else [anchor]), *in_cart]


def groups_of(draft: Draft, item_ids: Sequence[ItemId]) -> list[tuple[ItemId, int]]:
    """The group of variants of each item that the catalogue holds."""
    rows = draft.view.rows_of(item_ids)
    known = [(item_id, row) for item_id, row in zip(item_ids, rows, strict=True) if row is not None]
    groups = draft.view.groups[[row for _, row in known]].tolist() if known else []
    return [(item_id, group) for (item_id, _), group in zip(known, groups, strict=True)]
