"""Differences told in any words: "take $25 off the Aster and you are at the Brio", "terpaut 300 gram".

A clause with two items and one amount that no fact of them holds tells how far apart they are. Which way is said by a
word beside the amount ("above", "memangkas"), and from which item by the word that leads to its name ("than", "dari").
"""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.grounding.verifier.amounts import Amount, comparable, in_unit, kind_of
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.comparisons import holds, is_gap
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.gap_roles import Ends, ends_of, is_value
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.yardsticks import Direction, longest, pieces_in

SIGNS = ("gap_higher", "gap_lower", "gap_apart", "comparatives")


@dataclass(frozen=True, slots=True)
class _Pair:
    """One attribute of both items."""

    ours: FactView
    mine: Amount
    theirs: FactView
    other: Amount


def check_gap(case: Case) -> Finding:
    """The difference computed again; NOTHING where the clause tells no difference, or more than that."""
    amounts = case.amounts()
    if len(amounts) > 1 or not case.hits(*SIGNS):
        return NOTHING
    ends = ends_of(case.reading, case.sheet, case.mentions())
    if ends is None:
        return NOTHING
    gap = amounts[0] if amounts else None
    if gap is None:
        return _judge(case, ends, None) if ends.moves else NOTHING
    if gap.is_bare or gap.unit == "%" or is_value(case.sheet, ends, gap):
        return NOTHING
    return _judge(case, ends, gap)


def _judge(case: Case, ends: Ends, gap: Amount | None) -> Finding:
    directed = [hit for hit in case.hits(*SIGNS) if hit.marker.kind != "gap_apart"] if ends.directed else []
    directed = [hit for hit in directed if _fits(case, hit, gap)]
    signs = directed or (case.hits("gap_apart") if gap else [])
    if not signs:
        return NOTHING
    sign = min(longest(signs), key=lambda hit: _away(case, hit, gap))
    pair = next(iter(_pairs(case, ends, sign, gap)), None)
    if pair is None:
        return NOTHING
    right = _is_right(pair, None if sign.marker.kind == "gap_apart" else _direction(sign), gap)
    denied = any(case.sheet.vocabulary.has("negators", case.key(i)) for i in case.span)
    if denied and not case.negated:
        return NOTHING
    ids = (pair.ours.fact.fact_id, pair.theirs.fact.fact_id)
    if right == denied:
        return Finding(frozenset(case.span), "contradicted", ids, f"another difference: {', '.join(ids)}")
    return NOTHING if _left_over(case, pair) else Finding(frozenset(case.span), "supported", ids)


def _fits(case: Case, hit: Hit, gap: Amount | None) -> bool:
    """ "0.03 kg more in your pocket" speaks of no price."""
    kinds = case.sheet.vocabulary.dimensions.get(hit.marker.content.split(" ")[0])
    return gap is None or not kinds or kind_of(gap) in kinds


def _away(case: Case, hit: Hit, gap: Amount | None) -> int:
    """How far a word stands from the amount; of "more" and "paying more" the one that names its attribute."""
    if gap is None:
        return 0 if hit.marker.kind == "comparatives" else 1
    return min(abs(i - at) for i in pieces_in(hit) for at in case.pieces_of(gap))


def _direction(sign: Hit) -> Direction:
    if sign.marker.kind == "comparatives":
        return "lower" if sign.marker.content.endswith("lower") else "higher"
    return "lower" if sign.marker.kind == "gap_lower" else "higher"


def _is_right(pair: _Pair, direction: Direction | None, gap: Amount | None) -> bool:
    if direction is not None:
        return holds(pair.mine, pair.other, direction, gap)
    away = abs(pair.mine.low - in_unit(pair.other, pair.mine.unit)[0])
    return gap is not None and is_gap(gap, Amount(0, 0, away, away, pair.mine.unit, pair.mine.currency))


def _pairs(case: Case, ends: Ends, sign: Hit, gap: Amount | None) -> list[_Pair]:
    """What both items have of the gap's kind: of the attribute that is named, else the only one there is."""
    found = list(_alike(case, ends, gap))
    concepts = {h.marker.content for h in case.outside_names("thesaurus")}
    if sign.marker.kind == "comparatives":
        concepts |= {sign.marker.content.split()[0]}
    named = [p for p in found if p.ours.concepts & concepts or _is_labelled(case, p.ours)]
    if named or gap is None:
        return named
    priced = [p for p in found if gap.currency and "price" in p.ours.concepts]
    if len(found) > 1 and gap.unit:
        found = [p for p in found if _tells_once(p.ours, gap) and _tells_once(p.theirs, gap)]
    return priced or (found if len(found) == 1 else [])


def _tells_once(fact: FactView, gap: Amount) -> bool:
    return sum(a.unit == gap.unit for a, _, _ in fact.value.amounts) == 1


def _is_labelled(case: Case, fact: FactView) -> bool:
    return any(not case.is_closed(i) for i in case.label_hits(fact))


def _alike(case: Case, ends: Ends, gap: Amount | None) -> Iterator[_Pair]:
    theirs = {f.fact.labels: f for f in case.sheet.facts((ends.reference,)) if not f.is_title}
    ours = [f for f in case.sheet.facts((ends.subject,)) if not f.is_title and f.value.amounts]
    for fact in sorted(ours, key=lambda f: (f.fact.type == "text", min(map(len, f.labels), default=9))):
        other = theirs.get(fact.fact.labels)
        mine, its = _first(fact, gap), _first(other, gap) if other else None
        if other and mine and its and comparable(mine, its):
            yield _Pair(fact, mine, other, its)


def _first(fact: FactView, gap: Amount | None) -> Amount | None:
    """The fact's amount in the unit of the gap, else the first of its kind."""
    kin = [a for a, _, _ in fact.value.amounts if gap is None or comparable(a, gap)]
    return next((a for a in kin if gap and a.unit == gap.unit), kin[0] if kin else None)


def _left_over(case: Case, pair: _Pair) -> bool:
    """True where the clause says more than the difference."""
    told = case.covered(
        *SIGNS, "more", "less", "thesaurus", "than", "by", "difference", "between", "approximate"
    )
    told |= case.label_hits(pair.ours) | case.label_hits(pair.theirs) | case.covered("loosely", "group_sizes")
    has = case.sheet.vocabulary.has
    lists = ("gap_moves", "gap_bases", "gap_weak_bases", "praise", "social", "by")
    return any(i not in told and not any(has(name, case.key(i)) for name in lists) for i in case.content())
