"""Numbers apart from the word that asks for them: "Battery, as built into the Aster: 210 g" names no battery.

A clause may only name an attribute and leave its value to the next one; and "sold", "due" or "on the scale" say what
kind of number must follow, whatever stands between.
"""

from landas.grounding.verifier.amounts import Amount, kind_of
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.numbers import wanted_kinds

_CHECKED = (
    "comparatives", "superlatives", "equatives", "beating", "more", "less", "most", "least", "unknown", "availability",
    "unavailable", "cause", "echo", "difference", "available_in", "numbers",
)  # fmt: skip


def check_awaited(case: Case, before: Case | None) -> Finding:
    """Contradicted where a number is not of the kind that the words before it ask for."""
    for amount in case.amounts():
        if amount.is_bare or amount.unit == "%" or case.negated:
            continue
        demand = _demanded(case, amount) or _measured(case, amount)
        if demand is not None and demand != kind_of(amount):
            return _wrong(case, amount, demand)
    if before is None:
        return NOTHING
    finding = _demanded_behind(case, before)
    return _of_label(case, before) if finding is NOTHING else finding


def _demanded_behind(case: Case, before: Case) -> Finding:
    """ "26 cm – that is how much we charge": a number alone, and behind it a word that asks for one of its kind."""
    said = [amount for amount in before.amounts() if not amount.is_bare]
    alone = said and not before.content() and before.clause.sentence == case.clause.sentence
    if not alone or case.amounts() or before.negated or case.negated:
        return NOTHING
    for kind, words in case.sheet.vocabulary.demands.items():
        if any(case.key(i) in words for i in case.span) and kind not in {kind_of(a) for a in said}:
            return _wrong(before, said[0], kind)
    return NOTHING


def is_waiting(case: Case) -> bool:
    """True for a clause that keeps what the one before it asks for: it names nothing and counts nothing."""
    return not case.amounts() and not _labels(case)


def _of_label(case: Case, before: Case) -> Finding:
    """The number of this clause against the label that the clause before only named, or the other way round."""
    if before.clause.line != case.clause.line:
        return NOTHING
    row = case.clause.cell >= 0 and before.clause.cell >= 0
    if before.clause.sentence != case.clause.sentence and not row:
        return NOTHING
    if facts := _only_named(before):
        return _agree(case, facts)
    if (fact := _words_only(before)) and (stray := _unlabelled(case)):
        return _wrong(case, stray, fact.fact.fact_id)
    if facts := _only_named(case):
        apart = case.reading.pieces[case.clause.first - 1].text in "(|[" if case.clause.first else False
        if apart or _is_fronted(before) or (not before.content() and _points(case)):
            return _agree(before, facts)
    return NOTHING


def _agree(case: Case, facts: list[FactView]) -> Finding:
    """Contradicted where a number without a label of its own is of another kind than these facts'."""
    amounts = [amount for amount in case.amounts() if not amount.is_bare]
    if not amounts or case.negated or case.outside_names(*_CHECKED):
        return NOTHING
    wanted = wanted_kinds(case, facts)
    own = wanted_kinds(case, _labels(case))
    if not wanted or {kind_of(amount) for amount in amounts} & (wanted | own):
        return NOTHING
    return _wrong(case, amounts[0], facts[0].fact.fact_id)


def _only_named(case: Case) -> list[FactView]:
    """The facts with numbers that a clause names without a word of their values."""
    if case.amounts() or case.negated or case.hits(*_CHECKED):
        return []
    labels = frozenset().union(*(case.label_hits(f) for f in _labels(case)))
    return (
        []
        if not labels.issuperset(case.stretch.value_pieces)
        else [f for f in _labels(case) if wanted_kinds(case, [f])]
    )


def _words_only(case: Case) -> FactView | None:
    """ "In colour, …": the one attribute that is led in, of which only words are known."""
    first = case.stretch.opening
    led = not case.clause.joined and case.sheet.vocabulary.has("fronting", case.key(first))
    if not led or case.mentions() or case.amounts() or case.negated or case.hits(*_CHECKED):
        return None
    facts = _labels(case)
    labels = frozenset().union(*(case.label_hits(f) for f in facts))
    words = (
        facts and not any(f.value.amounts or f.is_flag for f in facts) and labels.issuperset(case.content())
    )
    return facts[0] if words and labels.issuperset(case.stretch.value_pieces) else None


def _unlabelled(case: Case) -> Amount | None:
    """The number of a clause that names no attribute and says no value in words."""
    amounts = [amount for amount in case.amounts() if not amount.is_bare]
    told = case.stretch.value_pieces or _labels(case) or case.outside_names(*_CHECKED)
    return amounts[0] if len(amounts) == 1 and not told else None


def _labels(case: Case) -> list[FactView]:
    return [
        fact
        for item in case.subjects
        for fact, hits in case.stretch.labelled(item).items()
        if not fact.is_title and fact.state == "present" and any(not case.is_closed(i) for i in hits)
    ]


def _is_fronted(case: Case) -> bool:
    """ "With 244 mm, …": a number led in by a preposition at the beginning."""
    first = case.stretch.opening
    return not case.clause.joined and case.sheet.vocabulary.has("prepositions", case.key(first))


def _points(case: Case) -> bool:
    """ "That is the price of the Aster", "itu harganya": what was just said is the value."""
    key, has = case.key(case.clause.first), case.sheet.vocabulary.has
    return has("definite", key) or has("definite_behind", key)


def _demanded(case: Case, amount: Amount) -> str | None:
    """The kind that the nearest telling word before the number asks for; names and closed words may stand between."""
    has, pieces = case.sheet.vocabulary.has, case.reading.pieces
    named = {i for m in case.reading.mentions for i in range(m.first, m.last)}
    for i in range(min(case.pieces_of(amount)) - 1, -1, -1):
        if i in named:
            continue
        for kind, words in case.sheet.vocabulary.demands.items():
            if pieces[i].key in words and kind != "time":  # "when" asks for what stands before it
                return kind
        idle = pieces[i].is_word and has("closed", pieces[i].key) and not has("attaching", pieces[i].key)
        if not (idle or pieces[i].text in ",:|–—-"):
            return None
    return None


def _measured(case: Case, amount: Amount) -> str | None:
    """The kind that the word right behind the number measures ("8 MP thick"), where it measures one kind only."""
    behind = max(case.pieces_of(amount)) + 1
    for hit in case.outside_names("thesaurus"):
        kinds = case.sheet.vocabulary.dimensions.get(hit.marker.content, ())
        gradable = hit.first == behind and case.sheet.vocabulary.has("gradable", case.key(behind))
        if gradable and len(kinds) == 1 and _ends(case, hit.last):
            return kinds[0]
    return None


def _ends(case: Case, position: int) -> bool:
    """True where no further telling word follows: not in "a 48 MP wide-angle lens"."""
    if position not in case.span:
        return True
    return case.reading.pieces[position].text != "-" and position not in case.content()


def _wrong(case: Case, amount: Amount, expected: str) -> Finding:
    said = case.reading.text[amount.start : amount.end]
    return Finding(case.pieces_of(amount), "contradicted", (), f"{said} is no value of {expected}")
