"""Whether the words that name an attribute stand with a value such an attribute can have: nothing costs 300 g."""

from collections.abc import Iterator

from landas.grounding.verifier.amounts import Amount, kind_of
from landas.grounding.verifier.cases import NOTHING, Case, Finding, worst
from landas.grounding.verifier.reading import Hit

_BETWEEN = ("less_than", "more_than", "up_to", "approximate", "between", "starting", "negative_idioms")


def check_kinds(case: Case) -> Finding:
    """A number right behind the name of an attribute must measure what that attribute is measured in."""
    if not case.hits("thesaurus"):
        return NOTHING
    findings = [
        Finding(case.pieces_of(amount), "contradicted", (), f"{_said(case, hits)} is no {kind_of(amount)}")
        for amount in case.amounts()
        for hits in (named_before(case, min(case.pieces_of(amount))), _named_behind(case, amount))
        if hits and not _can_be(case, hits, amount)
    ]
    findings += [
        Finding(
            frozenset({at}), "contradicted", (), f"{_said(case, hits)} is no {case.reading.pieces[at].text}"
        )
        for at, hits in _words_behind(case)
    ]
    findings += _asked_of_another_kind(case)
    return worst(findings) if findings else NOTHING


def _asked_of_another_kind(case: Case) -> Iterator[Finding]:
    """ "How wide is it? 1.3 kg.": a question for a measure, answered by a number that can be none."""
    if case.clause.answer < 0:
        return
    asked = [
        hit
        for hit in case.outside_names("thesaurus")
        if hit.first < case.clause.answer and _is_measured(case, hit)
    ]
    for amount in case.amounts() if asked else ():
        pieces = case.pieces_of(amount)
        if not amount.is_bare and min(pieces) >= case.clause.answer and not _can_be(case, asked, amount):
            yield Finding(pieces, "contradicted", (), f"{_said(case, asked)} is no {kind_of(amount)}")


def named_before(case: Case, position: int) -> list[Hit]:
    """The phrases that name an attribute right before `position`; names, closed words and bounds may stand between.

    A closed word that names an attribute among other things ("rated", "holds") is passed over.
    """
    skipped = case.covered(*_BETWEEN) | case.stretch.named
    bounds = case.hits(*_BETWEEN)
    hits = [
        hit
        for hit in case.outside_names("thesaurus")
        if not any(b.first <= hit.first and hit.last <= b.last and b.last - b.first > 1 for b in bounds)
    ]
    while position > case.clause.first:
        here = _ending_at(hits, position)
        here = [hit for hit in here if not case.sheet.vocabulary.has("gradable", case.key(hit.first))]
        if any(not case.is_closed(hit.first) or _is_measured(case, hit) for hit in here):
            return here
        position -= 1
        piece = case.reading.pieces[position]
        if piece.is_word and position not in skipped and not case.is_closed(position):
            return []
    return []


def _ending_at(hits: list[Hit], position: int) -> list[Hit]:
    """The phrases that end at `position`, and those right before them ("battery size")."""
    here = [hit for hit in hits if hit.last == position]
    first = min((hit.first for hit in here), default=position)
    return here + [hit for hit in hits if hit.last == first and here]


def _named_behind(case: Case, amount: Amount) -> list[Hit]:
    """ "A 3000 mAh battery": the phrases that name an attribute directly behind the amount."""
    position = max(case.pieces_of(amount)) + 1
    if position in case.span and case.sheet.vocabulary.has("of", case.key(position)):
        position += 1
    named = case.outside_names("thesaurus")
    hits = [
        hit
        for hit in named
        if hit.first == position and (not case.is_closed(position) or hit.marker.content == "price")
    ]
    # "A 5 MP depth sensor" has no depth of 5 MP; but nothing is "$40 wide".
    odd = kind_of(amount) not in _OF_PICTURES
    has, lengths = case.sheet.vocabulary.has, case.sheet.vocabulary.dimensions
    return [
        hit
        for hit in hits
        if odd or not (has("gradable", case.key(hit.first)) or lengths.get(hit.marker.content) == ("length",))
    ]


_OF_PICTURES = frozenset({"", "pixels", "picture points", "resolution", "angle", "frames"})


def _can_be(case: Case, hits: list[Hit], amount: Amount) -> bool:
    """True when one of the attributes may have such an amount; those without declared dimensions may have any."""
    telling = [hit for hit in hits if _is_measured(case, hit) or not _is_loose(case, hit)]
    dimensions, kind = case.sheet.vocabulary.dimensions, kind_of(amount)
    known = [dimensions[hit.marker.content] for hit in telling if hit.marker.content in dimensions]
    return not known or not kind or amount.unit == "%" or any(kind in allowed for allowed in known)


def _words_behind(case: Case) -> Iterator[tuple[int, list[Hit]]]:
    """Value words right behind an attribute that is only ever a number ("measures Aster")."""
    if case.amounts():
        return
    if not any(_is_measured(case, hit) and _is_loose(case, hit) for hit in case.outside_names("thesaurus")):
        return
    for at in case.stretch.value_pieces:
        hits = named_before(case, at)
        if hits and all(_is_measured(case, hit) and _is_loose(case, hit) for hit in hits):
            yield at, hits


def _is_loose(case: Case, hit: Hit) -> bool:
    return all(case.is_closed(i) for i in range(hit.first, hit.last))


def _is_measured(case: Case, hit: Hit) -> bool:
    return hit.marker.content in case.sheet.vocabulary.dimensions


def _said(case: Case, hits: list[Hit]) -> str:
    pieces = case.reading.pieces
    return case.reading.text[pieces[hits[0].first].start : pieces[hits[0].last - 1].end]
