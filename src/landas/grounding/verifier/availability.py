"""Whether an item can be had: "in stock", "sold out", "3 left" against its stock or availability fact."""

from collections.abc import Iterator

from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.labels import label_keys
from landas.grounding.verifier.pieces import cut
from landas.grounding.verifier.reading import Hit


def check_availability(case: Case) -> Finding:
    inside = case.covered("available_in")
    if not (case.stretch.unavailable or case.hits("availability", "stock_left")):
        return Finding(inside) if inside else NOTHING
    inside |= _in_names(case)
    idle = case.stretch.denials | case.stretch.idioms
    says_no = [h for h in case.stretch.unavailable if h.first not in inside | idle]
    says_yes = [h for h in case.hits("availability", "stock_left") if h.first not in inside | idle]
    if not says_no and not says_yes:
        return Finding(inside) if inside else NOTHING
    parts = [hit for hit in (*says_no, *says_yes) if of_a_part(case, hit)]
    if len(parts) == len(says_no) + len(says_yes):
        return Finding(inside.union(*(range(h.first, h.last) for h in parts)))
    pieces = frozenset(i for h in (*says_no, *says_yes) for i in range(h.first, h.last)) | inside
    states = [
        (fact, known)
        for fact in case.sheet.facts(case.subjects)
        if (known := _in_stock(case, fact)) is not None
    ]
    there = not says_no and all(_only_says_there_is(case, h) for h in case.hits("availability"))
    if there and _of_a_part(case, min(h.first for h in says_yes)):
        return Finding(pieces)
    if case.hits("stock_left") and case.says("scarce"):
        return Finding(pieces, "unsupported", (), "no number is known to be few")
    wanted = (not says_no) != case.negated
    if len({fact.item for fact, _ in states}) < len(case.subjects) or not states:
        return _without_stock(case, pieces)
    right = all(known == wanted for _, known in states)
    ids = tuple(fact.fact.fact_id for fact, _ in states)
    left = _left(case, states)
    if left is not None:
        pieces |= left.explained
        right = right and left.verdict == "supported"
    return Finding(
        pieces, "supported" if right else "contradicted", ids, None if right else "stock says otherwise"
    )


def can_be_had(case: Case) -> bool:
    """Whether every item that the clause is about is known to be in stock."""
    known = {
        f.item: state for f in case.sheet.facts(case.subjects) if (state := _in_stock(case, f)) is not None
    }
    return bool(case.subjects) and all(known.get(item, False) for item in case.subjects)


def _in_names(case: Case) -> frozenset[int]:
    """Phrases of availability that stand in the name of a number that is known: "8 rooms available"."""
    hits = case.hits("availability", "stock_left")
    if not hits:
        return frozenset()
    counted = (
        fact
        for fact in case.sheet.facts(case.subjects)
        if not fact.concepts & {"stock", "status"} and not fact.is_flag and _is_some(fact)
    )
    here = frozenset().union(*(_forms(case, i) for i in case.span))
    whole = [name for fact in counted for name in _whole_names(case, fact, here)]
    return frozenset(
        i
        for hit in hits
        if any(all(_forms(case, i) & name for i in range(hit.first, hit.last)) for name in whole)
        for i in range(hit.first, hit.last)
    )


def _whole_names(case: Case, fact: FactView, here: frozenset[str]) -> Iterator[frozenset[str]]:
    """The words of each name of several words that stands in the clause, its small words letter for letter."""
    for label, told in zip(fact.fact.labels, fact.labels, strict=True):
        if case.stretch.all_senses.isdisjoint(fact.label_senses):
            return
        keys = label_keys(label)
        small = {key for key in keys if case.sheet.vocabulary.has("closed", key)}
        if len(keys) > 1 and small <= here and all(senses & case.stretch.all_senses for senses in told):
            yield frozenset(keys)


def _forms(case: Case, index: int) -> frozenset[str]:
    """A word as it stands, and without an ending that changes nothing ("tersedianya")."""
    base = case.reading.pieces[index].base
    return frozenset((case.key(index), base, case.sheet.vocabulary.base(base)))


def _is_some(fact: FactView) -> bool:
    """A count of none would say that there is none to be had."""
    return bool(fact.value.amounts) and fact.value.amounts[0][0].low > 0


def of_a_part(case: Case, hit: Hit) -> bool:
    """ "GPS isn't available on the Aster": the last telling word before it is the name of another attribute, or the
    first behind it, as in "tidak tersedia parkir".
    """
    if hit.marker.kind == "availability" and _lists_behind(case, hit):
        return True
    if hit.marker.kind != "availability" and any(hit.last in case.label_hits(f) for f in _parts(case)):
        return True
    at = hit.first - 1
    idle = case.sheet.vocabulary.is_idle
    numbers = {i for amount in case.amounts() for i in case.pieces_of(amount)}
    while at in case.span and at not in case.stretch.named and (at in numbers or idle(case.key(at))):
        at -= 1
    if at not in case.span or at in case.stretch.named or not case.reading.pieces[at].is_word:
        return False
    if case.named and at in case.covered("ordinals"):
        return False  # "the second is sold out": an item, whatever else the word may mean
    if hit.marker.kind == "availability" and not _only_says_there_is(case, hit):
        return False
    named = (fact for fact in _parts(case) if at in case.label_hits(fact))
    return any(hit.marker.kind != "availability" or _tells_whether(case, fact) for fact in named)


def _parts(case: Case) -> Iterator[FactView]:
    """What may be there or not of the items spoken of, beside the items themselves."""
    items = case.subjects or range(len(case.sheet.items))
    facts = case.sheet.facts(tuple(items))
    return (f for f in facts if not f.concepts & {"stock", "status"} and not f.is_title)


def _lists_behind(case: Case, hit: Hit) -> bool:
    """ "Di Wisma Teratai tersedia kolam renang", "yang tersedia: wifi": what is there stands right behind."""
    at = hit.last + (hit.last in case.span and case.reading.pieces[hit.last].text == ":")
    says = at in case.stretch.value_pieces and at not in case.stretch.named
    return says and _only_says_there_is(case, hit)


def _only_says_there_is(case: Case, hit: Hit) -> bool:
    """ "Available", "tersedia": a part can be there, but only an item is "in stock", or "still available"."""
    return all(case.sheet.vocabulary.has("states", case.key(i)) for i in range(hit.first, hit.last))


def _tells_whether(case: Case, fact: FactView) -> bool:
    """True where a fact says that there is such a thing: its whole name is said, and it is a yes or no, or its value
    is said too. Careful: a "room size" of 25 m² says nothing of rooms that can be had."""
    if fact.state == "absent" or fact in case.stretch.valued(fact.item):
        return True
    return fact.is_flag and case.names_whole_label(fact)


def _of_a_part(case: Case, position: int) -> bool:
    """ "A 3.5 mm jack is also available": it has one; nothing is said of whether the item can be had."""
    if case.mentions() or any(case.sheet.vocabulary.has("subjects", case.key(i)) for i in case.span):
        return False
    before = {i for i in case.words() if i < position and not case.is_closed(i)} - case.stretch.references
    behind = [i for i in case.words() if i > position and not case.is_closed(i)]
    if not before and position == case.clause.first:
        before = set(behind[:1])  # "Tersedia slot kartu": there is one
    parts = (
        f for f in case.sheet.facts(case.subjects) if not f.concepts & {"stock", "status"} and not f.is_title
    )
    said = case.stretch.valued
    return any(
        before & said(f.item).get(f, frozenset()) or (before & case.label_hits(f) and _tells_whether(case, f))
        for f in parts
    )


def _without_stock(case: Case, pieces: frozenset[int]) -> Finding:
    """No stock is known: "available colours: black" still reads as a list of values."""
    after = [i for i in case.words() if i > max(pieces)]
    if after and any(after[0] in case.label_hits(f) for f in case.sheet.facts(case.subjects)):
        return Finding(pieces)
    return Finding(pieces, "unsupported", (), "nothing known of its availability")


def _in_stock(case: Case, fact: FactView) -> bool | None:
    if not fact.concepts & {"stock", "status"} or fact.state == "missing":
        return None
    has = case.sheet.vocabulary.has
    said = [piece.key for piece in cut(str(fact.fact.value))]
    if any(has("has_no_stock", word) for word in said):
        return False
    if fact.value.amounts and "stock" in fact.concepts:
        return fact.value.amounts[0][0].high > 0
    if fact.is_flag or fact.state == "absent":
        return fact.state == "present"
    return True if any(has("has_stock", word) for word in said) else None


def _left(case: Case, states: list[tuple[FactView, bool]]) -> Finding | None:
    """ "Only 3 left": the number must be the stock itself."""
    said = [(a.low, case.pieces_of(a)) for a in case.amounts() if a.is_bare]
    beside = {i for hit in case.hits("stock_left") for i in (hit.first - 1, hit.last)}
    words = [hit for hit in case.hits("numbers") if hit.first in beside or not case.is_closed(hit.first)]
    said += [(float(hit.marker.content), frozenset({hit.first})) for hit in words]
    counted = [fact for fact, _ in states if fact.value.amounts]
    if not said or not counted:
        return None
    same = all(fact.value.amounts[0][0].low == said[0][0] for fact in counted)
    return Finding(said[0][1], "supported" if same else "contradicted")
