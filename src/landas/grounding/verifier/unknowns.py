"""Statements that something is not known: right only when no fact of the item tells it."""

from functools import lru_cache

from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.reading import Hit
from landas.grounding.wording.phrasebook import load_phrasebook


def check_unknown(case: Case) -> Finding:
    hits = [hit for hit in case.hits("unknown") if not _is_value(case, hit)] or _not_given(case)
    if not hits:
        return NOTHING
    covered = frozenset(i for h in hits for i in range(h.first, h.last))
    covered |= {i for i in case.words() if case.sheet.vocabulary.has("information", case.key(i))}
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
        if named and not fact.is_title and _is_meant(case, fact, named, words):
            (silent if fact.state == "missing" else told).append(fact.fact.fact_id)
    if told:
        return Finding(everything, "contradicted", tuple(told), f"{told[0]} is known")
    return Finding(everything, "supported", tuple(silent))


def _is_meant(case: Case, fact: FactView, named: frozenset[int], words: frozenset[int]) -> bool:
    """ "The dust cover isn't stated" is of no "hard cover": what shares a word of its name with a fact, and has a word
    that the fact knows nothing of, is another thing."""
    known = fact.label_senses | fact.value.senses
    strange = any(case.senses(i).isdisjoint(known) for i in words - named)
    return not strange or case.names_whole_label(fact)


def check_mention(case: Case) -> Finding:
    """ "I don't know “moving” or “soon”": the person's words, quoted as unknown, are spoken of and state nothing."""
    hits = case.hits("unknown")
    quoted = inside_quotes(case) if hits and not case.named else frozenset()
    if not quoted:
        return NOTHING
    covered = frozenset(i for h in hits for i in range(h.first, h.last)) | quoted
    said = frozenset(piece.key for piece in cut(case.sheet.grounds.request_text))
    own = _own_words(tuple(pack.code for pack in case.sheet.packs))
    if any(case.key(i) not in said for i in quoted):
        return NOTHING
    if any(i not in covered and case.key(i) not in own for i in case.content()):
        return NOTHING
    return Finding(frozenset(case.span), "supported")


@lru_cache(maxsize=16)
def _own_words(codes: tuple[str, ...]) -> frozenset[str]:
    """The words in which Landas says itself that it doesn't know some."""
    phrases = (load_phrasebook(code).phrases for code in codes)
    texts = (
        text for known in phrases for key in ("unknown_one", "unknown_many", "purpose") for text in known[key]
    )
    return frozenset(piece.key for text in texts for piece in cut(text))


def inside_quotes(case: Case) -> frozenset[int]:
    """Word pieces between an opening and a closing mark."""
    inside: set[int] = set()
    is_open = False
    for i in case.span:
        piece = case.reading.pieces[i]
        if piece.text in "“”":
            is_open = piece.text == "“"
        elif is_open and piece.is_word:
            inside.add(i)
    return frozenset(inside)


def _not_given(case: Case) -> list[Hit]:
    """ "Information on the warranty is not available": it is the information that isn't."""
    hits = case.hits("unavailable")
    told = hits and any(case.sheet.vocabulary.has("information", case.key(i)) for i in case.words())
    return hits if told else []


def _is_value(case: Case, hit: Hit) -> bool:
    """ "An unspecified second camera": the fact itself says so."""
    words = [i for i in range(hit.first, hit.last) if not case.is_closed(i)]
    facts = [f for f in case.sheet.facts(case.subjects) if case.label_hits(f)]
    values = frozenset().union(*(f.value.senses for f in facts))
    return bool(words) and all(case.senses(i) & values for i in words)


def _said(case: Case, senses: frozenset[str]) -> frozenset[int]:
    return frozenset(i for i in case.words() if not case.is_closed(i) and case.senses(i) & senses)
