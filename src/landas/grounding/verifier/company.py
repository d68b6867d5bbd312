"""Words that add nothing to a thing already named: a jack "for audio", a battery that "lasts", a "wide-angle" lens.

Each concept's company is listed in the packs. Careful: it explains words only beside a fact of that concept which the
item really has, and never a name or a number.
"""

from collections.abc import Iterable

from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.fact_views import FactView


def accompanying(
    case: Case, item: int, unknown: Iterable[int], asserted: Iterable[FactView], misplaced: int = -1
) -> frozenset[int]:
    """Those of the `unknown` words that keep company with what the clause, or the one before it, says of the item."""
    vocabulary = case.sheet.vocabulary
    words = list(unknown)
    if not words or not vocabulary.company:
        return frozenset()
    here = _concepts(case, item, asserted, misplaced)
    said = frozenset().union(*(vocabulary.company[c] for c in here & vocabulary.company.keys()))
    return frozenset(
        i for i in words if case.senses(i) & said and (case.key(i) in said or not _is_name(case, i))
    )


def _concepts(case: Case, item: int, asserted: Iterable[FactView], misplaced: int) -> set[str]:
    """What the item has and the clause names, by its attribute, its value or a value word of the packs."""
    own = case.sheet.items[item].by_word
    hits = case.outside_names("thesaurus")
    named = {hit.marker.content for hit in hits if not hit.first <= misplaced < hit.last}
    states = ("present", "absent") if case.negated else ("present",)
    beside = {f for f in asserted if f.item == item} | {f for f in own.facts if f.fact.fact_id in case.spoken}
    found = {c for f in beside if f.state in states and not f.is_title for c in f.concepts}
    found |= {c for f in own.of_concepts(named) if f.state in states for c in f.concepts & named}
    here = case.stretch.senses
    return found | {s for f in beside for s in f.value.senses & here if s in case.sheet.vocabulary.company}


def _is_name(case: Case, index: int) -> bool:
    piece = case.reading.pieces[index]
    return piece.has_digit or (piece.text[0].isupper() and index != case.clause.first)
