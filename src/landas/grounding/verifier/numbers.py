"""Numbers of a clause against the amounts of one item's facts, bound to the label or words they stand with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import Amount, agrees, comparable, kind_of
from landas.grounding.verifier.bindings import named_before
from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.labels import label_keys
from landas.grounding.verifier.value_numbers import says
from landas.grounding.verifier.values import is_substitution


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """One number: the facts it agrees or clashes with, and the pieces it accounts for."""

    verdict: Verdict
    facts: tuple[FactView, ...]
    explained: frozenset[int]
    problem: str | None = None


def match_numbers(
    case: Case, item: int, labels: Mapping[FactView, frozenset[int]], explained: frozenset[int]
) -> tuple[NumberMatch, ...]:
    amounts = [a for a in case.amounts() if not case.pieces_of(a) <= explained]
    return tuple(_match(case, amount, item, labels) for amount in amounts)


def _match(case: Case, amount: Amount, item: int, labels: Mapping[FactView, frozenset[int]]) -> NumberMatch:
    facts = case.sheet.items[item].by_word.measured
    amount = _as_money(case, _with_unit(case, amount, facts), facts)
    measured = _of_event(case, _measuring(case, amount, item, labels))
    labelled = _best_named(case, measured, labels)
    amount = _as_meant(case, amount, labelled)
    beside = _beside(case, measured, amount) if amount.is_bare else []
    beside = [f for f in beside if says(case, f, amount)] or (beside if not labelled else [])
    named = beside or labelled or [f for f in measured if f.fact.labels in case.carried]
    pool = named or (measured if not amount.is_bare else _linked(case, measured))
    if amount.unit and not named and amount.operator in _BOUNDS:
        pool = list(_bounded(pool, amount))
    agreeing = [f for f in pool if says(case, f, amount)]
    agreeing = agreeing or _agreeing_elsewhere(case, amount, measured, pool, labelled, labels)
    pieces = case.pieces_of(amount)
    said = case.reading.text[amount.start : amount.end]
    denied = case.negated and not _stands_before_denial(case, pieces, labels, measured)
    if agreeing and denied:
        return NumberMatch("contradicted", tuple(agreeing), pieces, f"{agreeing[0].fact.fact_id} is {said}")
    right = agreeing
    if denied:
        right = list(named or _of_one_kind(case, pool, amount) or _in_place(case, pool))
    if right:
        words = frozenset().union(*(_near_words(case, f, amount, labels) for f in right))
        return NumberMatch("supported", tuple(right), pieces | words)
    if pool:
        return NumberMatch("contradicted", tuple(pool), pieces, f"{pool[0].fact.fact_id} is not {said}")
    return NumberMatch("unsupported", (), pieces, f"nothing known is {said}")


def _measuring(
    case: Case, amount: Amount, item: int, labels: Mapping[FactView, frozenset[int]]
) -> list[FactView]:
    """The facts of an item whose numbers could be this one."""
    index = case.sheet.items[item].by_word
    measured = index.measuring(amount)
    if amount.is_bare or not measured:
        measured += [f for f in index.measured if f not in measured and _may_be(case, f, amount, labels)]
    return measured


def _as_meant(case: Case, amount: Amount, labelled: Sequence[FactView]) -> Amount:
    """The amount as loose or bounded as the clause and the attribute's own name make it."""
    if case.hits("loosely") and amount.operator == "eq":
        amount = replace(amount, approximate=True)
    if amount.operator == "max" and len(case.subjects) > 1:
        amount = replace(amount, operator="lte")
    if amount.operator == "start" and len(case.subjects) > 1 and _is_one_of(case, amount):
        amount = replace(amount, operator="gte")
    if labelled and amount.operator in _BOUNDS and _is_label(case, amount, labelled[0]):
        amount = replace(amount, operator="eq")
    return amount


def _agreeing_elsewhere(
    case: Case,
    amount: Amount,
    measured: Sequence[FactView],
    pool: Sequence[FactView],
    labelled: Sequence[FactView],
    labels: Mapping[FactView, frozenset[int]],
) -> list[FactView]:
    """Facts outside the `pool` that say the number, and that the clause may speak of as well."""
    if labelled:
        # "The secondary camera" may be the second at the back or the one at the front.
        alike = (f for f in measured if f not in pool and labels.get(f, frozenset()) >= labels[labelled[0]])
        if agreeing := [f for f in alike if says(case, f, amount)]:
            return agreeing
    if amount.is_bare:
        return []
    # "A cover display, with a resolution of …": of the display that was spoken of.
    bound = amount.operator in _BOUNDS
    spoken = (
        f
        for f in measured
        if f not in pool
        and (f.fact.fact_id in case.spoken or not (labelled or bound))
        and not any(case.sheet.fields.are_twins(f, own) for own in labelled)
    )
    return [f for f in spoken if says(case, f, amount)]


_BOUNDS = ("lt", "lte", "gt", "gte")


def _is_label(case: Case, amount: Amount, fact: FactView) -> bool:
    """ "Ukuran laptop maksimal 15,6 inci": what bounds the number is part of the attribute's name."""
    start = min(case.pieces_of(amount), default=-1)
    bounds = [hit for hit in case.hits("less_than", "more_than") if hit.last == start]
    named = [set(label_keys(label)) for label in fact.fact.labels]
    return any({case.key(i) for i in range(hit.first, hit.last)} <= keys for hit in bounds for keys in named)


def _is_one_of(case: Case, amount: Amount) -> bool:
    """ "Prices start at $499": one of the items spoken of costs that."""
    exact = replace(amount, operator="eq")
    facts = (f for item in case.subjects for f in case.sheet.items[item].by_word.measured)
    return any(comparable(exact, a) and agrees(exact, a) for f in facts for a, _, _ in f.value.amounts)


def _bounded(pool: Sequence[FactView], amount: Amount) -> Sequence[FactView]:
    """A bound that no fact is named for: of facts that give one measure in its unit, those that break it; else all.

    "Smaller than 4.7 inches" is no word about the 4 nm of the chip or the three sides of the case.
    """
    single = [f for f in pool if sum(a.unit == amount.unit for a, _, _ in f.value.amounts) == 1]
    broken = [
        f
        for f in single
        if not any(comparable(amount, a) and agrees(amount, a) for a, _, _ in f.value.amounts)
    ]
    return broken or single or pool


def _stands_before_denial(
    case: Case,
    amount: frozenset[int],
    labels: Mapping[FactView, frozenset[int]],
    facts: Sequence[FactView],
) -> bool:
    """ "It costs $499, lacking black": told with its label before anything is denied, the amount is stated.

    "$499 is not its price" denies it: there the label follows the denial, or nothing else does.
    """
    if case.clause.answer >= 0 or not amount:
        return False
    vocabulary = case.sheet.vocabulary
    denials = {i for i in case.span if vocabulary.has("negators", case.key(i))}
    denials |= {
        i for hit in case.hits("denials", "turning", "unavailable") for i in range(hit.first, hit.last)
    }
    spoken = frozenset().union(*(labels.get(fact, frozenset()) for fact in facts))
    if not denials or not spoken:
        return False
    goes_on = any(case.reading.pieces[i].text.isalnum() for i in case.span if i > max(denials))
    return goes_on and max(amount | spoken) < min(denials)


def _of_event(case: Case, facts: Sequence[FactView]) -> list[FactView]:
    """The facts that tell when what the clause says happened: what was announced then was not yet released."""
    events = case.sheet.vocabulary.events
    said = {name for name, words in events.items() if words & case.stretch.senses}
    if not said:
        return list(facts)
    own = {f: {n for n, words in events.items() if words & (f.label_senses | f.value.senses)} for f in facts}
    return [f for f in facts if said & own[f] or not own[f]]


def _with_unit(case: Case, amount: Amount, facts: Sequence[FactView]) -> Amount:
    """ "A ppi density of 396", "a pixel density of 396": the unit is named apart from its number."""
    if not amount.is_bare:
        return amount
    units = {
        known.unit for f in facts for known, _, _ in f.value.amounts if known.unit and len(known.unit) > 2
    }
    for unit in units:
        own = {unit, unit.casefold(), _NAMED_APART.get(unit, unit)}
        if any(case.senses(i) & own for i in case.content()):
            return replace(amount, unit=unit)
    return amount


def _as_money(case: Case, amount: Amount, facts: Sequence[FactView]) -> Amount:
    """ "Twelve million", "12 jutaan": counted in words for thousands, with no attribute named before it, it is a price
    where the item has one that large.
    """
    said = case.reading.text[amount.start : amount.end]
    if not amount.is_bare or amount.low < _COUNTED_IN_WORDS or said[-1].isdigit():
        return amount
    money = {a.currency for f in facts for a, _, _ in f.value.amounts if a.currency}
    counts = any(a.is_bare and a.low >= _COUNTED_IN_WORDS for f in facts for a, _, _ in f.value.amounts)
    if len(money) != 1 or counts or named_before(case, min(case.pieces_of(amount))):
        return amount
    return replace(amount, currency=money.pop())


_COUNTED_IN_WORDS = 1000

_NAMED_APART = {"ppi": "density"}
"""Units that the word for their measure stands for: a density is in ppi; a speed may be in anything."""


def _of_one_kind(case: Case, pool: Sequence[FactView], amount: Amount) -> list[FactView]:
    """The facts that an amount without a label can only be about: "it isn't $300" speaks of the price."""
    dimensions = case.sheet.vocabulary.dimensions
    only = {concept for concept, allowed in dimensions.items() if allowed == (kind_of(amount),)}
    return [f for f in pool if f.concepts & only]


def _in_place(case: Case, pool: Sequence[FactView]) -> Sequence[FactView]:
    """ "Instead of 14 MP, it has …", "250 g? No.": whatever is denied, no fact of that kind says it."""
    return pool if is_substitution(case) or case.clause.answer >= 0 else ()


def wanted_kinds(case: Case, facts: Sequence[FactView]) -> frozenset[str]:
    """What the facts' numbers measure: as their own do, else as their attribute's can; empty where anything."""
    own = frozenset(kind_of(known) for f in facts for known, _, _ in f.value.amounts if not known.is_bare)
    dimensions = case.sheet.vocabulary.dimensions
    can = [frozenset(dimensions[c]) for f in facts for c in f.concepts & dimensions.keys()]
    return own or (frozenset.intersection(*can) if can else frozenset())


def _may_be(case: Case, fact: FactView, amount: Amount, labels: Mapping[FactView, frozenset[int]]) -> bool:
    """Where the facts have no such unit: a number without a unit is taken at the reply's word, its label named."""
    if amount.is_bare:
        return bool(fact in labels and fact.value.amounts)
    loose = fact in labels or _unit_fits(case, fact, amount)
    bare = bool(fact.value.amounts) and all(known.is_bare for known, _, _ in fact.value.amounts)
    return loose and bare and fact.fact.unit is None


def _unit_fits(case: Case, fact: FactView, amount: Amount) -> bool:
    words = case.sheet.vocabulary.unit_words.get(
        "money" if amount.currency else amount.unit or "", frozenset()
    )
    return bool(words & fact.label_senses)


def _best_named(
    case: Case, facts: Sequence[FactView], labels: Mapping[FactView, frozenset[int]]
) -> list[FactView]:
    """The facts that the clause names best: most words of a label, and of those the fewest left unsaid.

    "Front camera" is not the main camera, and "weight" is not the package weight.
    """
    score = {f: len(labels[f]) - _unsaid(case, f) for f in facts if labels.get(f)}
    return [f for f, points in score.items() if points == max(score.values())]


def _unsaid(case: Case, fact: FactView) -> int:
    """How many words of the fact's best label the clause leaves out; a phrase of its concept says them all."""
    here = case.stretch.all_senses
    counts = [sum(not senses & here for senses in label) for label in fact.labels]
    concepts = {h.marker.content for h in case.outside_names("thesaurus")}
    if concepts & fact.concepts:
        whole = any(concepts & own for own in fact.label_concepts)
        counts.append(0 if whole else min(map(len, fact.labels), default=1) - 1)
    return min(counts, default=0)


def _linked(case: Case, facts: Sequence[FactView]) -> list[FactView]:
    """Facts that share a value word with the clause: "Android 13" is about the fact that says Android."""
    return [f for f in facts if any(case.senses(i) & f.value.senses for i in case.content())]


def _beside(case: Case, facts: Sequence[FactView], amount: Amount) -> list[FactView]:
    """Facts whose value says the word right beside the number: "microUSB 2.0" is of the USB, "30 received" of calls."""
    pieces = case.pieces_of(amount)
    for at in (min(pieces) - 1, max(pieces) + 1):
        word = at in case.span and case.reading.pieces[at].is_word and not case.is_closed(at)
        if word and (found := [f for f in facts if case.senses(at) & f.value.senses]):
            return found
    return []


def _near_words(
    case: Case, fact: FactView, amount: Amount, labels: Mapping[FactView, frozenset[int]]
) -> frozenset[int]:
    """Words that the matched fact accounts for: its labels, its value's words, and words of the unit."""
    unit = "money" if amount.currency else amount.unit or ""
    words = case.sheet.vocabulary.unit_words.get(unit, frozenset())
    by_unit = {i for i in case.words() if case.senses(i) & words}
    by_value = {i for i in case.words() if not case.is_closed(i) and case.senses(i) & fact.value.senses}
    return frozenset(labels.get(fact, frozenset()) | by_unit | by_value)
