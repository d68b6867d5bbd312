"""Two values set side by side: "1.3 kg against 1.75 kg", "16 GB vs 8 GB", "15,6 inci dibanding 14 inci".

The first is of the item spoken of (or of the first one shown), the second of the other.
"""

from collections.abc import Iterator

from landas.grounding.verifier.amounts import Amount, agrees, comparable
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView


def check_matchup(case: Case) -> Finding:
    """Each value must be its own item's, both of one attribute."""
    found = next(set_against(case), None)
    if found is None or (owners := _owners(case, found[0])) is None:
        return NOTHING
    mine, theirs, pieces = found
    one, other = owners
    measured = [f for f in case.sheet.items[one].facts if _may_be(case, f, mine)]
    pairs = [(f, g) for f in measured for g in case.sheet.items[other].facts if _is_twin(f, g, theirs)]
    if not pairs:
        return Finding(pieces, "unsupported", (), "not known of both")
    right = [(f, g) for f, g in pairs if _says(f, mine) and _says(g, theirs)]
    ids = tuple(dict.fromkeys(view.fact.fact_id for pair in right or pairs[:1] for view in pair))
    if right:
        words = frozenset().union(*(case.label_hits(f) for f, _ in right))
        return Finding(pieces | words, "supported", ids)
    return Finding(pieces, "contradicted", ids, "not the values of both")


def set_against(case: Case) -> Iterator[tuple[Amount, Amount, frozenset[int]]]:
    """Two amounts of one kind before and behind "against", with the pieces that all this takes."""
    hits = case.outside_names("versus")
    for hit in hits if len(case.amounts()) > 1 else ():
        start = case.reading.pieces[hit.first].start
        before = next((a for a in reversed(case.amounts()) if a.end <= start), None)
        behind = next((a for a in case.amounts() if a.start > start), None)
        if not (before and behind and comparable(before, behind)):
            continue
        near, far = max(case.pieces_of(before)) + 1, min(case.pieces_of(behind))
        leads = case.stretch.named.issuperset(i for i in range(hit.last, far) if not _names(case, i))
        if leads and all(_names(case, i) for i in range(near, hit.first)):
            yield (
                before,
                behind,
                frozenset(range(near, far)) | case.pieces_of(before) | case.pieces_of(behind),
            )


def _names(case: Case, index: int) -> bool:
    """A closed word, or one that names an attribute: "16 GB *of memory* against 8 GB"; a mark too."""
    closed = not case.reading.pieces[index].is_word or case.is_closed(index)
    return closed or any(index in pieces for pieces in case.stretch.concepts.values())


def _owners(case: Case, mine: Amount) -> tuple[int, int] | None:
    """Whose the first value is and whose the second; None where that can't be told."""
    items = list(dict.fromkeys(m.item for m in case.mentions()))
    if len(items) == 2 and case.mentions()[0].first < min(case.pieces_of(mine)) < case.mentions()[-1].first:
        return items[0], items[1]
    if len(case.references) == len(case.subjects) == 1:
        return case.subjects[0], case.references[0]
    if len(case.subjects) == 2 and not case.references:
        return case.subjects[0], case.subjects[1]
    if len(case.subjects) == 1 and len(case.sheet.items) == 2:
        return case.subjects[0], 1 - case.subjects[0]
    return None


def _may_be(case: Case, fact: FactView, amount: Amount) -> bool:
    """A measured fact of that kind; where the clause names attributes, one of those."""
    if fact.is_title or fact.state != "present":
        return False
    if not any(comparable(amount, known) for known, _, _ in fact.value.amounts):
        return False
    named = case.stretch.labelled(fact.item)
    return not named or fact in named or not any(f.value.amounts for f in named)


def _is_twin(fact: FactView, other: FactView, amount: Amount) -> bool:
    """The other item's fact of the same attribute."""
    if not {*fact.fact.labels} & {*other.fact.labels}:
        return False
    return any(comparable(amount, known) for known, _, _ in other.value.amounts)


def _says(fact: FactView, amount: Amount) -> bool:
    return any(comparable(amount, known) and agrees(amount, known) for known, _, _ in fact.value.amounts)
