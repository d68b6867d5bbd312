"""Talk that states nothing: greetings, offers, praise, and real questions to the person."""

from landas.grounding.verifier.cases import NOTHING, Case, Finding

_CHECKABLE = (
    "comparatives",
    "superlatives",
    "unknown",
    "unavailable",
    "availability",
    "cause",
    "echo",
    "budget",
    "only_item",
    "acclaim",
    "as_much",
)


_RANKING = ("comparatives", "superlatives", "more", "less", "most", "least")
_SHORT = 4
"""Words of a question that needs no asking word ("Prefer black?")."""


def check_talk(case: Case) -> Finding:
    """Not a claim when no word of the clause could be checked."""
    vocabulary = case.sheet.vocabulary
    if case.clause.asks:
        return _question(case)
    if _is_off(case):
        return Finding(
            frozenset(case.span), "unsupported", (), "nothing known says how much it went up or down"
        )
    if case.amounts() or case.hits(*_CHECKABLE):
        return NOTHING
    if case.outside_names("most", "least") and not case.hits("loosely"):
        return NOTHING
    changed = case.outside_names("changing")
    # "It is free", "feel free to ask": the first says something of a thing.
    of_thing = case.mentions() or case.named or case.says("subjects")
    if changed and (of_thing or any(hit.last - hit.first > 1 for hit in changed)):
        return NOTHING
    if len({m.item for m in case.mentions()}) > 1 or _boasts(case) or case.clause.answer >= 0 or _wins(case):
        return NOTHING
    if _stands(case):
        return Finding(frozenset(case.span), "unsupported", (), "nothing known says how it stands")
    if any(not vocabulary.is_social(case.key(i)) for i in case.content()):
        return NOTHING
    if case.negated and case.mentions():
        return NOTHING
    return Finding(frozenset(case.span), "not_a_claim")


def _boasts(case: Case) -> bool:
    """ "The most powerful": praise that says more than any other."""
    return any(
        hit.last < case.clause.last and vocabulary.has("praise", case.key(hit.last))
        for vocabulary in (case.sheet.vocabulary,)
        for hit in case.hits("most", "least")
    )


def _wins(case: Case) -> bool:
    """ "The second one wins", "no one makes anything better": praise that ranks what is named among the others."""
    if case.hits("boasts") and case.hits("no_item", "no_kind", "none_better", "than"):
        return True
    named = case.mentions() or (case.named and case.hits("ordinals", "other_item"))
    return bool(named and case.outside_names("winning", "losing"))


def _is_off(case: Case) -> bool:
    """ "It is $80 off": a small word right behind a price at the end makes it a change of the price."""
    priced = [max(case.pieces_of(a)) for a in case.amounts() if a.currency]
    last = case.stretch.closing
    return last - 1 in priced and case.sheet.vocabulary.has("standing", case.key(last))


def _stands(case: Case) -> bool:
    """ "The Aster is out", "the Aster is back": small words behind the name that say how things stand with it."""
    words, named = case.stretch.spoken, case.stretch.named
    if not words or not case.sheet.vocabulary.has("standing", case.key(words[-1])):
        return False
    opens = next((i for i in words if not case.sheet.vocabulary.has("articles", case.key(i))), -1) in named
    return opens and words[-1] not in named and words[-1] not in case.stretch.value_pieces


def _question(case: Case) -> Finding:
    """A question to the person asks, it doesn't tell; one that hides a statement ("did you know …") tells."""
    vocabulary = case.sheet.vocabulary
    words = case.stretch.spoken
    if _tells_a_value(case):
        return Finding(frozenset(case.span), "unsupported", (), "a value that is told by asking")
    # "What are you looking for?", "Fitur mana …", "Anda mencari apa?": the asking word comes first or last.
    opens = bool(words) and any(
        h.first in words[:2] or h.last == words[-1] + 1 for h in case.hits("question_openers")
    )
    short = len(words) <= _SHORT and not case.mentions()
    # "Warna mana | yang Anda inginkan": a question's second half is no clause of its own.
    goes_on = case.clause.joined or (bool(words) and vocabulary.has("relative", case.key(words[0])))
    if (not opens and not short and not goes_on) or _presupposes(case):
        return NOTHING
    ranking = _RANKING if not case.mentions() else ()
    asked = case.sheet.said_senses | case.sheet.request_senses | case.sheet.offered_senses
    strange = [
        i
        for i in case.content()
        if not case.senses(i) & asked
        and not vocabulary.is_social(case.key(i))
        and not any(
            h.first <= i < h.last for h in case.hits("thesaurus", "value_words", "question_openers", *ranking)
        )
    ]
    if strange or case.amounts():
        return NOTHING
    return Finding(frozenset(case.span), "not_a_claim")


def _presupposes(case: Case) -> bool:
    """ "Did you know that …": said anywhere before in the same sentence."""
    first = case.clause.first
    for hit in case.reading.hits_in(0, case.clause.last, "presupposing"):
        between = case.reading.pieces[hit.last : max(first, hit.last)]
        if not any(piece.text in ".!?" for piece in between):
            return True
    return False


def _tells_a_value(case: Case) -> bool:
    """ "Who would say no to 16 GB?": a denied or bounded number that isn't the person's own."""
    turned = [a for a in case.amounts() if case.negated or a.operator != "eq"]
    pieces = {i for a in turned for i in case.pieces_of(a) if case.reading.pieces[i].is_word}
    known = case.sheet.request_senses | case.sheet.offered_senses
    return case.clause.answer < 0 and not known.issuperset(case.key(i) for i in pieces)
