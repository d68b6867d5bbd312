"""Shown items by their place: "the first one", "yang pertama dan kedua", "unlike the third"."""

from collections.abc import Callable
from typing import NamedTuple

from landas.grounding.verifier.clauses import Clause
from landas.grounding.verifier.reading import Hit, Reading
from landas.grounding.verifier.sheets import Sheet

AfterThan = Callable[[Reading, Sheet, Clause, int], bool]
"""Whether what stands at a position is what the clause compares with."""


class Places(NamedTuple):
    """Items by what the clause does with them; each list in the order of the words."""

    told_of: tuple[int, ...]
    compared_with: tuple[int, ...]
    set_apart: tuple[int, ...]


def find_places(reading: Reading, sheet: Sheet, clause: Clause, after_than: AfterThan) -> Places:
    """Every shown item that the clause points at by place; those told of together share one role."""
    found: dict[str, dict[int, None]] = {"told": {}, "than": {}, "apart": {}}
    before: Hit | None = None
    role = "told"
    for hit in reading.hits_in(clause.first, clause.last, "ordinals"):
        headed = hit.first > clause.first and sheet.vocabulary.has(
            "ordinal_heads", reading.pieces[hit.first - 1].key
        )
        joined = before is not None and _together(reading, sheet, before, hit)
        if int(hit.marker.content) >= len(sheet.items) or not (headed or joined):
            continue
        if not joined:
            role = _role(reading, sheet, clause, hit, after_than)
        found[role][int(hit.marker.content)] = None
        before = hit
    told, than, apart = (tuple(found[name]) for name in ("told", "than", "apart"))
    return Places(told, than, apart)


def _role(reading: Reading, sheet: Sheet, clause: Clause, hit: Hit, after_than: AfterThan) -> str:
    apart = reading.hits_in(clause.first, hit.first, "unlike", "excepting")
    if any(_only_heads(reading, sheet, range(each.last, hit.first)) for each in apart):
        return "apart"
    return "than" if after_than(reading, sheet, clause, hit.first) else "told"


def _together(reading: Reading, sheet: Sheet, one: Hit, other: Hit) -> bool:
    """ "The first, second and third", "yang pertama maupun yang ketiga"; not "unlike the first, the second"."""
    between = reading.pieces[one.last : other.first]
    links = any(sheet.vocabulary.has("links", piece.key) for piece in between)
    small = all(
        not piece.is_word or sheet.vocabulary.has("links", piece.key) or _is_head(sheet, piece.key)
        for piece in between
    )
    return small and (links or not any(piece.is_word for piece in between))


def _only_heads(reading: Reading, sheet: Sheet, between: range) -> bool:
    return all(_is_head(sheet, reading.pieces[i].key) for i in between)


def _is_head(sheet: Sheet, key: str) -> bool:
    return sheet.vocabulary.has("articles", key) or sheet.vocabulary.has("ordinal_heads", key)


def find_described(reading: Reading, sheet: Sheet, clause: Clause) -> tuple[int, ...]:
    """ "The black one …", "yang hitam …" at the beginning: the items of which a fact says that word; none where all or
    no item is so."""
    has, pieces = sheet.vocabulary.has, reading.pieces
    at = next((i for i in range(clause.first, clause.last) if pieces[i].is_word), clause.last)
    if at + 2 >= clause.last or not has("ordinal_heads", pieces[at].key):
        return ()
    behind = pieces[at + 2].key
    if not (has("relative", pieces[at].key) or has("owning", behind) or has("made_things", behind)):
        return ()
    senses = reading.senses[at + 1]
    found = tuple(
        number
        for number, item in enumerate(sheet.items)
        if any(senses & f.value.senses for f in item.facts if not f.is_title and f.state == "present")
    )
    return found if len(found) < len(sheet.items) else ()
