"""Statements that items share a value: "the same price as", "warnanya sama"."""

from collections.abc import Sequence
from itertools import pairwise

from landas.grounding.verifier.amounts import agrees, comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.reading import Hit

_LEAD = 8
"""Pieces before a clause in which "except for the price" may lead to it."""


def check_sameness(case: Case) -> Finding:
    """Equal values of the attribute named, numbers or words, of all the items spoken of; or different ones."""
    same, differing = _said(case, "same"), _said(case, "differing")
    hits = same or differing
    if not hits:
        return NOTHING
    named = _attribute(case, hits)
    if _leaves_nothing_else(case, bool(differing)):
        return Finding(_pieces(hits), "unsupported", (), "nothing known says that all else is the same")
    if same and named is None and _makes_one(case, hits):
        return Finding(_pieces(hits), "unsupported", (), "two items are not one")
    involved = tuple(dict.fromkeys((*case.subjects, *case.references)))
    if len(involved) < 2:
        involved = tuple(range(len(case.sheet.items)))
    if named is None or (differing and not same and len(involved) < 2):
        return NOTHING
    concept, labels, words = named
    pieces = _pieces(hits) | words
    facts = [_fact(case, item, concept, labels) for item in involved]
    known = [fact for fact in facts if fact is not None]
    if len(known) < len(facts) or len(known) < 2:
        return Finding(pieces, "unsupported", (), "nothing known to compare")
    ids = tuple(fact.fact.fact_id for fact in known)
    alike = all(_equal(known[0], other) for other in known[1:])
    if (alike != case.negated) == bool(same):
        return Finding(pieces, "supported", ids)
    return Finding(pieces, "contradicted", ids, "the same" if alike else "not the same")


def _leaves_nothing_else(case: Case, differing: bool) -> bool:
    """ "They differ only in price", "apart from the price they are equal": no list of facts says so of all else."""
    if differing:
        return case.says("only")
    first = max(0, case.clause.first - _LEAD)
    return bool(case.reading.hits_in(first, case.clause.last, "excepting"))


def _said(case: Case, kind: str) -> list[Hit]:
    """Phrases of this kind that stand neither in a name nor between names told together ("A sama B")."""
    hits = case.outside_names(kind)
    if kind == "same" and len({*case.subjects, *case.references}) > 1:
        hits = [*hits, *(h for h in case.outside_names("as_one") if _leads_to_attribute(case, h))]
    if not hits or (kind == "differing" and case.amounts()):
        return []
    joints = {
        i
        for m, n in pairwise(case.mentions())
        if linked(case.reading, case.sheet, m, n)
        for i in range(m.last, n.first)
    }
    return [hit for hit in hits if hit.first not in joints and not _joins_values(case, hit)]


def _leads_to_attribute(case: Case, hit: Hit) -> bool:
    """ "Satu merek", "from one city": one of what both have."""
    if hit.last not in case.span or case.is_closed(hit.last):
        return False  # "one from Aster" counts
    facts = case.sheet.facts(case.subjects)
    return any(hit.last in case.label_hits(f) for f in facts if not f.is_title and not f.value.amounts)


def _joins_values(case: Case, hit: Hit) -> bool:
    """ "HDMI, sama USB-A": a joint of a list where a word for "same" is one too."""
    opens = case.clause.joined and hit.first == next(
        (i for i in case.span if case.reading.pieces[i].is_word), hit.first
    )
    if not opens or not case.sheet.vocabulary.has("links", case.key(hit.first)):
        return False
    rest = [i for i in case.words() if i >= hit.last and not case.is_closed(i)]
    return bool(rest) and set(rest) <= set(case.stretch.value_pieces)


def _attribute(
    case: Case, hits: Sequence[Hit]
) -> tuple[str | None, frozenset[tuple[str, ...]], frozenset[int]] | None:
    """What is the same: its concept or the labels of the facts that are named in full, and the words that name it."""
    # "The same product": a word for any thing names no attribute, though "a product of" does.
    things = {i for i in case.span if case.sheet.vocabulary.has("countables", case.key(i))}
    taken = _pieces(hits) | things
    concept = next((h for h in case.outside_names("thesaurus") if h.first not in taken), None)
    if concept is not None:
        return concept.marker.content, frozenset(), _pieces([concept])
    facts = [f for f in case.sheet.facts(range(len(case.sheet.items))) if not f.is_title]
    named = [f for f in facts if case.label_hits(f) - taken and case.names_whole_label(f)]
    if not named:
        return None
    words = frozenset().union(*(case.label_hits(f) for f in named))
    return None, frozenset(f.fact.labels for f in named), words


def _makes_one(case: Case, hits: Sequence[Hit]) -> bool:
    """ "The Aster and the Brio are the same": of two items, nothing named in which they are."""
    if len({m.item for m in case.mentions()}) < 2 or case.outside_names("equatives"):
        return False
    pieces = _pieces(hits)
    rest = [i for i in case.content() if i not in pieces]
    return all(case.sheet.vocabulary.has("countables", case.key(i)) for i in rest)


def _pieces(hits: Sequence[Hit]) -> frozenset[int]:
    return frozenset(i for hit in hits for i in range(hit.first, hit.last))


def _fact(case: Case, item: int, concept: str | None, labels: frozenset[tuple[str, ...]]) -> FactView | None:
    """The item's fact of the concept or of these labels, the one with the shortest name."""
    facts = [f for f in case.sheet.facts((item,)) if concept in f.concepts or f.fact.labels in labels]
    facts = [f for f in facts if f.state == "present" and not f.is_title and not f.is_prose]
    return min(facts, key=lambda f: min(map(len, f.labels), default=9), default=None)


def _equal(one: FactView, other: FactView) -> bool:
    if one.value.amounts and other.value.amounts:
        mine, theirs = one.value.amounts[0][0], other.value.amounts[0][0]
        return comparable(mine, theirs) and agrees(mine, theirs)
    words = [{frozenset(w.senses) for w in fact.value.words} for fact in (one, other)]
    return bool(words[0]) and words[0] == words[1]
