"""Superlatives ("the cheapest of the three"), computed again over all given items."""

from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst
from landas.grounding.verifier.comparisons import concept_words, holds
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.yardsticks import Yardstick, find_yardsticks, measures, pieces_in


def check_superlative(case: Case) -> Finding:
    """Its one subject must beat every other item."""
    yardsticks, idle = find_yardsticks(case, "superlatives", "most", "least")
    findings = [_best(case, yardstick) for yardstick in yardsticks]
    findings += [
        Finding(pieces_in(hit), "unsupported", (), "nothing known to compare by")
        for hit in idle
        if _extreme(case, hit)
    ]
    findings += [
        Finding(pieces_in(hit), "unsupported", (), "nothing ranks them")
        for hit in case.outside_names("boasts")
        if case.hits("than", "among", "all_items", "no_kind", "no_item", "only_item", "other_item")
        and pieces_in(hit).isdisjoint(frozenset(i for y in yardsticks for i in y.pieces))
    ]
    return worst(findings) if findings else NOTHING


def _extreme(case: Case, hit: Hit) -> bool:
    """ "The most powerful", "paling cepat"; not "most of them"."""
    following = [i for i in case.words() if i >= hit.last]
    if any(h.first == hit.last for h in case.hits("among")):
        return True  # "least of all"
    before = case.key(hit.first - 1) if hit.first > case.clause.first else ""
    if following and following[0] == hit.last and case.sheet.vocabulary.has("definite", before):
        return True  # "the most to carry"
    bare = hit.last - hit.first == 1 and case.is_closed(hit.first)
    return not bare or bool(following and following[0] == hit.last and not case.is_closed(following[0]))


def _best(case: Case, yardstick: Yardstick) -> Finding:
    pieces = yardstick.pieces | case.covered("among") | concept_words(case, yardstick) | _group_size(case)
    items = range(len(case.sheet.items))
    if len(case.subjects) != 1 or len(items) < 2:
        return Finding(pieces, "unsupported", (), "nothing to be the extreme of")
    known = measures(case, items, yardstick)
    if known is None:
        return Finding(pieces, "unsupported", (), "not known of all items")
    ids = tuple(fact.fact.fact_id for fact, _ in known)
    ours = known[case.subjects[0]][1]
    rest = [amount for i, (_, amount) in enumerate(known) if i != case.subjects[0]]
    right = all(holds(ours, other, yardstick.direction, None) for other in rest)
    verdict = right != case.negated
    return Finding(
        pieces, "supported" if verdict else "contradicted", ids, None if verdict else "another item is"
    )


def _group_size(case: Case) -> frozenset[int]:
    """ "Of the three": a number of items right behind "of the"."""
    count = len(case.sheet.items)
    found: set[int] = set()
    ends = {h.last for h in case.hits("among")}
    for hit in case.hits("numbers"):
        if hit.first in ends and hit.marker.content == str(count):
            found.add(hit.first)
    for amount in case.amounts():
        if min(case.pieces_of(amount)) in ends and amount.low == count:
            found |= case.pieces_of(amount)
    return frozenset(found)
