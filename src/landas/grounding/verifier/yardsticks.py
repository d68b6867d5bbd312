"""What a comparing word measures ("lighter": weight; "a larger screen": the screen), and each item's amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from landas.grounding.verifier.amounts import Amount, comparable, kind_of
from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.dates import time_of
from landas.grounding.verifier.fact_views import FactView
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.sheets import ItemView

Direction = Literal["lower", "higher"]
Measured = tuple[FactView, Amount]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is compared (`concept`, or the labels of these facts) and which way; `hit` is the word that says so."""

    hit: Hit
    direction: Direction
    concept: str | None
    labels: frozenset[str] = frozenset()
    pieces: frozenset[int] = frozenset()
    in_full: bool = False
    """True when the labels stand in the clause in full."""


def find_yardsticks(case: Case, phrases: str, up: str, down: str) -> tuple[list[Yardstick], list[Hit]]:
    """The yardsticks of a clause, and the comparing words that measure nothing known.

    `phrases` name their own attribute ("cheaper"); `up` and `down` ("more", "smaller") stand with one.
    """
    if not case.hits(phrases, up, down, "more_than", "less_than", "beating"):
        return [], []
    direct = [hit for hit in longest(case.outside_names(phrases)) if not bounds_amount(case, hit)]
    found = [by_name(hit) for hit in direct]
    idle: list[Hit] = []
    kinds: tuple[tuple[str, Direction], ...] = ((up, "higher"), (down, "lower"))
    for kind, direction in kinds:
        for hit in longest(case.outside_names(kind)):
            if _in_label(case, hit) or bounds_amount(case, hit):
                continue
            inside = [y for y in found if y.pieces & pieces_in(hit)]
            alike = [y for y in inside if (y.hit.first, y.hit.last) == (hit.first, hit.last)]
            if inside and not alike:
                continue
            if yardstick := labelled(case, hit, direction):
                # "Shorter" is of height, but "a shorter battery life" is of the battery life.
                found = [*(y for y in found if y not in alike), yardstick]
            elif not inside:
                idle.append(hit)
    if phrases == "comparatives":
        bounds = [*case.outside_names("more_than"), *case.outside_names("less_than")]
        taken = frozenset(i for y in found for i in y.pieces)
        for hit in longest([h for h in bounds if taken.isdisjoint(pieces_in(h)) and _outdoes(case, h)]):
            way: Direction = "higher" if hit.marker.kind == "more_than" else "lower"
            if yardstick := labelled(case, hit, way):
                found.append(yardstick)
            else:
                idle.append(hit)
        for hit in longest(case.outside_names("beating")):
            if yardstick := where_it_is_better(case, hit):
                found.append(yardstick)
            else:
                idle.append(hit)
    return found, idle


def _before_name(case: Case, hit: Hit) -> bool:
    """ "Above the Brio", "exceeds that of the Brio": a name stands behind it, no amount."""
    name = next((m.first for m in case.mentions() if m.first >= hit.last), None)
    between = range(hit.last, name) if name is not None and name - hit.last <= 4 else None
    return between is not None and not any(case.pieces_of(a) & set(between) for a in case.amounts())


def _outdoes(case: Case, hit: Hit) -> bool:
    """ "Above the Brio", "exceeds all the others", "tops the price list": no bound of an amount."""
    if _before_name(case, hit):
        return True
    ahead = [a for a in case.amounts() if a.start >= case.reading.pieces[hit.last - 1].end]
    if ahead and min(case.pieces_of(ahead[0])) <= hit.last + 2:
        return False
    others = case.hits("other_item", "all_items", "among")
    beside = any(hit.last <= other.first <= hit.last + 2 for other in others)
    return beside or case.sheet.vocabulary.has("surpassing", case.key(hit.last - 1))


def where_it_is_better(case: Case, hit: Hit) -> Yardstick | None:
    """ "Beats the Brio on price": the one attribute named, the way in which it is better."""
    concepts = {h.marker.content for h in case.outside_names("thesaurus") if not case.is_closed(h.first)}
    concepts = concepts or {
        c for f in case.sheet.facts(case.subjects) if f.fact.labels in case.carried for c in f.concepts
    }
    better = {case.sheet.vocabulary.better.get(concept, "higher") for concept in concepts}
    if len(better) != 1:
        return None
    return labelled(case, hit, "lower" if better == {"lower"} else "higher")


def labelled(case: Case, hit: Hit, direction: Direction) -> Yardstick | None:
    """The yardstick of a comparing word that stands with the name of an attribute; None where none does."""
    found = _labelled(case, hit)
    return Yardstick(hit, direction, None, *found) if found else None


def by_name(hit: Hit) -> Yardstick:
    concept, direction = hit.marker.content.split()
    return Yardstick(hit, "lower" if direction == "lower" else "higher", concept, frozenset(), pieces_in(hit))


def pieces_in(hit: Hit) -> frozenset[int]:
    return frozenset(range(hit.first, hit.last))


def longest(hits: Sequence[Hit]) -> list[Hit]:
    if len(hits) < 2:
        return list(hits)
    return [h for h in hits if not any(o is not h and pieces_in(h) < pieces_in(o) for o in hits)]


def bounds_amount(case: Case, hit: Hit) -> bool:
    """ "Lighter than 2 kg", "at least $50": it bounds an amount; it compares no items."""
    for phrase in case.hits("less_than", "more_than", "up_to"):
        if phrase.first < hit.last and hit.first < phrase.last:
            ahead = [a for a in case.amounts() if a.start >= case.reading.pieces[phrase.last - 1].end]
            if ahead and min(case.pieces_of(ahead[0])) <= phrase.last + 1:
                return True
    return False


def _labelled(case: Case, hit: Hit) -> tuple[frozenset[str], frozenset[int], bool] | None:
    """The attribute that "more" or "larger" stands with: the facts named in the clause, and the naming words."""
    facts = [f for f in case.sheet.facts(range(len(case.sheet.items))) if not f.is_title and f.value.amounts]
    # "Width" is no package width: a fact one of whose labels stands here in full goes before kindred ones.
    whole = [f for f in facts if _in_full(case, f)]
    if case.sheet.vocabulary.has("sizing", case.key(hit.last - 1)) and whole:
        # "Larger rooms" are no larger number of rooms.
        whole = [f for f in whole if any(not a.is_bare for a, _, _ in f.value.amounts)]
        facts = [f for f in facts if any(not a.is_bare for a, _, _ in f.value.amounts)]
    names: dict[str, frozenset[int]] = {}
    for fact in whole or facts:
        pieces = frozenset(i for i in case.label_hits(fact) if i not in pieces_in(hit))
        if pieces and any(not case.is_closed(i) for i in pieces):
            for key in fact.fact.labels if whole else (*fact.concepts, *fact.fact.labels):
                names[key] = names.get(key, frozenset()) | pieces
    if not names:
        return _by_difference(case, hit) or _carried(case, hit)
    most = max(len(p) for p in names.values())
    best = {key: p for key, p in names.items() if len(p) == most}
    return frozenset(best), pieces_in(hit) | frozenset().union(*best.values()), bool(whole)


def _carried(case: Case, hit: Hit) -> tuple[frozenset[str], frozenset[int], bool] | None:
    """ "In battery capacity, the Aster falls short of the Brio": the attribute named right before.

    Not so where a difference is told that it can't be measured in: "lighter by 20 g and longer by 3 cm".
    """
    labels = frozenset(label for labels in case.carried for label in labels)
    if beside := _beside(case, hit):
        facts = [f for f in case.sheet.facts(range(len(case.sheet.items))) if f.fact.labels in case.carried]
        if not any(comparable(beside[0], known) for f in facts for known, _, _ in f.value.amounts):
            return None
    return (labels, pieces_in(hit), False) if labels else None


def _beside(case: Case, hit: Hit) -> list[Amount]:
    """The differences told with a comparing word: "40 GB more", "longer by 3 cm"."""
    has, last = case.sheet.vocabulary.has, hit.last
    while last in case.span and has("by", case.key(last)):
        last += 1
    places = ((a, case.pieces_of(a)) for a in case.amounts() if not a.is_bare)
    return [a for a, pieces in places if max(pieces) + 1 == hit.first or min(pieces) == last]


def _in_label(case: Case, hit: Hit) -> bool:
    """ "Maximum resolution" may be the name of an attribute."""
    said = case.senses(hit.first)
    here = case.stretch.all_senses
    return any(
        len(label) > 1 and any(senses & said for senses in label) and all(senses & here for senses in label)
        for fact in case.sheet.facts(range(len(case.sheet.items)))
        if not fact.is_title and said & fact.label_senses
        for label in fact.labels
    )


def _in_full(case: Case, fact: FactView) -> bool:
    here = case.stretch.all_senses
    if here.isdisjoint(fact.label_senses):
        return False
    return any(label and all(senses & here for senses in label) for label in fact.labels)


def _by_difference(case: Case, hit: Hit) -> tuple[frozenset[str], frozenset[int], bool] | None:
    """ "$40 more than the first": without a label, the one attribute that is measured in the difference's unit."""
    before = _beside(case, hit)
    if not before:
        return None
    facts = [
        f
        for f in case.sheet.facts(range(len(case.sheet.items)))
        if not f.is_title and any(comparable(before[0], known) for known, _, _ in f.value.amounts)
    ]
    if before[0].currency and any("price" in f.concepts for f in facts):
        return frozenset({"price"}), pieces_in(hit), False
    labels = {f.fact.labels for f in facts}
    return (frozenset(labels.pop()), pieces_in(hit), True) if len(labels) == 1 else None


def measures(
    case: Case, items: Sequence[int], yardstick: Yardstick, gap: Amount | None = None
) -> list[Measured] | None:
    """The amount of each item, all of one attribute and kind; None where one of them has none.

    A difference that is told ("1500 mAh less") says which of several kinds is meant.
    """
    options = [_options(case, case.sheet.items[i], yardstick) for i in items]
    if gap is not None and not gap.is_bare:
        meant = [[m for m in own if comparable(m[1], gap)] for own in options]
        options = meant if all(meant) else options
    if not all(options):
        return None
    for fact, amount in options[0]:
        row = [(fact, amount)]
        for others in options[1:]:
            alike = [m for m in others if comparable(amount, m[1])]
            same = [m for m in alike if {*m[0].fact.labels} & {*fact.fact.labels}]
            row += (same or alike)[:1]
        if len(row) == len(items):
            return row
    return None


def _options(case: Case, item: ItemView, yardstick: Yardstick) -> list[Measured]:
    """Amounts of the item for what is compared, those of the fact called most like it first."""
    concept, labels = yardstick.concept, yardstick.labels
    if "date" in (concept, *labels, _concept(case, yardstick)) and (times := _times(item)):
        return times
    fitting = [
        f
        for f in item.facts
        if f.value.amounts
        and not f.is_title
        and (concept in f.concepts if concept else labels & {*f.fact.labels, *f.concepts})
    ]
    fitting = [f for f in fitting if labels & {*f.fact.labels}] or fitting
    fitting.sort(key=lambda f: (f.fact.type == "text", min(map(len, f.labels), default=9), len(f.concepts)))
    amounts = [(f, amount) for f in fitting for amount, _, _ in f.value.amounts]
    meant = case.sheet.vocabulary.dimensions.get(_concept(case, yardstick) or "")
    if meant is None or yardstick.in_full:
        return amounts
    # A bigger battery holds more charge; that it lasts longer is another thing.
    return [m for m in amounts if kind_of(m[1]) == meant[0]] or [m for m in amounts if not kind_of(m[1])]


def _times(item: ItemView) -> list[Measured]:
    """When the item came out."""
    dated = sorted(
        (f for f in item.facts if "date" in f.concepts), key=lambda f: min(map(len, f.labels), default=9)
    )
    found = ((f, time_of(str(f.fact.value), tuple(w.senses for w in f.value.words))) for f in dated)
    return [(fact, time) for fact, time in found if time is not None]


def _concept(case: Case, yardstick: Yardstick) -> str | None:
    """The concept that is compared, also where labels say which."""
    if yardstick.concept:
        return yardstick.concept
    named = [h.marker.content for h in case.outside_names("thesaurus") if pieces_in(h) & yardstick.pieces]
    return named[0] if named else None
