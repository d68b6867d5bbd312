"""Stretches of a reply that state nothing by themselves: words of no weight, words that only lead to a statement."""

from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.stretches import Stretch


def is_idle(stretch: Stretch) -> bool:
    """True for a stretch of closed-class words alone, which belongs to its neighbour."""
    case = Case(stretch, ())
    if _is_fronted(case):
        return True
    if is_answer_alone(case):
        return False
    return (
        not case.mentions()
        and not case.amounts()
        and all(case.is_closed(i) and _adds_nothing(case, i) for i in case.words())
        and not case.hits("availability", "cause", "echo", "unknown", "same")
    )


def is_answer_alone(case: Case) -> bool:
    """ "No, …", "bukan, …": a word that answers, set apart from what is told next."""
    words, pieces = case.stretch.spoken, case.reading.pieces
    apart = case.clause.last < len(pieces) and pieces[case.clause.last].text == ","
    return len(words) == 1 and apart and case.sheet.vocabulary.has("answers", case.key(words[0]))


def _adds_nothing(case: Case, index: int) -> bool:
    """A closed word that states nothing wherever it stands: not "with a case", "we hold it"."""
    has, key = case.sheet.vocabulary.has, case.key(index)
    return has("plain", key) or has("supple", key)


def _is_fronted(case: Case) -> bool:
    """ "To take the Aster home, budget $749": carrying words before the statement."""
    vocabulary, words = case.sheet.vocabulary, case.stretch.spoken
    opens = bool(words) and vocabulary.has("fronting", case.key(words[0])) and not case.clause.joined
    checked = case.amounts() or case.hits(
        "availability", "cause", "echo", "unknown", "same", "wishing", "thesaurus"
    )
    return (
        opens
        and not checked
        and all(case.is_closed(i) or vocabulary.is_carrier(case.key(i)) for i in case.words())
    )


def states(case: Case) -> bool:
    """True when the clause has a subject or verb of its own, so that it is no list of wishes going on."""
    vocabulary = case.sheet.vocabulary
    has, fitting = vocabulary.has, case.covered("fitting")
    keys = [case.key(i) for i in case.span if i not in fitting]
    return names_item(case) or any(
        has("subjects", key) or (has("verbs", key) and not has("negators", key)) for key in keys
    )


def names_item(case: Case) -> bool:
    """True where an item is named in words of its own. The person's wish names none: "without “DVD-RAM” …" is no
    "LG DVD-RAM drive", though a part of its title."""
    request = case.sheet.request_senses
    for mention in case.mentions():
        words = [i for i in range(mention.first, mention.last) if case.reading.pieces[i].is_word]
        whole = len(words) >= len(case.sheet.items[mention.item].title_keys)
        if whole or not all(case.senses(i) & request for i in words):
            return True
    return False
