"""Statements that items share a value: "the same price as", "warnanya sama"."""

from itertools import pairwise

from landas.grounding.verifier.amounts import agrees, comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.joints import linked


def check_sameness(case: Case) -> Finding:
    """Equal values of the attribute named, numbers or words, of all the items spoken of."""
    if not case.hits("same"):
        return NOTHING
    joints = {
        i
        for m, n in pairwise(case.mentions())
        if linked(case.reading, case.sheet, m, n)
        for i in range(m.last, n.first)
    }
    hits = [hit for hit in case.hits("same") if hit.first not in joints]
    concepts = [h for h in case.outside_names("thesaurus") if h.first not in {x.first for x in hits}]
    if (
        hits
        and not concepts
        and len({m.item for m in case.mentions()}) > 1
        and not case.outside_names("equatives")
    ):
        pieces = frozenset(i for h in hits for i in range(h.first, h.last))
        named = [i for i in case.content() if i not in pieces]
        if not named or all(case.sheet.vocabulary.has("countables", case.key(i)) for i in named):
            return Finding(pieces, "unsupported", (), "two items are not one")
    if not hits or not concepts:
        return NOTHING
    involved = tuple(dict.fromkeys((*case.subjects, *case.references)))
    if len(involved) < 2:
        involved = tuple(range(len(case.sheet.items)))
    pieces = frozenset(i for h in (*hits, concepts[0]) for i in range(h.first, h.last))
    facts = [_fact(case, item, concepts[0].marker.content) for item in involved]
    known = [fact for fact in facts if fact is not None]
    if len(known) < len(facts) or len(known) < 2:
        return Finding(pieces, "unsupported", (), "nothing known to compare")
    ids = tuple(fact.fact.fact_id for fact in known)
    same = all(_equal(known[0], other) for other in known[1:])
    if same != case.negated:
        return Finding(pieces, "supported", ids)
    return Finding(pieces, "contradicted", ids, "the same" if same else "not the same")


def _fact(case: Case, item: int, concept: str) -> FactView | None:
    """The item's fact for the concept, the one with the shortest name."""
    facts = [f for f in case.sheet.facts((item,)) if concept in f.concepts and f.state == "present"]
    facts = [f for f in facts if not f.is_title and not f.is_prose]
    return min(facts, key=lambda f: min(map(len, f.labels), default=9), default=None)


def _equal(one: FactView, other: FactView) -> bool:
    if one.value.amounts and other.value.amounts:
        mine, theirs = one.value.amounts[0][0], other.value.amounts[0][0]
        return comparable(mine, theirs) and agrees(mine, theirs)
    words = [{frozenset(w.senses) for w in fact.value.words} for fact in (one, other)]
    return bool(words[0]) and words[0] == words[1]
