"""What kind of thing an item is, where no fact says it but its attributes show it: a thing with a SIM is a phone.

A kind may be bounded by one measure: nothing with a screen of ten inches is a phone.
"""

from landas.grounding.verifier.amounts import Amount, comparable, in_unit
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.fact_views import FactView


def check_kind(case: Case, item: int, index: int) -> Finding | None:
    """The finding over the word at `index` where it is a kind told by attributes; None for other words."""
    vocabulary, facts = case.sheet.vocabulary, case.sheet.facts((item,))
    pieces = frozenset({index})
    for kind in {s[1:] for s in case.senses(index) if s.startswith("=")} & vocabulary.kinds.keys():
        if too := next((f for f in facts if _is_beyond(case, kind, f)), None):
            problem = f"{too.fact.fact_id} is that of no {case.reading.pieces[index].text}"
            return Finding(
                pieces, "supported" if case.negated else "contradicted", (too.fact.fact_id,), problem
            )
        for fact in facts:
            if fact.state == "present" and (fact.label_senses | fact.value.senses) & vocabulary.kinds[kind]:
                return Finding(pieces, "supported", (fact.fact.fact_id,))
    return None


def _is_beyond(case: Case, kind: str, fact: FactView) -> bool:
    limit = case.sheet.vocabulary.kind_limits.get(kind)
    if limit is None or limit.concept not in fact.concepts or fact.state != "present":
        return False
    bound = Amount(0, 0, limit.low, limit.high, limit.unit)
    sizes = [in_unit(known, limit.unit)[0] for known, _, _ in fact.value.amounts if comparable(known, bound)]
    return bool(sizes) and not any(limit.low <= size <= limit.high for size in sizes)
