"""Whether a fact's value says a number: in its own unit, and bound to the words that stand beside it there."""

from collections.abc import Sequence

from landas.grounding.verifier.amounts import Amount, agrees, comparable
from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.fact_views import FactView


def says(case: Case, fact: FactView, amount: Amount) -> bool:
    """True where the fact's value makes what the clause says with this number true."""
    same = [entry for entry in fact.value.amounts if comparable(amount, entry[0])]
    kin = same or [entry for entry in fact.value.amounts if _pairs(amount, entry[0])]
    good = [(known, at, chunk) for known, at, chunk in kin if agrees(_aligned(amount, known), known)]
    larger = [entry for entry in same if amount.operator == "max" and entry[0].low > amount.low * _MORE]
    whole = [
        entry for entry in good if entry[0].operator == "max" or _stands_with(case, fact, amount, entry[2])
    ]
    if amount.operator == "start" and any(entry[0].low * _MORE < amount.low for entry in same):
        return False
    if not whole and any(_owns(case, fact, amount, kin, entry) for entry in larger):
        return False
    return any(_owns(case, fact, amount, kin, entry) for entry in good) or _is_word(case, fact, amount)


_MORE = 1.001
"""Careful: of "up to 8 GB" no larger amount may be known, unless each is a most of its own."""


def _stands_with(case: Case, fact: FactView, amount: Amount, chunk: int) -> bool:
    """ "Up to 50% in 21 minutes" of "50% in 21 min, 100% in 60 min": the part of the list is told by another number."""
    others = [other for other in case.amounts() if other is not amount and not other.is_bare]
    return any(
        part == chunk and not comparable(known, amount) and comparable(other, known) and agrees(other, known)
        for other in others
        for known, _, part in fact.value.amounts
    )


def _is_word(case: Case, fact: FactView, amount: Amount) -> bool:
    """ "Gen 1": a bare number that stands in the value behind the same word as here ("ac/6" too)."""
    pieces = case.pieces_of(amount)
    if not amount.is_bare or len(pieces) != 1:
        return False
    (at,) = pieces
    words = fact.value.words
    for place, word in enumerate(words):
        if at <= case.clause.first or case.key(at) not in word.senses:
            continue
        chunk = word.chunk
        while chunk in fact.value.slashed:
            chunk -= 1
        before = (
            words[max(0, place - 1) : place]
            if chunk == word.chunk
            else [w for w in words if w.chunk == chunk]
        )
        if any(case.senses(at - 1) & w.senses for w in before):
            return True
    return False


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
    if len(kin) < 2 or (amount.is_bare and _YEARS[0] <= amount.low <= _YEARS[1]):
        return True
    foreign = own = False
    events = frozenset().union(*case.sheet.vocabulary.events.values())
    for index in case.words():
        if case.is_closed(index) or _nearest(case, index) is not amount or case.senses(index) & events:
            continue
        places = [w for w in fact.value.words if case.senses(index) & w.senses]
        owners = [owner for place in places for owner in _owners(fact, kin, place.position, place.chunk)]
        if any(owner is not None and owner[0].low == entry[0].low for owner in owners):
            own |= all(place.chunk == entry[2] for place in places)
        elif owners and None not in owners:
            # "Android 2.2, upgradable to 2.3": the first word of a value heads all that follows.
            foreign, head = True, min(place.position for place in places) == fact.value.words[0].position
            if not head:
                return False
    return own or not foreign


_YEARS = (1900, 2100)
"""A year belongs to no word: "2023, November" is "November 2023"."""


def _nearest(case: Case, index: int) -> Amount:
    """The amount of the clause that stands nearest to a word; of two, the one before it."""
    return min(case.amounts(), key=lambda a: min(abs(i - index) for i in case.pieces_of(a)))


def _owners(
    fact: FactView, kin: Sequence[tuple[Amount, int, int]], position: int, chunk: int
) -> list[tuple[Amount, int, int] | None]:
    """The numbers a word of a value belongs to: of its own list part, else the last before it, else the first.

    A word before numbers that slashes join belongs to all of them ("LTE 150/50 Mbps"). None where its list part has
    numbers of another kind only.
    """
    same = [k for k in kin if k[2] == chunk]
    if same:
        ahead = [k for k in same if k[1] <= position]
        return [ahead[-1]] if ahead else [k for k in kin if k[2] in _joined(fact, chunk)]
    if any(part == chunk for _, _, part in fact.value.amounts):
        return [None]
    before = [k for k in kin if k[1] <= position]
    if not before and chunk == fact.value.words[0].chunk:
        return list(kin)  # "Octa-core (4x2.0 GHz & 4x1.5 GHz)": what opens a value heads all of it
    return [before[-1] if before else kin[0]]


def _joined(fact: FactView, chunk: int) -> list[int]:
    """The list part and those that follow it behind a slash."""
    found = [chunk]
    while found[-1] + 1 in fact.value.slashed:
        found.append(found[-1] + 1)
    return found
