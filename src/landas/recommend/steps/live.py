"""Step `live`: price, stock and everything else of the slate read from the database now, and judged again.

What is read here is frozen: evidence, wording and receipt use these values and no later ones.
"""

from collections.abc import Mapping, Sequence

from landas.catalog.fields import Schema
from landas.catalog.items import ItemVersion, facts_of
from landas.ids import ItemId
from landas.policy.rules import Rule
from landas.recommend.draft import Draft, Place
from landas.recommend.parts import ReadItems
from landas.recommend.steps.decide import Judge, judge_for
from landas.request.candidates import Candidate, Removal

_SPARE = 10


class ReadLive:
    """Fills the slate with the best candidates that are still in the catalogue and still eligible.

    Reads `k` places at once; only where one of them sold out meanwhile are more read, a few spare ones with them.
    """

    name = "live"

    def __init__(self, read: ReadItems, rules: Sequence[Rule], schema: Schema) -> None:
        self._read = read
        self._rules = tuple(rules)
        self._schema = schema

    def __call__(self, draft: Draft) -> None:
        judge = judge_for(draft, self._rules, self._schema, self.name)
        slate: list[Place] = []
        read = 0
        while read < len(draft.candidates) and len(slate) < draft.request.k:
            chunk = draft.candidates[read : read + draft.request.k + (_SPARE if read else 0)]
            read += len(chunk)
            versions = self._read([c.item_id for c in chunk])
            for candidate in chunk:
                if len(slate) == draft.request.k:
                    break
                place = read_place(draft, candidate, versions, judge, self.name, self._schema)
                if isinstance(place, Removal):
                    draft.removals.append(place)
                else:
                    slate.append(place)
        draft.slate = tuple(slate)


def read_place(
    draft: Draft,
    candidate: Candidate,
    versions: Mapping[ItemId, ItemVersion],
    judge: Judge,
    step: str,
    schema: Schema,
) -> Place | Removal:
    """The candidate with what the database holds of it now; or why it may not be shown, as removed by `step`."""
    version = versions.get(candidate.item_id)
    if version is None:
        return Removal(candidate.item_id, step, "catalogue", "no longer in the catalogue")
    if removal := judge(version.item):
        return removal
    facts = facts_of(version, schema, draft.request.context)
    return Place(candidate, version, version.item.title, facts)
