"""Statements that something is not known: right only when no fact of the item tells it."""

from landas.grounding.verifier.cases import NOTHING, Case, Finding


def check_unknown(case: Case) -> Finding:
    hits = case.hits("unknown")
    if not hits:
        return NOTHING
    covered = frozenset(i for h in hits for i in range(h.first, h.last))
    words = frozenset(i for i in case.content() if i not in covered)
    everything = frozenset(case.span)
    said = case.sheet.request_senses
    numbers = {i for a in case.amounts() for i in case.pieces_of(a) if case.reading.pieces[i].is_word}
    if not said.issuperset(case.key(i) for i in numbers):
        return Finding(everything, "unsupported", (), "a value of something said to be unknown")
    concepts = [h for h in case.hits("thesaurus") if h.first not in covered]
    if not words and not concepts:
        return Finding(everything, "not_a_claim")
    told: list[str] = []
    silent: list[str] = []
    for fact in case.sheet.facts(case.subjects):
        named = (case.label_hits(fact) - covered) or (words & _said(case, fact.value.senses))
        if named and not fact.is_title:
            (silent if fact.state == "missing" else told).append(fact.fact.fact_id)
    if told:
        return Finding(everything, "contradicted", tuple(told), f"{told[0]} is known")
    return Finding(everything, "supported", tuple(silent))


def _said(case: Case, senses: frozenset[str]) -> frozenset[int]:
    return frozenset(i for i in case.words() if not case.is_closed(i) and case.senses(i) & senses)
