"""What a reply says of the person: what they asked for, what their budget is, what they did before."""

from landas.grounding.claims import Cause
from landas.grounding.verifier.amounts import comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.pieces import cut


def check_echo(case: Case, continued: bool) -> Finding:
    """ "You asked for …": every further word and number must stand in the request."""
    hits = case.hits("echo")
    if (not hits and not continued) or (case.mentions() and case.amounts()):
        return NOTHING
    covered = frozenset(i for h in hits for i in range(h.first, h.last))
    vocabulary, request = case.sheet.vocabulary, case.sheet.request_senses
    strange = [
        i
        for i in case.content()
        if i not in covered and not vocabulary.is_social(case.key(i)) and not case.senses(i) & request
    ]
    numbers = [
        a
        for a in case.amounts()
        if not any(comparable(a, r) and a.low == r.low for r in case.sheet.request_amounts)
        and not all(case.key(i) in request for i in case.pieces_of(a))
    ]
    if strange or numbers:
        word = case.reading.pieces[strange[0]].text if strange else ""
        return Finding(frozenset(case.span), "unsupported", (), f"the request says no “{word}”")
    return Finding(frozenset(case.span), "supported" if request else "not_a_claim")


def check_budget(case: Case) -> Finding:
    """ "Within your budget": the price must keep the limit of the request."""
    compared = case.covered("comparatives")  # "asks less of your budget than the Brio" names no limit
    hits = [hit for hit in case.hits("budget") if hit.first not in compared]
    if not hits:
        return NOTHING
    pieces = frozenset(i for h in hits for i in range(h.first, h.last)) | case.covered("less_than")
    limits = [a for a in case.sheet.request_amounts if a.currency]
    prices = [f for f in case.sheet.facts(case.subjects) if "price" in f.concepts and f.value.amounts]
    if not limits or len({f.item for f in prices}) < len(case.subjects):
        return Finding(pieces, "unsupported", (), "no budget or no price is known")
    said = [a for a in case.amounts() if any(comparable(a, limit) and a.low == limit.low for limit in limits)]
    pieces |= frozenset(i for a in said for i in case.pieces_of(a))
    right = all(_within(f, max(a.high for a in limits), limits[0].currency) for f in prices)
    ids = tuple(f.fact.fact_id for f in prices)
    return Finding(pieces, "supported" if right else "contradicted", ids)


def _within(price: FactView, limit: float, currency: str | None) -> bool:
    amount = price.value.amounts[0][0]
    return amount.currency in (currency, None) and amount.low <= limit


def check_cause(case: Case) -> Finding:
    """ "Because you viewed the Aster 14": only an event that a step really used."""
    polite = case.covered("courtesies") if not case.mentions() else frozenset()
    hits = [hit for hit in case.hits("cause") if hit.first not in polite]
    if not hits:
        return NOTHING
    said = frozenset(s for i in case.words() for s in case.senses(i))
    verbs = case.sheet.vocabulary.cause_verbs
    kinds = {kind for kind, senses in verbs.items() if senses & said}
    everything = frozenset(case.span)
    for cause in case.sheet.grounds.causes:
        if _kind(cause.kind) in kinds and _same_thing(case, cause, verbs.get(_kind(cause.kind), frozenset())):
            return Finding(everything, "supported", (cause.fact_id,))
    weak = {(hit.first, hit.last) for hit in case.hits("whole_cause")}
    if not kinds and all((hit.first, hit.last) in weak for hit in hits):
        return NOTHING
    return Finding(everything, "unsupported", (), "no such thing led to this answer")


def _kind(kind: str) -> str:
    return kind.removeprefix("similar_to_")


def _same_thing(case: Case, cause: Cause, verb_senses: frozenset[str]) -> bool:
    """Every telling word must be the event's verb or stand in its item's title, and no number may be left."""
    title = [piece.key for piece in cut(cause.title) if piece.is_word]
    begins = min(hit.first for hit in case.hits("cause"))
    subject = {i for m in case.mentions() if m.last <= begins for i in range(m.first, m.last)}
    covered = case.covered("cause") | subject
    for index in case.span:
        piece = case.reading.pieces[index]
        if not piece.is_word or index in covered or case.is_closed(index) or piece.key in title:
            continue
        vocabulary = case.sheet.vocabulary
        if (
            vocabulary.has("user", piece.key)
            or case.senses(index) & verb_senses
            or vocabulary.is_social(piece.key)
        ):
            continue
        return False
    return True
