"""Words around a true value that make it another statement: "used to cost", "per month", "if …"."""

from landas.grounding.verifier.attributes import check_item
from landas.grounding.verifier.bindings import named_before
from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst

_ENDS = frozenset(".!?…;\n")


def check_changed(case: Case) -> Finding:
    """What was, will be, or is a part of something rests on no fact, unless a fact's value says the word itself."""
    if case.hits("back_then") and (then := _back_then(case)) is not None:
        return then
    # "The price per night isn't stated" says nothing of a night.
    if case.hits("unknown") and not case.amounts():
        return NOTHING
    if not case.hits("changing") or (case.references and case.hits("equatives", "as_much")):
        return NOTHING
    measured = [f for f in case.sheet.facts(case.subjects) if f.value.amounts]
    named = frozenset().union(*(f.label_senses for f in measured))  # of a "price per night" a fact says it
    values = {*case.stretch.value_pieces, *(i for i in case.content() if case.senses(i) & named)}
    values |= _of_flags(case)
    multiples = case.covered("multiples") if len({m.item for m in case.mentions()}) == 2 else frozenset()
    compared = case.covered("comparatives", "superlatives", "thesaurus", "loosely")
    measures = _of_measures(case)
    for hit in case.outside_names("changing"):
        if measures.issuperset(range(hit.first, hit.last)):
            continue
        within = {h.first for h in case.hits("thesaurus") if hit.first <= h.first and h.last < hit.last}
        if hit.first in multiples | (compared - within):
            continue
        words = {i for i in range(hit.first, hit.last) if not case.is_closed(i)}
        if not words or not words <= values:  # of a "handmade" thing a fact must say so
            said = case.reading.text[
                case.reading.pieces[hit.first].start : case.reading.pieces[hit.last - 1].end
            ]
            return Finding(frozenset(case.span), "unsupported", (), f"no fact says “{said}”")
    return NOTHING


def _of_flags(case: Case) -> frozenset[int]:
    """Words that name a flag, of which a fact says whether it holds: "free entry". Of "free parking" none does."""
    flags = (f for f in case.sheet.facts(case.subjects) if f.fact.type == "flag")
    called = frozenset().union(*(case.label_hits(f) for f in flags))
    content = case.content()
    led = (i for i in called if i + 1 in content and i + 1 not in called)
    return called.difference(led)


def check_charged(case: Case) -> Finding:
    """ "Parking is paid", "Wi-Fi costs extra": a fact of the item must say so; before a price it only leads to it."""
    hits = case.outside_names("surcharges")
    if not hits or any(amount.currency for amount in case.amounts()) or case.clause.asks:
        return NOTHING
    facts = case.sheet.facts(case.subjects)
    findings = []
    flags = _of_flags(case)
    for hit in hits:
        pieces = frozenset(range(hit.first, hit.last))
        if flags & pieces:
            continue  # "tidak gratis" denies a flag
        saying = [f.fact.fact_id for f in facts if all(case.senses(i) & f.value.senses for i in pieces)]
        if saying and not case.negated:
            findings.append(Finding(pieces, "supported", tuple(saying)))
        else:
            text = " ".join(case.reading.pieces[i].text for i in sorted(pieces))
            findings.append(Finding(pieces, "unsupported", (), f"no fact says “{text}”"))
    return worst(findings)


def _of_measures(case: Case) -> frozenset[int]:
    """Words of a measure: "half a terabyte", "a warranty of a year"; beside a price alone "a year" is "per year"."""
    measured = [case.pieces_of(amount) for amount in case.amounts() if amount.unit or amount.currency]
    priced = any(amount.currency for amount in case.amounts())
    return frozenset().union(*(p for p in measured if not priced or not _may_be_a_rate(case, p)))


def _may_be_a_rate(case: Case, pieces: frozenset[int]) -> bool:
    whole = any(pieces <= set(range(hit.first, hit.last)) for hit in case.hits("changing"))
    return whole and not named_before(case, min(pieces))


def _back_then(case: Case) -> Finding | None:
    """ "It cost $300 when it was released": a price need not be what it was then, unless its fact tells of then."""
    prices = [f for f in case.sheet.facts(case.subjects) if "price" in f.concepts]
    priced = any(a.currency for a in case.amounts()) or any(f.fact.labels in case.carried for f in prices)
    known = frozenset().union(*(f.label_senses | f.value.senses for f in prices))
    for hit in case.outside_names("back_then") if priced else ():
        told = [i for i in range(hit.first, hit.last) if not case.is_closed(i)]
        if not any(case.senses(i) & known for i in told):
            said = " ".join(case.reading.pieces[i].text for i in range(hit.first, hit.last))
            return Finding(frozenset(case.span), "unsupported", (), f"no price is said to be that “{said}”")
    return None


def _opens_a_topic(case: Case) -> bool:
    """ "Kalau Aster, warnanya abu-abu", "if you take the Aster, it is black": of that item the rest is said, on no
    condition. So it is where nothing else stands in the sentence: "kalau Aster warnanya abu-abu."

    A comma is only left within a clause where the words before it say nothing of their own.
    """
    if not (hits := case.hits("conditional")) or case.hits("wishing"):
        return False
    social, named = case.sheet.vocabulary.is_social, case.stretch.named
    telling = [i for i in case.content() if i >= hits[0].last and i not in named and not social(case.key(i))]
    commas = [i for i in case.span if case.reading.pieces[i].text == "," and i not in named]
    if any(comma > hits[0].first and telling and telling[0] > comma for comma in commas):
        return True
    names = [mention.last for mention in case.mentions()]
    said = {i for i in case.stretch.value_pieces if i not in named} | case.covered("value_words")
    return not commas and _is_all(case) and any(end <= i for end in names[:1] for i in said)


def _is_all(case: Case) -> bool:
    """Whether nothing else stands in the clause's sentence."""
    pieces, clause = case.reading.pieces, case.clause
    before, behind = pieces[: clause.first][-1:], pieces[clause.last :][:1]
    return not clause.joined and all(piece.text in _ENDS for piece in (*before, *behind))


def check_condition(case: Case) -> Finding:
    """ "If price matters most, …" states nothing, as long as it names nothing unknown and no number."""
    if not case.hits("wishing", "conditional") or _opens_a_topic(case):
        return NOTHING
    first = case.stretch.opening
    wishes = any(hit.first == first for hit in case.hits("wishing"))
    opens = wishes or any(hit.first == first for hit in case.hits("conditional"))
    if wishes and case.hits("superlatives", "most", "least") and len(case.subjects) == 1:
        return NOTHING  # "if you want the cheapest, take the Aster": then it is
    if wishes and case.references and case.hits("comparatives", "more", "less") and len(case.subjects) == 1:
        return NOTHING  # "take the Aster if you want one lighter than the Brio": then it is
    if not opens or case.amounts() or len({m.item for m in case.mentions()}) > 1:
        return NOTHING
    named = case.covered("thesaurus", "most", "least", "superlatives", "comparatives", "value_words")
    known = {*case.stretch.value_pieces, *named}
    asked = {i for i in case.content() if case.senses(i) & case.sheet.request_senses} if wishes else set()
    strange = [
        i
        for i in case.content()
        if i not in known | asked and not case.sheet.vocabulary.is_social(case.key(i))
    ]
    if strange:
        return NOTHING
    if wishes and case.stretch.value_pieces and len(case.subjects) < len(case.sheet.items):
        # "If you want black, take the Aster": then the Aster is black.
        talk = frozenset(i for i in case.content() if case.sheet.vocabulary.is_social(case.key(i)))
        covered = talk | asked | case.covered("wishing", "conditional")
        return worst(check_item(case, item, covered) for item in case.subjects)
    return Finding(frozenset(case.span), "not_a_claim")
