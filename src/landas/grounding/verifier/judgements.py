"""Verdicts on a value that is told: "4.2, which is excellent", "$499? That's cheap", "artinya hampir sempurna".

A word of praise beside a thing is talk; as what a value means it is a statement, and no fact gives such a scale.
"""

from landas.grounding.verifier.cases import NOTHING, Case, Finding

_JUDGING = ("praise", "judging", "gradable")
_COMPUTED = (
    "comparatives",
    "superlatives",
    "equatives",
    "more",
    "less",
    "most",
    "least",
    "multiples",
    "wishing",
)
_IDLE_BEFORE = 3
"""Words that may stand before the word that means ("and that", "the rating of 4.2 …" is no such lead)."""


def check_judgement(case: Case, before: Case | None) -> Finding:
    """Unsupported where nothing but judging words follows a word that takes up a value: "which", "i.e.", "itu"."""
    if not case.says("equating") or case.outside_names(*_COMPUTED):
        return NOTHING
    words = [i for i in case.span if case.reading.pieces[i].is_word and i not in case.stretch.named]
    amounts = [max(case.pieces_of(a)) for a in case.amounts()]
    told = [i for i in words if not amounts or i > max(amounts)]
    has = case.sheet.vocabulary.has
    lead = next((n for n, i in enumerate(told) if has("equating", case.key(i))), None)
    if lead is None or not (amounts or _tells_value(case, before, lead)):
        return NOTHING
    behind = told[lead + 1 :]
    if any(mention.first > told[lead] for mention in case.mentions()):
        return NOTHING
    fitting = case.covered("fitting") if before is not None and _counts_found(before) else frozenset()
    judging = [i for i in behind if _judges(case, i) and i not in fitting]
    nearly = case.covered("approximate", "loosely")
    if not judging or any(
        i not in judging and i not in nearly and not _adds_nothing(case, i) for i in behind
    ):
        return NOTHING
    word = case.reading.pieces[judging[-1]].text
    return Finding(frozenset(case.span), "unsupported", (), f"nothing known makes this value “{word}”")


def _counts_found(before: Case) -> bool:
    """ "There are 25 printers that fit": the number is no value, but one of the search's counts."""
    counts = {float(count) for count in before.sheet.grounds.counts.values()}
    return bool(before.amounts()) and all(a.is_bare and a.low in counts for a in before.amounts())


def _judges(case: Case, index: int) -> bool:
    key = case.key(index)
    known = index in case.stretch.value_pieces or case.sheet.vocabulary.has("made_things", key)
    return (
        not known
        and not case.is_closed(index)
        and any(case.sheet.vocabulary.has(name, key) for name in _JUDGING)
    )


def _adds_nothing(case: Case, index: int) -> bool:
    vocabulary, key = case.sheet.vocabulary, case.key(index)
    return vocabulary.is_idle(key) or vocabulary.is_carrier(key)


def _tells_value(case: Case, before: Case | None, lead: int) -> bool:
    """The clause before ends in a number; one of the sentence before is taken up by the very first word only."""
    if before is None or not before.amounts():
        return False
    away = case.clause.sentence - before.clause.sentence
    return lead < _IDLE_BEFORE if not away else away == 1 and lead == 0
