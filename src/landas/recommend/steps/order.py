"""Steps `rank` and `diversify`: score the candidates, put them in order, show one of each group."""

from landas.ranking.scorer import score
from landas.recommend.draft import Draft
from landas.request.candidates import Candidate, Removal


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
    """Keeps the best candidate of each group of variants; the others are removed with the one shown instead.

    Of pinned items every one is kept: two variants may be compared.
    """

    name = "diversify"

    def __call__(self, draft: Draft) -> None:
        if draft.request.pinned or not draft.view.has_variants:
            return
        shown: dict[int, Candidate] = {}
        kept = []
        rows = draft.view.rows_of([candidate.item_id for candidate in draft.candidates])
        known = [(c, row) for c, row in zip(draft.candidates, rows, strict=True) if row is not None]
        groups = draft.view.groups[[row for _, row in known]].tolist() if known else []
        for (candidate, _), group in zip(known, groups, strict=True):
            first = shown.setdefault(group, candidate)
            if first is candidate:
                kept.append(candidate)
            else:
                reason = f"variant of {first.item_id}, which ranks higher"
                draft.removals.append(Removal(candidate.item_id, self.name, "one_of_each_group", reason))
        draft.candidates = tuple(kept)
