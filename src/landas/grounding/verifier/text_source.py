"""Claims against running text: a source document, or a long description among the facts.

A claim stands when its numbers and names occur in the text, most of its words do (by stem or shared meaning), none
in a row are new, and no bond between its words is broken (`bonds`). Careful: a single changed word may be paraphrase.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from landas.grounding.verifier.amounts import Amount, agrees, comparable, find_amounts
from landas.grounding.verifier.bonds import Beside, broken_bond
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.passages import Passage, nearest, passage_of, passages
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.words import Senses, Vocabulary, vocabulary_of
from landas.language.pack import load_packs
from landas.language.tokens import fold

STRANGE_SHARE = 0.5
"""A claim may have this part of its telling words outside the text: paraphrase. Names and numbers never."""
ADDED = 2
"""Telling words in a row that a text must not have to be a statement of their own ("after a heated debate")."""
NEAR = 0.5
"""Part of a claim's telling words that one sentence must say to be what the claim goes back to."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a text says: its sentences, the senses of its words, its amounts."""

    passages: tuple[Passage, ...]
    senses: Senses
    amounts: tuple[Amount, ...]
    markers: frozenset[tuple[str, str]] = frozenset()
    """The kinds and contents of its words that count or rank."""


@lru_cache(maxsize=512)
def read_source(text: str, codes: tuple[str, ...]) -> SourceText:
    vocabulary = vocabulary_of(codes)
    told = passages(text, vocabulary)
    senses = frozenset().union(*(passage.senses for passage in told))
    return SourceText(told, senses, find_amounts(text, load_packs(codes)), _markers(text, vocabulary))


def _markers(text: str, vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    keys = [piece.key for piece in cut(text) if piece.is_word]
    found = (marker for at in range(len(keys)) for _, marker in vocabulary.markers_at(keys, at))
    return frozenset(
        (marker.kind, marker.content) for marker in found if marker.kind in _EXACT and marker.content
    )


def check_text(case: Case) -> Finding:
    """The clause against the source text of the grounds; what it quotes must stand there letter for letter."""
    text = case.sheet.grounds.text or ""
    if (quote := _misquoted(case, text)) is not None:
        return Finding(frozenset(case.span), "contradicted", (), f"the text does not say “{quote}”")
    # Where there is no text at all no word can be missing from it but one that states something.
    share = STRANGE_SHARE if text else 0.0
    return _against(case, read_source(text, case.sheet.vocabulary.codes), share, ())


_QUOTE = re.compile(r"[“\"]([^“”\"]+)[”\"]")


def _misquoted(case: Case, text: str) -> str | None:
    """The first quotation the clause is part of that the text doesn't hold; one word in quotes is none.

    Marks at its ends and spaces don't count, nor does the shape of an apostrophe.
    """
    if not {"“", '"'} & set(case.reading.text):
        return None
    for match in _QUOTE.finditer(case.reading.text):
        said = match[1].strip(" .,;:!?…")
        inside = match.start() < case.end and case.start < match.end()
        if inside and " " in said and _flat(said) not in _flat(text):
            return said
    return None


@lru_cache(maxsize=512)
def _flat(text: str) -> str:
    return " ".join(fold(text).replace("’", "'").split())


def check_prose(case: Case) -> Finding:
    """The clause against each long value of its subjects, which must say every word."""
    for fact in case.sheet.prose:
        if fact.item in case.subjects:
            source = read_source(str(fact.fact.value), case.sheet.vocabulary.codes)
            finding = _against(case, source, 0.0, (fact.fact.fact_id,))
            if finding.verdict == "supported":
                return finding
    return Finding()


def _against(case: Case, source: SourceText, strange_share: float, ids: tuple[str, ...]) -> Finding:
    everything = frozenset(case.span)
    for amount in map(_as_written, case.amounts()):
        if not any(comparable(amount, known) and agrees(amount, known) for known in source.amounts):
            said = case.reading.text[amount.start : amount.end]
            near = any(comparable(amount, known) for known in source.amounts)
            return Finding(
                everything, "contradicted" if near else "unsupported", (), f"the text has no {said}"
            )
    if (unsaid := _unsaid(case, source)) is not None:
        said = case.reading.text[
            case.reading.pieces[unsaid.first].start : case.reading.pieces[unsaid.last - 1].end
        ]
        return Finding(everything, "unsupported", (), f"the text has no “{said}”")
    words = [i for i in case.words() if _tells(case, i, strict=strange_share > 0)]
    strange = [i for i in words if not case.senses(i) & source.senses and not _reports(case, i)]
    names = [i for i in strange if _is_name(case, i)]
    added = _longest_run(words, strange) >= ADDED
    if names or added or len(strange) > strange_share * len(words):
        word = case.reading.pieces[(names or strange)[0]].text
        return Finding(everything, "unsupported", (), f"the text has no “{word}”")
    if (problem := _unbound(case, source)) is not None:
        return Finding(everything, "contradicted", ids, problem)
    if not words and not case.amounts():
        return Finding(everything, "not_a_claim")
    return Finding(everything, "supported", ids)


def _tells(case: Case, index: int, strict: bool) -> bool:
    """True for a word that the text must say: a strict reading passes only what holds a sentence together."""
    has = case.sheet.vocabulary.has
    idle = has("glue", case.key(index)) if strict else case.is_closed(index)
    return not idle and not has("negators", case.key(index))


def _longest_run(words: list[int], strange: list[int]) -> int:
    """How many telling words in a row the text doesn't have."""
    longest = run = 0
    for i in words:
        run = run + 1 if i in strange else 0
        longest = max(longest, run)
    return longest


def _unsaid(case: Case, source: SourceText) -> Hit | None:
    """The first word that counts or ranks and that the text doesn't say: these are never mere paraphrase."""
    for hit in case.outside_names(*_EXACT):
        number = hit.marker.kind == "numbers"
        if number and any(known.low == float(hit.marker.content) for known in source.amounts):
            continue
        key = (hit.marker.kind, hit.marker.content)
        words = [i for i in range(hit.first, hit.last) if case.reading.pieces[i].is_word]
        idle = all(case.is_closed(i) for i in words)
        if not idle and key not in source.markers and not all(case.senses(i) & source.senses for i in words):
            return hit
    return None


_EXACT = ("numbers", "superlatives", "ordinals", "most", "least", "comparatives")


def _as_written(amount: Amount) -> Amount:
    """A text that allows 7 kg doesn't allow "at most 10 kg": a limit must stand there itself."""
    return replace(amount, operator="eq") if amount.operator in ("lte", "gte", "max", "start") else amount


def _unbound(case: Case, source: SourceText) -> str | None:
    """What the sentence that says most of the claim says otherwise."""
    vocabulary = case.sheet.vocabulary
    claim = passage_of([case.reading.pieces[i] for i in case.span], vocabulary)
    most, passage = nearest(claim, source.passages)
    if passage is None or most < NEAR * len(claim.telling):
        return None
    return broken_bond(
        Beside(claim, passage, source.passages, vocabulary, _is_reported(case), case.clause.joined)
    )


def _is_reported(case: Case) -> bool:
    """ "Ann said that …": who says so stands before the clause in its sentence."""
    has, pieces = case.sheet.vocabulary.has, case.reading.pieces
    at = case.clause.first - 1
    while at >= 0 and pieces[at].text not in ".!?\n":
        if has("hearsay", pieces[at].key) or has("reporting", pieces[at].key):
            return True
        at -= 1
    return False


def _reports(case: Case, index: int) -> bool:
    return case.sheet.vocabulary.has("reporting", case.key(index))


def _is_name(case: Case, index: int) -> bool:
    piece = case.reading.pieces[index]
    return piece.text[0].isupper() and index != case.clause.first
