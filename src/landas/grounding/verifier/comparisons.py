"""Comparisons and differences between items, computed again from their facts."""

from collections.abc import Sequence
from itertools import pairwise

from landas.grounding.verifier.amounts import Amount, agrees, comparable, in_unit
from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst
from landas.grounding.verifier.dates import UNIT, is_before, years_apart
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.matchups import set_against
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.yardsticks import (
    Direction,
    Yardstick,
    by_name,
    find_yardsticks,
    labelled,
    longest,
    measures,
    pieces_in,
)

_SHARE = 0.5
"""How far a said percentage may be from the true one, in points; ten times that where it says "about"."""
_NEARLY, _ABOUT = 0.03, 0.1
"""How far "twice as heavy" may be from twice, as a part of it; and where it says "about" or "almost"."""


def check_comparison(case: Case) -> Finding:
    """ "Lighter than the Brio by 300 g": every subject against every reference; missing values prove nothing."""
    yardsticks, idle = find_yardsticks(case, "comparatives", "more", "less")
    findings = [compare(case, yardstick) for yardstick in yardsticks if not _goes_on(case, yardstick)]
    findings += [_unmeasured(hit) for hit in idle if _compares(case, hit) or _leads_to_reference(case, hit)]
    return worst(findings) if findings else NOTHING


def check_likeness(case: Case) -> Finding:
    """ "As heavy as the Brio", "tidak semahal Brio": equal, or where it is denied, less of it."""
    if not case.references or case.contrast or case.outside_names("multiples"):
        return NOTHING
    yardsticks = [by_name(hit) for hit in longest(case.outside_names("equatives"))]
    alike = [*case.outside_names("as_much"), *case.outside_names("rivals")]
    yardsticks += [y for hit in alike if (y := labelled(case, hit, "higher"))]
    findings = [_alike(case, yardstick) for yardstick in yardsticks]
    if not findings:
        findings = [_unmeasured(hit) for hit in alike if _leads_to_reference(case, hit)]
    return worst(findings) if findings else NOTHING


def check_difference(case: Case) -> Finding:
    """ "The difference in price between the Aster and the Brio is $40"."""
    if not (hits := case.outside_names("difference")) or case.contrast:
        return NOTHING
    items = tuple(dict.fromkeys((*case.subjects, *case.references)))
    # "It differs: its rating is higher" is a comparison of its own.
    comparing = case.covered("comparatives", "more", "less")
    concepts = [
        h
        for h in case.outside_names("thesaurus")
        if h.marker.content in case.sheet.vocabulary.dimensions and not pieces_in(h) & comparing
    ]
    if not concepts or len(items) != 2 or not case.amounts():
        return NOTHING
    yardstick = Yardstick(hits[0], "higher", concepts[0].marker.content)
    pieces = frozenset(i for h in (*hits, *concepts) for i in pieces_in(h)) | case.covered("between")
    pieces |= frozenset(i for a in case.amounts() for i in case.pieces_of(a))
    known = measures(case, items, yardstick)
    if known is None:
        return Finding(pieces, "unsupported", (), "not known of both")
    (one, mine), (other, theirs) = known
    difference = abs(mine.low - in_unit(theirs, mine.unit)[0])
    gap = Amount(0, 0, difference, difference, mine.unit, mine.currency)
    right = all(comparable(a, gap) and is_gap(a, gap) for a in case.amounts()) != case.negated
    return _verdict(right, pieces, (one, other), "the difference is another")


def _unmeasured(hit: Hit) -> Finding:
    return Finding(pieces_in(hit), "unsupported", (), "nothing known to compare by")


def _goes_on(case: Case, yardstick: Yardstick) -> bool:
    """ "It was later cancelled": of one thing alone, "later" only goes on telling."""
    alone = len(case.sheet.items) == 1 and not case.hits("than")
    return alone and yardstick.concept == "date" and len(yardstick.pieces) == 1


def _compares(case: Case, hit: Hit) -> bool:
    """A comparing word with something behind it that it compares: "more powerful", not "and more"."""
    following = [i for i in case.words() if i >= hit.last]
    one_word = hit.last - hit.first == 1 and case.is_closed(hit.first)
    return bool(following) and (not one_word or following[0] == hit.last) and not _counts(case, hit)


def _leads_to_reference(case: Case, hit: Hit) -> bool:
    """ "More than the Brio": of nothing that is known."""
    at, has = hit.last, case.sheet.vocabulary.has
    while at in case.span and (has("articles", case.key(at)) or has("bridges", case.key(at))):
        at += 1
    return any(m.first == at and m.item in case.references for m in case.mentions())


def _counts(case: Case, hit: Hit) -> bool:
    """ "More than one of them"."""
    return any(h.first <= hit.first and hit.last <= h.last for h in case.hits("less_than", "more_than"))


def _references(case: Case) -> tuple[int, ...]:
    if case.references:
        return case.references
    return tuple(i for i in range(len(case.sheet.items)) if i not in case.subjects)


def compare(case: Case, yardstick: Yardstick) -> Finding:
    """Every subject against every reference in what the yardstick measures."""
    pieces = (
        yardstick.pieces | case.covered("than", "by", "among", "other_item") | concept_words(case, yardstick)
    )
    references = _references(case)
    if not case.subjects or not references or set(case.subjects) & set(references) or _is_unclear(case):
        return Finding(pieces, "unsupported", (), "nothing to compare with")
    gap, gap_pieces = _gap(case, yardstick)
    pieces |= gap_pieces
    verdicts: list[bool] = []
    used: list[FactView] = []
    for subject, reference in ((s, r) for s in case.subjects for r in references):
        known = measures(case, (subject, reference), yardstick, gap)
        if known is None:
            return Finding(pieces, "unsupported", (), "not known of all that are compared")
        (one, ours), (other, theirs) = known
        used += [one, other]
        verdicts.append(holds(ours, theirs, yardstick.direction, gap))
    if _is_unbeaten(case):
        right = not any(_beats(case, item, yardstick) for item in references)
    else:
        right = not any(verdicts) if _denied(case) else all(verdicts)
    return _verdict(right, pieces, used, f"not {yardstick.direction} as said")


def _is_unbeaten(case: Case) -> bool:
    """ "It doesn't get any lighter": of nothing else, so none of the others is."""
    return case.negated and not case.of_none and not case.references and bool(case.hits("none_better"))


def _beats(case: Case, item: int, yardstick: Yardstick) -> bool:
    """Whether an item has more of it than any subject of the clause."""
    known = measures(case, (item, *case.subjects), yardstick)
    if known is None:
        return True
    (_, theirs), *ours = known
    return any(holds(theirs, own, yardstick.direction, None) for _, own in ours)


def _is_unclear(case: Case) -> bool:
    """Several items named apart, and none of them as what the others are compared with."""
    if case.references:
        return False
    return any(
        one.item != other.item and not linked(case.reading, case.sheet, one, other)
        for one, other in pairwise(case.mentions())
    )


def _denied(case: Case) -> bool:
    """ "None of them is cheaper" denies it of each."""
    return case.negated != case.of_none


def _verdict(right: bool, pieces: frozenset[int], facts: Sequence[FactView], problem: str) -> Finding:
    ids = tuple(dict.fromkeys(fact.fact.fact_id for fact in facts))
    if right:
        return Finding(pieces, "supported", ids)
    return Finding(pieces, "contradicted", ids, f"{problem}: {', '.join(ids)}")


def _alike(case: Case, yardstick: Yardstick) -> Finding:
    pieces = yardstick.pieces | case.covered("than", "same")
    if not case.subjects:
        return Finding(pieces, "unsupported", (), "nothing to compare with")
    verdicts: list[bool] = []
    used: list[FactView] = []
    for subject, reference in ((s, r) for s in case.subjects for r in case.references):
        known = measures(case, (subject, reference), yardstick)
        if known is None:
            return Finding(pieces, "unsupported", (), "not known of all that are compared")
        (one, ours), (other, theirs) = known
        used += [one, other]
        away: Direction = "lower" if yardstick.direction == "higher" else "higher"
        verdicts.append(holds(ours, theirs, away, None) if _denied(case) else agrees(ours, theirs))
    return _verdict(all(verdicts), pieces, used, "not as said")


def _around(case: Case, hit: Hit) -> tuple[int, ...]:
    """The two items named nearest before and behind; else those named at all, in order."""
    before = [m.item for m in case.mentions() if m.last <= hit.first]
    behind = [m.item for m in case.mentions() if m.first >= hit.last]
    if before and behind and before[-1] != behind[0]:
        return before[-1], behind[0]
    return tuple(dict.fromkeys(m.item for m in case.mentions()))


def check_multiple(case: Case) -> Finding:
    """ "Twice as heavy as the Brio", "half the price of the Aster": one item's measure as a multiple of another's."""
    hits = longest(case.outside_names("multiples"))
    items = _around(case, hits[0]) if hits else ()
    yardstick = _of_multiple(case, hits[0]) if len(hits) == 1 and len(items) == 2 else None
    if yardstick is None:
        return NOTHING
    pieces = yardstick.pieces | pieces_in(hits[0]) | case.covered("than", "as_much", "equatives", "same")
    known = measures(case, items, yardstick)
    if known is None:
        return Finding(pieces, "unsupported", (), "not known of both")
    (one, ours), (other, theirs) = known
    base = in_unit(theirs, ours.unit)[0]
    times = float(hits[0].marker.content)
    nearly = _ABOUT if case.hits("approximate") else _NEARLY
    right = bool(base) and abs(ours.low / base - times) <= nearly * times
    return _verdict(right != case.negated, pieces, (one, other), f"not {times:g} times as much")


def _of_multiple(case: Case, hit: Hit) -> Yardstick | None:
    """What is multiplied: "as heavy as" of itself; "as light as" never; else the attribute named."""
    equatives = longest(case.outside_names("equatives"))
    named = [y for y in map(by_name, equatives) if y.direction == "higher"]
    compared = case.outside_names("comparatives", "more", "less")
    if compared or (equatives and not named):
        return None
    return named[0] if named else labelled(case, hit, "higher")


def concept_words(case: Case, yardstick: Yardstick) -> frozenset[int]:
    return frozenset(
        i
        for h in case.hits("thesaurus")
        if h.marker.content == yardstick.concept
        for i in range(h.first, h.last)
    )


def holds(ours: Amount, theirs: Amount, direction: Direction, gap: Amount | None) -> bool:
    """True when `ours` is lower or higher than `theirs`, by `gap` where one is said."""
    if ours.unit == theirs.unit == UNIT:
        first, last = (ours, theirs) if direction == "lower" else (theirs, ours)
        return is_before(first, last) and (gap is None or years_apart(first, last, gap))
    mine, other = ours.low, in_unit(theirs, ours.unit)[0]
    difference = other - mine if direction == "lower" else mine - other
    if difference <= 0:
        return False
    if gap is None:
        return True
    if gap.unit == "%":
        share = 100 * difference / other if other else 0.0
        return abs(share - gap.low) <= _SHARE * (10 if gap.approximate else 1)
    if not gap.is_bare and not comparable(gap, ours):
        return False
    return is_gap(gap, Amount(0, 0, difference, difference, ours.unit, ours.currency))


def is_gap(said: Amount, known: Amount) -> bool:
    """Careful: a difference of binary fractions is rarely the number people write."""
    if said.is_bare:
        said = Amount(0, 0, said.low, said.high, known.unit, known.currency, said.approximate, said.decimals)
    return agrees(said, known) or abs(in_unit(known, said.unit)[0] - said.low) < 1e-6 * max(1, abs(said.low))


def _gap(case: Case, yardstick: Yardstick) -> tuple[Amount | None, frozenset[int]]:
    """The difference said: an amount right before the comparing word, after "by", or right after it."""
    has = case.sheet.vocabulary.has
    told = frozenset().union(*(pieces for _, _, pieces in set_against(case)))
    for amount in case.amounts():
        pieces = case.pieces_of(amount)
        if pieces <= told:
            continue
        first, last = min(pieces), max(pieces) + 1
        before = last <= yardstick.hit.first
        between = range(last, yardstick.hit.first) if before else range(yardstick.hit.last, first)
        words = [i for i in between if case.reading.pieces[i].is_word and i not in yardstick.pieces]
        helping = case.covered("approximate") | {i for i in words if has("by", case.key(i))}
        if all(i in helping for i in words):
            return amount, pieces | helping
        if first > yardstick.hit.last and has("by", case.key(first - 1)):
            return amount, pieces | {first - 1}
    return None, frozenset()
