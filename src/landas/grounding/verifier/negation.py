"""Whether a clause denies what it says: its denials counted, those left out that deny nothing of it."""

from itertools import pairwise

from landas.grounding.verifier.availability import of_a_part
from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.clauses import quoted_values
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.yardsticks import longest


def is_negated(case: Case) -> bool:
    """True for an odd number of denials."""
    kinds = ["negative_idioms", "unknown"]
    # "None of them has NFC" denies it of each; "there is no NFC in the Aster" is a denial like any other.
    outside = case.covered(*kinds, *(["no_item", "no_kind", "none_better"] if case.of_none else []))
    outside |= case.stretch.named | case.stretch.idioms | case.instead | _before_reason(case)
    # "Plus minus $300"
    nearly = [h for h in case.hits("approximate") if _leads_to_amount(case, h.last)]
    outside |= frozenset(i for h in nearly for i in range(h.first, h.last))
    # "Jalan Raya no. 55, Jakarta" is a value, whatever its words mean elsewhere.
    outside |= quoted_values(case.reading, case.sheet)
    again = [h for h in case.hits("refused_again") if h.last == case.stretch.closing + 1]
    outside |= frozenset(i for h in again for i in range(h.first, h.last))
    denials = {(hit.first, hit.last) for hit in case.hits("denials")}
    # "Nowhere near $300" bounds it; "nowhere near as heavy" denies it.
    bounds = [
        h
        for h in case.hits("less_than", "more_than")
        if (h.first, h.last) not in denials or _leads_to_amount(case, h.last)
    ]
    outside |= frozenset(i for h in bounds for i in range(h.first, h.last))
    of_parts = [hit for hit in case.stretch.unavailable if of_a_part(case, hit)]
    of_items = [hit for hit in case.stretch.unavailable if hit not in of_parts]
    outside |= frozenset(i for hit in of_items for i in range(hit.first, hit.last))
    if case.clause.asks:  # "isn't it nice that …" denies nothing
        outside |= {case.stretch.opening}
    # "Costs $499 instead of $800" states the first amount; only at the beginning does the phrase deny what follows.
    told = [min(case.pieces_of(amount)) for amount in case.amounts()]
    against = {(hit.first, hit.last) for hit in case.hits("than") if any(at < hit.first for at in told)}
    phrases: set[tuple[int, int]] = set()
    for hit in longest([*case.hits("denials", "turning"), *of_parts]):
        if (hit.first, hit.last) in against:
            continue
        free = outside.isdisjoint(range(hit.first, hit.last))
        if free and not any(first < hit.last and hit.first < last for first, last in phrases):
            phrases.add((hit.first, hit.last))
    outside |= frozenset(i for first, last in phrases for i in range(first, last))
    for one, other in pairwise(case.mentions()):
        if linked(case.reading, case.sheet, one, other):
            outside |= frozenset(range(one.last, other.first))
    negators = [
        i for i in case.span if i not in outside and case.sheet.vocabulary.has("negators", case.key(i))
    ]
    answer = case.clause.answer
    if answer < 0:
        return (len(negators) + len(phrases)) % 2 == 1
    # "No, it doesn't" denies once what the question asks.
    asked = sum(i < answer for i in negators) + sum(first < answer for first, _ in phrases)
    refused = any(i >= answer for i in negators)
    return (asked % 2 == 1) != refused


_TELLING = ("thesaurus", "value_words", "comparatives", "superlatives", "more", "less", "most", "least")


def _before_reason(case: Case) -> frozenset[int]:
    """ "It won't do because it weighs 3 kg": what stands before the reason denies nothing that is known, and not the
    reason."""
    has = case.sheet.vocabulary.has
    reason = next((i for i in case.stretch.words if has("reasons", case.key(i))), None)
    if reason is None:
        return frozenset()
    told = case.covered(*_TELLING).union(case.stretch.value_pieces, *map(case.pieces_of, case.amounts()))
    told -= case.stretch.named
    before = range(case.span.start, reason)
    return frozenset(before) if told.isdisjoint(before) else frozenset()


def _leads_to_amount(case: Case, position: int) -> bool:
    starts = {min(case.pieces_of(amount)) for amount in case.amounts()}
    return bool(starts & {position, position + 1})
