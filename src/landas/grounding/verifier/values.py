"""Value words of a clause: which facts hold them, and which facts rule them out."""

from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.fact_views import FactView


def said_denials(case: Case, item: int) -> list[tuple[FactView, frozenset[int]]]:
    """Denials that a value makes itself ("non-removable"): the fact, with the pieces of the denial and its word."""
    found = []
    vocabulary, facts = case.sheet.vocabulary, case.sheet.items[item].by_word.denying
    for index in case.span if facts else ():
        if not vocabulary.has("negators", case.key(index)):
            continue
        following = [i for i in case.words() if i > index and not vocabulary.has("negators", case.key(i))][:2]
        for fact in facts:
            words = [
                i for i in following if any(w.negated and case.senses(i) & w.senses for w in fact.value.words)
            ]
            if words:
                found.append((fact, frozenset({index, words[0]})))
                break
    return found


def excluded_by(case: Case, item: int, index: int) -> FactView | None:
    """The fact whose value rules the word out: another value of its class ("red" when the colours are listed)."""
    senses = {s[1:] for s in case.senses(index) if s.startswith("=")}
    for concept, members in case.sheet.vocabulary.classes.items():
        if not senses & members:
            continue
        for fact in case.sheet.facts((item,)):
            listed = {s[1:] for s in fact.value.senses if s.startswith("=")} & members
            if concept in fact.concepts and fact.state == "present" and listed and not listed & senses:
                return fact
    return _denied(case, item, index)


def _denied(case: Case, item: int, index: int) -> FactView | None:
    """A fact whose value denies the word itself."""
    senses = case.senses(index)
    for fact in case.sheet.items[item].by_word.denying:
        if any(word.negated and word.senses & senses for word in fact.value.words):
            return fact
    return None


def is_substitution(case: Case) -> bool:
    """ "Instead of 14 MP, …", "Not Aster, but …": what is denied makes way for what the sentence tells next."""
    behind = case.clause.last
    pieces = case.reading.pieces
    while behind < len(pieces) and pieces[behind].text == ",":
        behind += 1
    corrected = behind < len(pieces) and case.sheet.vocabulary.has("corrections", pieces[behind].key)
    return not case.mentions() and (bool(case.hits("turning", "denials")) or corrected)


def denied_of(case: Case, item: int, index: int) -> FactView | None:
    """The fact of the attribute named whose value isn't the word: "not made by Brio" of a thing made by Aster."""
    if not is_strange(case, index):
        return None
    for fact in (*named_facts(case, item), *_implied(case, item, index)):
        if fact.concepts & case.sheet.vocabulary.lists["partial"]:
            continue  # a thing with a steel frame may hold plastic too
        if not case.senses(index) & fact.value.senses:
            return fact
    return None


_LONGEST_NAME = 3
"""Words of the name of a maker."""


def _implied(case: Case, item: int, index: int) -> list[FactView]:
    """Without its attribute named: a colour is of the colour, the name in "no Brio product" of the brand."""
    senses = {s[1:] for s in case.senses(index) if s.startswith("=")}
    concepts = {c for c, members in case.sheet.vocabulary.classes.items() if senses & members}
    behind = index + 1
    while behind in case.span and case.reading.pieces[behind].is_word and is_strange(case, behind):
        behind += 1
    made = behind in case.span and case.sheet.vocabulary.has("made_things", case.key(behind))
    if made:
        concepts.add("brand")
    known = [f for f in case.sheet.facts((item,)) if f.state == "present" and f.value.words]
    return [f for f in known if f.concepts & concepts or (not made and _is_put_right(case, f))]


def _is_put_right(case: Case, fact: FactView) -> bool:
    """ "Not Brio, but Aster", "Brio? No, Aster" tell of the maker, and who it is; "no NFC, but 16 GB" doesn't."""
    short = (
        (is_substitution(case) or case.clause.answer >= 0)
        and len(case.content()) <= _LONGEST_NAME
        and not case.says("attaching")
    )
    if not short or "brand" not in fact.concepts:
        return False
    reading, vocabulary = case.reading, case.sheet.vocabulary
    behind = (
        i
        for i in range(case.clause.last, len(reading.pieces))
        if reading.pieces[i].is_word
        and i not in reading.named
        and not (vocabulary.is_idle(reading.keys[i]) or vocabulary.is_carrier(reading.keys[i]))
    )
    told = next(behind, None)
    return told is not None and bool(reading.senses[told] & fact.value.senses)


def named_facts(case: Case, item: int) -> list[FactView]:
    """Facts with words for a value whose attribute the clause names, or the clause before it did.

    Careful: "it weighs 1.4 kg, not black" doesn't go on about the weight.
    """
    named = case.stretch.labelled(item)
    if not (named or case.carried):
        return []
    return [
        fact
        for fact in case.sheet.facts((item,))
        if fact.state == "present"
        and fact.value.words
        and not (fact.is_flag or fact.is_prose or fact.is_title)
        and not _opens_with_number(fact)
        and (fact in named or fact.fact.labels in case.carried)
    ]


def _opens_with_number(fact: FactView) -> bool:
    return bool(fact.value.amounts) and fact.value.amounts[0][1] == 0


def is_strange(case: Case, index: int) -> bool:
    """True for words written as a value is: a name, or a word that stands for a value ("red")."""
    piece = case.reading.pieces[index]
    if any(sense.startswith("=") for sense in case.senses(index)):
        return True
    opens = index == case.clause.first and index in case.covered("thesaurus")
    return piece.has_digit or (piece.text[0].isupper() and index in case.content() and not opens)
