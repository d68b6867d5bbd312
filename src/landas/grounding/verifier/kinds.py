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
    kinds = sorted({s[1:] for s in case.senses(index) if s.startswith("=")} & vocabulary.kinds.keys())
    for kind in kinds:
        if too := next((f for f in facts if _is_beyond(case, kind, f)), None):
            problem = f"{too.fact.fact_id} is that of no {case.reading.pieces[index].text}"
            return Finding(
                pieces, "supported" if case.negated else "contradicted", (too.fact.fact_id,), problem
            )
    shown = [_shown_by(case, kind, facts) for kind in kinds]
    known = [fact for fact in shown if fact is not None]
    if not known or (None in shown and len(facts) >= _FULL):
        return None  # careful: a word of several kinds ("smartphone") is all of them
    return Finding(pieces, "supported", (known[0].fact.fact_id,))


_FULL = 12
"""From so many facts on a sheet would tell of an operating system, had the thing one."""


def _shown_by(case: Case, kind: str, facts: tuple[FactView, ...]) -> FactView | None:
    """The first fact that only such a thing has; where another such part is denied ("SIM: No"), a value must say it."""
    words = case.sheet.vocabulary.kinds[kind]
    denied = any(f.state == "absent" and f.label_senses & words for f in facts)
    for fact in facts:
        told = fact.value.senses if denied else fact.label_senses | fact.value.senses
        if fact.state == "present" and told & words:
            return fact
    return None


def _is_beyond(case: Case, kind: str, fact: FactView) -> bool:
    limit = case.sheet.vocabulary.kind_limits.get(kind)
    if limit is None or limit.concept not in fact.concepts or fact.state != "present":
        return False
    bound = Amount(0, 0, limit.low, limit.high, limit.unit)
    sizes = [in_unit(known, limit.unit)[0] for known, _, _ in fact.value.amounts if comparable(known, bound)]
    return bool(sizes) and not any(limit.low <= size <= limit.high for size in sizes)
