"""More than is known: another of a part ("a second battery", "layar lain"), or the same number added to itself."""

from itertools import pairwise

from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView

_SUMS = frozenset({"+", "plus", "&"})


def check_extra(case: Case) -> Finding:
    """Unsupported where a part of which one is known is said to be there once more."""
    if (summed := _summed(case)) is not None:
        return summed
    if case.says("sharing") and not (case.hits("same") or case.amounts() or case.stretch.value_pieces):
        return Finding(frozenset(case.span), "unsupported", (), "no value is told that both have")
    several, more = _tells_several(case), _tells_more(case)
    if not (several or more):
        return NOTHING
    for item in case.subjects:
        for fact, label in case.stretch.labelled(item).items():
            if fact.state != "present" or fact.is_title or fact.is_flag:
                continue
            found = _several(case, fact, label) if several else None
            if found is None and more and len(fact.value.amounts) == 1:
                found = _more(case, label)
            if found is not None:
                return found
    return NOTHING


def _tells_several(case: Case) -> bool:
    compared = ("more", "less", "comparatives", "difference", "differing")
    return case.says("several") and len(case.subjects) == 1 and not (case.negated or case.hits(*compared))


def _tells_more(case: Case) -> bool:
    above = any(amount.is_bare and amount.operator == "gt" for amount in case.amounts())
    return above or case.says("extra", "extra_behind") or bool(case.hits("ordinals"))


def _several(case: Case, fact: FactView, label: frozenset[int]) -> Finding | None:
    """ "Comes in many colours" of one that is black."""
    values = fact.fact.value
    if not isinstance(values, str | tuple):
        return None
    said_as = values if isinstance(values, tuple) else (values,)
    if len(said_as) > 1 or any(mark in str(value) for value in said_as for mark in ",;/"):
        return None
    for index in label:
        if index - 1 in case.span and case.sheet.vocabulary.has("several", case.key(index - 1)):
            said = case.reading.pieces[index].text
            return Finding(frozenset(case.span), "unsupported", (), f"one value of “{said}” is known")
    return None


def _more(case: Case, label: frozenset[int]) -> Finding | None:
    """ "A second battery" of one that has one."""
    for index in label:
        if _is_one_more(case, index):
            said = case.reading.pieces[index].text
            return Finding(frozenset(case.span), "unsupported", (), f"no second “{said}” is known")
    return None


def _is_one_more(case: Case, index: int) -> bool:
    has = case.sheet.vocabulary.has
    before, behind = index - 1, index + 1
    if before in case.span and (has("extra", case.key(before)) or _counts(case, before)):
        return True
    last = not any(case.reading.pieces[i].is_word for i in range(behind + 1, case.clause.last))
    return behind in case.span and last and has("extra_behind", case.key(behind))


def _counts(case: Case, index: int) -> bool:
    """ "A second battery", "more than one battery"."""
    ordinal = any(hit.first == index and hit.marker.content != "0" for hit in case.hits("ordinals"))
    article = index - 1 in case.span and case.sheet.vocabulary.has("indefinite", case.key(index - 1))
    several = any(a.is_bare and a.operator == "gt" and index in case.pieces_of(a) for a in case.amounts())
    return (ordinal and article) or several


def _summed(case: Case) -> Finding | None:
    """ "8+8 GB", "8 GB + 8 GB": a number that is known once."""
    for one, other in pairwise(sorted(case.amounts(), key=lambda amount: amount.start)):
        between = case.reading.text[one.end : other.start].strip()
        if between in _SUMS and one.low == other.low:
            text = case.reading.text[one.start : other.end]
            return Finding(frozenset(case.span), "unsupported", (), f"“{text}” adds what is known once")
    return None
