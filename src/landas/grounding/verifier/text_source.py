"""Claims against running text: a source document, or a long description among the facts.

A claim stands when its numbers and names occur in the text, most of its words do (by stem or shared meaning), and
the text denies what the claim denies. Careful: this sees changed names, numbers and denials, not every changed sense.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from landas.grounding.verifier.amounts import Amount, agrees, comparable, find_amounts
from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.words import Senses, Vocabulary, vocabulary_of
from landas.language.pack import load_packs
from landas.language.tokens import fold

STRANGE_SHARE = 0.5
"""A claim may have this part of its telling words outside the text: paraphrase. Names and numbers never."""
REACH = 4
"""Words behind a denial that it denies, within its part of the sentence."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What a text says: the senses of its words as stated and as denied, and its amounts."""

    stated: Senses
    denied: Senses
    amounts: tuple[Amount, ...]
    parts: tuple[tuple[Senses, bool], ...] = ()
    """Of each stretch between marks its telling words, and whether it holds a denial."""
    markers: frozenset[tuple[str, str]] = frozenset()
    """The kinds and contents of its words that count or rank."""

    @property
    def senses(self) -> Senses:
        return self.stated | self.denied


@lru_cache(maxsize=512)
def read_source(text: str, codes: tuple[str, ...]) -> SourceText:
    vocabulary = vocabulary_of(codes)
    stated: set[str] = set()
    denied: set[str] = set()
    reach = 0
    parts: list[tuple[Senses, bool]] = []
    told: set[str] = set()
    denies = False
    for piece in cut(text + "."):
        if not piece.is_word:
            if piece.text in ".!?;,:()\n":
                parts.append((frozenset(told), denies))
                reach, told, denies = 0, set(), False
        elif vocabulary.has("negators", piece.key):
            reach, denies = REACH, True
        else:
            if not vocabulary.has("closed", piece.key):
                told |= vocabulary.senses(piece.base)
            (denied if reach else stated).update(vocabulary.senses(piece.base))
            reach = max(0, reach - (not vocabulary.has("closed", piece.key)))
    amounts, markers = find_amounts(text, load_packs(codes)), _markers(text, vocabulary)
    return SourceText(frozenset(stated), frozenset(denied), amounts, tuple(parts), markers)


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
    return _against(case, read_source(text, case.sheet.vocabulary.codes), STRANGE_SHARE, ())


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
    words = [
        i
        for i in case.words()
        if not case.is_closed(i) and not case.sheet.vocabulary.has("negators", case.key(i))
    ]
    strange = [i for i in words if not case.senses(i) & source.senses and not _reports(case, i)]
    names = [i for i in strange if _is_name(case, i)]
    if names or len(strange) > strange_share * len(words):
        word = case.reading.pieces[(names or strange)[0]].text
        return Finding(everything, "unsupported", (), f"the text has no “{word}”")
    if opposite := _opposite(case, words, source):
        said = case.reading.pieces[opposite[0]].text
        return Finding(everything, "contradicted", ids, f"the text says the opposite of “{said}”")
    if len(words) > 2 and _denied_elsewhere(case, words, source):
        return Finding(everything, "contradicted", ids, "the text denies it, or denies what this states")
    if not words and not case.amounts():
        return Finding(everything, "not_a_claim")
    return Finding(everything, "supported", ids)


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
    return replace(amount, operator="eq") if amount.operator in ("lte", "gte", "max") else amount


def _denied_elsewhere(case: Case, words: list[int], source: SourceText) -> bool:
    """True where the stretches of the text that say all these words deny what the claim states, or the other way."""
    denies = any(case.sheet.vocabulary.has("negators", case.key(i)) for i in case.span)
    same = [denied for told, denied in source.parts if all(case.senses(i) & told for i in words)]
    return bool(same) and all(denied != denies for denied in same)


def _opposite(case: Case, words: list[int], source: SourceText) -> list[int]:
    """Words that the claim states and the text only denies, or the other way round."""
    denied: set[int] = set()
    reach = 0
    for index in case.span:
        if case.sheet.vocabulary.has("negators", case.key(index)):
            reach = REACH
        elif reach and index in words:
            denied.add(index)
            reach -= 1
    only_stated, only_denied = source.stated - source.denied, source.denied - source.stated
    return [
        i
        for i in words
        if case.senses(i) & (only_stated if i in denied else only_denied)
        and not _reports(case, i)
        and not case.senses(i) & (source.denied if i in denied else source.stated)
    ]


def _reports(case: Case, index: int) -> bool:
    return case.sheet.vocabulary.has("reporting", case.key(index))


def _is_name(case: Case, index: int) -> bool:
    piece = case.reading.pieces[index]
    return piece.text[0].isupper() and index != case.clause.first
