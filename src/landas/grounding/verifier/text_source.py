"""Claims against running text: a source document, or a long description among the facts.

A claim stands when its numbers and names occur in the text, its words (by stem or shared meaning) nearly all do,
most of them close together, and that place denies what the claim denies.
"""

from dataclasses import dataclass
from functools import lru_cache

from landas.grounding.verifier.amounts import Amount, agrees, comparable, find_amounts
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.sheets import vocabulary_of
from landas.grounding.verifier.words import Senses
from landas.language.pack import load_packs

STRANGE_SHARE = 0.2
"""A claim may have this part of its telling words outside the text: paraphrase."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of the source."""

    senses: Senses
    negated: bool


@dataclass(frozen=True, slots=True)
class SourceText:
    passages: tuple[Passage, ...]
    amounts: tuple[Amount, ...]
    senses: Senses


@lru_cache(maxsize=512)
def read_source(text: str, codes: tuple[str, ...]) -> SourceText:
    vocabulary = vocabulary_of(codes)
    passages: list[Passage] = []
    senses: set[str] = set()
    negated = False
    for piece in cut(text):
        if piece.is_word:
            senses.update(vocabulary.senses(piece.key))
            negated ^= vocabulary.has("negators", piece.key)
        elif piece.text in ".!?;\n" and senses:
            passages.append(Passage(frozenset(senses), negated))
            senses, negated = set(), False
    if senses:
        passages.append(Passage(frozenset(senses), negated))
    every = frozenset(s for p in passages for s in p.senses)
    return SourceText(tuple(passages), find_amounts(text, load_packs(codes)), every)


def check_text(case: Case) -> Finding:
    """The clause against the source text of the grounds."""
    return _against(
        case, read_source(case.sheet.grounds.text or "", case.sheet.vocabulary.codes), STRANGE_SHARE, ()
    )


def check_prose(case: Case) -> Finding:
    """The clause against each long value of its subjects, every word required in one place."""
    for fact in case.sheet.prose:
        if fact.item in case.subjects:
            source = read_source(str(fact.fact.value), case.sheet.vocabulary.codes)
            finding = _against(case, source, 0.0, (fact.fact.fact_id,))
            if finding.verdict == "supported":
                return finding
    return Finding()


def _against(case: Case, source: SourceText, strange_share: float, ids: tuple[str, ...]) -> Finding:
    everything = frozenset(case.span)
    for amount in case.amounts():
        if not any(comparable(amount, known) and agrees(amount, known) for known in source.amounts):
            said = case.reading.text[amount.start : amount.end]
            near = any(comparable(amount, known) for known in source.amounts)
            return Finding(
                everything, "contradicted" if near else "unsupported", (), f"the text has no {said}"
            )
    words = [
        i
        for i in case.words()
        if not case.is_closed(i) and not case.sheet.vocabulary.has("negators", case.key(i))
    ]
    strange = [i for i in words if not case.senses(i) & source.senses]
    names = [i for i in strange if _is_name(case, i)]
    if names or len(strange) > strange_share * len(words):
        word = case.reading.pieces[(names or strange)[0]].text
        return Finding(everything, "unsupported", (), f"the text has no “{word}”")
    place = _closest(case, words, source)
    if place is not None and place.negated != case.negated:
        return Finding(everything, "contradicted", ids, "the text says the opposite")
    if not words and not case.amounts():
        return Finding(everything, "not_a_claim")
    return Finding(everything, "supported", ids)


def _is_name(case: Case, index: int) -> bool:
    piece = case.reading.pieces[index]
    return piece.text[0].isupper() and index != case.clause.first


def _closest(case: Case, words: list[int], source: SourceText) -> Passage | None:
    """The sentence that holds most of the claim's words."""
    shared = [(sum(bool(case.senses(i) & p.senses) for i in words), p) for p in source.passages]
    return max(shared, key=lambda s: s[0])[1] if shared and words else None
