"""Numbers of a clause against the amounts of one item's facts, bound to the label or words they stand with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landas.grounding.claims import Verdict
from landas.grounding.verifier.amounts import Amount, agrees, comparable
from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.sheets import FactView


@dataclass(frozen=True, slots=True)
class NumberMatch:
    """One number: the facts it agrees or clashes with, and the pieces it accounts for."""

    verdict: Verdict
    facts: tuple[FactView, ...]
    explained: frozenset[int]
    problem: str | None = None


def match_numbers(
    case: Case,
    facts: Sequence[FactView],
    labels: Mapping[FactView, frozenset[int]],
    explained: frozenset[int],
) -> tuple[NumberMatch, ...]:
    amounts = [a for a in case.amounts() if not case.pieces_of(a) <= explained]
    return tuple(_match(case, amount, facts, labels) for amount in amounts)


def _match(
    case: Case, amount: Amount, facts: Sequence[FactView], labels: Mapping[FactView, frozenset[int]]
) -> NumberMatch:
    measured = [f for f in facts if f.state != "missing" and _same_kind(case, f, amount, labels)]
    named = _best_named(measured, labels) or [f for f in measured if f.fact.fact_id in case.carried]
    pool = named or (measured if not amount.is_bare else _linked(case, measured))
    agreeing = [f for f in pool if _fact_agrees(case, f, amount)]
    pieces = case.pieces_of(amount)
    said = case.reading.text[amount.start : amount.end]
    if agreeing and not case.negated:
        words = frozenset().union(*(_near_words(case, f, amount, labels) for f in agreeing))
        return NumberMatch("supported", tuple(agreeing), pieces | words)
    if agreeing:
        return NumberMatch("contradicted", tuple(agreeing), pieces, f"{agreeing[0].fact.fact_id} is {said}")
    if case.negated and named:
        words = frozenset().union(*(_near_words(case, f, amount, labels) for f in named))
        return NumberMatch("supported", tuple(named), pieces | words)
    if pool:
        ids = tuple(pool)
        return NumberMatch("contradicted", ids, pieces, f"{pool[0].fact.fact_id} is not {said}")
    return NumberMatch("unsupported", (), pieces, f"nothing known is {said}")


def _same_kind(case: Case, fact: FactView, amount: Amount, labels: Mapping[FactView, frozenset[int]]) -> bool:
    if any(comparable(amount, known) for known, _, _ in fact.value.amounts):
        return True
    # A number without a unit in the facts is taken at the reply's word, where the label is named.
    loose = fact in labels or _unit_fits(case, fact, amount)
    if loose and any(known.is_bare for known, _, _ in fact.value.amounts) and not amount.is_bare:
        return fact.fact.unit is None and len(fact.value.amounts) == 1
    return bool(amount.is_bare and fact in labels and fact.value.amounts)


def _unit_fits(case: Case, fact: FactView, amount: Amount) -> bool:
    words = case.sheet.vocabulary.unit_words.get(
        "money" if amount.currency else amount.unit or "", frozenset()
    )
    return bool(words & fact.label_senses)


def _best_named(facts: Sequence[FactView], labels: Mapping[FactView, frozenset[int]]) -> list[FactView]:
    """The facts that most words of the clause name: "front camera" is not the main camera."""
    most = max((len(labels.get(f, ())) for f in facts), default=0)
    return [f for f in facts if most and len(labels.get(f, ())) == most]


def _linked(case: Case, facts: Sequence[FactView]) -> list[FactView]:
    """Facts that share a value word with the clause: "Android 13" is about the fact that says Android."""
    return [f for f in facts if any(case.senses(i) & f.value.senses for i in case.content())]


def _fact_agrees(case: Case, fact: FactView, amount: Amount) -> bool:
    same = [entry for entry in fact.value.amounts if comparable(amount, entry[0])]
    kin = same or [entry for entry in fact.value.amounts if _pairs(amount, entry[0])]
    good = [(known, at, chunk) for known, at, chunk in kin if agrees(_aligned(amount, known), known)]
    return any(_owns(case, fact, amount, kin, entry) for entry in good)


def _pairs(amount: Amount, known: Amount) -> bool:
    return comparable(amount, known) or amount.is_bare or known.is_bare


def _aligned(amount: Amount, known: Amount) -> Amount:
    """`amount` read in the unit of `known` where one of them has none."""
    if comparable(amount, known):
        return amount
    return Amount(
        amount.start, amount.end, amount.low, amount.high, known.unit, known.currency,
        amount.approximate, amount.decimals, amount.operator,
    )  # fmt: skip


def _owns(
    case: Case,
    fact: FactView,
    amount: Amount,
    kin: Sequence[tuple[Amount, int, int]],
    entry: tuple[Amount, int, int],
) -> bool:
    """In "16GB 2GB RAM" the word RAM belongs to 2GB: a word beside the said number must belong to the same one."""
    if len(kin) < 2:
        return True
    for index in case.words():
        places = [w for w in fact.value.words if not case.is_closed(index) and case.senses(index) & w.senses]
        owners = [_owner(kin, place.position, place.chunk) for place in places]
        if owners and not any(owner[0].low == entry[0].low for owner in owners):
            return False
    return True


def _owner(kin: Sequence[tuple[Amount, int, int]], position: int, chunk: int) -> tuple[Amount, int, int]:
    """The number a word of a value belongs to: of its own list part, else the last before it, else the first."""
    before = [k for k in kin if k[1] <= position]
    same = [k for k in kin if k[2] == chunk]
    if same:
        ahead = [k for k in same if k[1] <= position]
        return ahead[-1] if ahead else same[0]
    return before[-1] if before else kin[0]


def _near_words(
    case: Case, fact: FactView, amount: Amount, labels: Mapping[FactView, frozenset[int]]
) -> frozenset[int]:
    """Words that the matched fact accounts for: its labels, its value's words, and words of the unit."""
    unit = "money" if amount.currency else amount.unit or ""
    words = case.sheet.vocabulary.unit_words.get(unit, frozenset())
    by_unit = {i for i in case.words() if case.senses(i) & words}
    by_value = {i for i in case.words() if not case.is_closed(i) and case.senses(i) & fact.value.senses}
    return frozenset(labels.get(fact, frozenset()) | by_unit | by_value)
