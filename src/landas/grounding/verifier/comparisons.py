"""Comparisons, differences, superlatives and sameness, computed again over the given items."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from landas.grounding.verifier.amounts import Amount, agrees, comparable, in_unit
from landas.grounding.verifier.cases import NOTHING, Case, Finding
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.sheets import FactView, ItemView

Direction = Literal["lower", "higher"]


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is compared (`concept`, or the labels of these facts) and which way; `hit` is the word that says so."""

    hit: Hit
    direction: Direction
    concept: str | None
    labels: frozenset[str] = frozenset()
    pieces: frozenset[int] = frozenset()


def check_comparison(case: Case) -> Finding:
    """ "Lighter than the Brio by 300 g": every subject against every reference; missing values prove nothing."""
    yardsticks = [y for y in _yardsticks(case, "comparatives", "more", "less") if not _of_amount(case, y.hit)]
    findings = [_compare(case, yardstick) for yardstick in yardsticks]
    return _joined(findings)


def check_superlative(case: Case) -> Finding:
    """ "The cheapest": its one subject must beat every other item."""
    findings = [_best(case, y) for y in _yardsticks(case, "superlatives", "most", "least")]
    return _joined(findings)


def check_sameness(case: Case) -> Finding:
    """ "The same price as": equal values of the attribute named."""
    hits = case.hits("same")
    concepts = [h for h in case.outside_names("thesaurus") if h.first not in {x.first for x in hits}]
    if not hits or not concepts:
        return NOTHING
    concept = concepts[0].marker.content
    involved = [*case.subjects, *_references(case)]
    values = [_measure(case.sheet.items[i], concept, frozenset()) for i in dict.fromkeys(involved)]
    pieces = frozenset(i for h in (*hits, concepts[0]) for i in range(h.first, h.last))
    if len(values) < 2 or any(v is None for v in values):
        return Finding(pieces, "unsupported", (), "nothing known to compare")
    known = [v for v in values if v is not None]
    ids = tuple(fact.fact.fact_id for fact, _ in known)
    same = all(comparable(known[0][1], a) and agrees(known[0][1], a) for _, a in known[1:])
    return Finding(
        pieces, "supported" if same != case.negated else "contradicted", ids, None if same else "not the same"
    )


def _joined(findings: Sequence[Finding]) -> Finding:
    from landas.grounding.verifier.attributes import worst

    return worst(findings) if findings else NOTHING


def _yardsticks(case: Case, phrases: str, up: str, down: str) -> list[Yardstick]:
    found = [
        Yardstick(
            hit, _direction(hit.marker.content), hit.marker.content.split()[0], frozenset(), _range(hit)
        )
        for hit in _longest(case.hits(phrases))
    ]
    taken = {i for y in found for i in y.pieces}
    for kind, direction in ((up, "higher"), (down, "lower")):
        for hit in _longest(case.hits(kind)):
            if taken & _range(hit) or _in_label(case, hit):
                continue
            labelled = _labelled(case, hit)
            if labelled:
                found.append(Yardstick(hit, direction, None, *labelled))  # type: ignore[arg-type]
                taken |= _range(hit)
    return found


def _direction(content: str) -> Direction:
    return "lower" if content.endswith("lower") else "higher"


def _range(hit: Hit) -> frozenset[int]:
    return frozenset(range(hit.first, hit.last))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    return [h for h in hits if not any(o is not h and _range(h) < _range(o) for o in hits)]


def _labelled(case: Case, hit: Hit) -> tuple[frozenset[str], frozenset[int]] | None:
    """The attribute that "more" or "larger" stands with: the facts named in the clause, and the naming words."""
    facts = [f for f in case.sheet.facts(range(len(case.sheet.items))) if not f.is_title and f.value.amounts]
    # "Width" is no package width: a fact one of whose labels stands here in full goes before kindred ones.
    whole = [f for f in facts if _in_full(case, f)]
    names: dict[str, frozenset[int]] = {}
    for fact in whole or facts:
        pieces = frozenset(i for i in case.label_hits(fact) if i not in _range(hit))
        if pieces and any(not case.is_closed(i) for i in pieces):
            for key in fact.fact.labels if whole else (*fact.concepts, *fact.fact.labels):
                names[key] = names.get(key, frozenset()) | pieces
    if not names:
        return _measured(case, hit)
    most = max(len(p) for p in names.values())
    best = {key: p for key, p in names.items() if len(p) == most}
    return frozenset(best), _range(hit) | frozenset().union(*best.values())


def _in_label(case: Case, hit: Hit) -> bool:
    """ "Maximum resolution" may be the name of an attribute."""
    said = case.senses(hit.first)
    facts = (f for f in case.sheet.facts(range(len(case.sheet.items))) if not f.is_title)
    here = {sense for i in case.words() for sense in case.senses(i)}
    return any(
        len(label) > 1 and any(senses & said for senses in label) and all(senses & here for senses in label)
        for fact in facts
        for label in fact.labels
    )


def _in_full(case: Case, fact: FactView) -> bool:
    here = {sense for i in case.words() for sense in case.senses(i)}
    return any(label and all(senses & here for senses in label) for label in fact.labels)


def _measured(case: Case, hit: Hit) -> tuple[frozenset[str], frozenset[int]] | None:
    """ "$40 more than the first": without a label, the one attribute that is measured in the difference's unit."""
    before = [a for a in case.amounts() if not a.is_bare and max(case.pieces_of(a)) + 1 == hit.first]
    if not before:
        return None
    facts = [
        f
        for f in case.sheet.facts(range(len(case.sheet.items)))
        if not f.is_title and any(comparable(before[0], known) for known, _, _ in f.value.amounts)
    ]
    if before[0].currency and any("price" in f.concepts for f in facts):
        return frozenset({"price"}), _range(hit)
    labels = {f.fact.labels for f in facts}
    return (frozenset(labels.pop()), _range(hit)) if len(labels) == 1 else None


def _of_amount(case: Case, hit: Hit) -> bool:
    """ "Lighter than 2 kg" bounds an amount; it compares no items."""
    after = case.hits("less_than", "more_than")
    for phrase in after:
        if phrase.first <= hit.first and hit.last <= phrase.last:
            ahead = [a for a in case.amounts() if a.start >= case.reading.pieces[phrase.last - 1].end]
            return bool(ahead) and min(case.pieces_of(ahead[0])) <= phrase.last + 1
    return False


def _measure(item: ItemView, concept: str | None, labels: frozenset[str]) -> tuple[FactView, Amount] | None:
    """The item's amount for what is compared: the fact called most like it."""
    fitting = [
        f
        for f in item.facts
        if f.value.amounts
        and not f.is_title
        and ((concept in f.concepts) if concept else labels & ({*f.fact.labels} | f.concepts))
    ]
    named = [f for f in fitting if labels & {*f.fact.labels}]
    fitting = named or fitting
    if not fitting:
        return None
    best = min(
        fitting, key=lambda f: (f.fact.type == "text", min(map(len, f.labels), default=9), len(f.concepts))
    )
    return best, best.value.amounts[0][0]


def _references(case: Case) -> tuple[int, ...]:
    if case.references:
        return case.references
    return tuple(i for i in range(len(case.sheet.items)) if i not in case.subjects)


def _compare(case: Case, yardstick: Yardstick) -> Finding:
    pieces = (
        yardstick.pieces | case.covered("than", "by", "among", "other_item") | _concept_words(case, yardstick)
    )
    references = _references(case)
    if not case.subjects or not references or set(case.subjects) & set(references):
        return Finding(pieces, "unsupported", (), "nothing to compare with")
    pairs = [(s, r) for s in case.subjects for r in references]
    ids: list[str] = []
    verdicts: list[bool] = []
    gap, gap_pieces = _gap(case, yardstick)
    for subject, reference in pairs:
        ours = _measure(case.sheet.items[subject], yardstick.concept, yardstick.labels)
        theirs = _measure(case.sheet.items[reference], yardstick.concept, yardstick.labels)
        if ours is None or theirs is None or not comparable(ours[1], theirs[1]):
            return Finding(pieces | gap_pieces, "unsupported", (), "not known of all that are compared")
        ids += [ours[0].fact.fact_id, theirs[0].fact.fact_id]
        verdicts.append(_holds(ours[1], theirs[1], yardstick.direction, gap))
    right = all(verdicts) if not case.negated else not any(verdicts)
    problem = None if right else f"not {yardstick.direction} as said: {', '.join(dict.fromkeys(ids))}"
    return Finding(
        pieces | gap_pieces, "supported" if right else "contradicted", tuple(dict.fromkeys(ids)), problem
    )


def _concept_words(case: Case, yardstick: Yardstick) -> frozenset[int]:
    return frozenset(
        i
        for h in case.hits("thesaurus")
        if h.marker.content == yardstick.concept
        for i in range(h.first, h.last)
    )


def _holds(ours: Amount, theirs: Amount, direction: Direction, gap: Amount | None) -> bool:
    mine, other = ours.low, in_unit(theirs, ours.unit)[0]
    difference = other - mine if direction == "lower" else mine - other
    if difference <= 0:
        return False
    if gap is None:
        return True
    if gap.unit == "%":
        share = 100 * difference / other if other else 0.0
        return abs(share - gap.low) <= (5 if gap.approximate else 0.5)
    if not gap.is_bare and not comparable(gap, ours):
        return False
    known = Amount(0, 0, difference, difference, ours.unit, ours.currency)
    said = (
        gap if not gap.is_bare else Amount(0, 0, gap.low, gap.high, ours.unit, ours.currency, gap.approximate)
    )
    return agrees(said, known) or abs(in_unit(known, said.unit)[0] - said.low) < 1e-6 * max(
        1.0, abs(said.low)
    )


def _gap(case: Case, yardstick: Yardstick) -> tuple[Amount | None, frozenset[int]]:
    """The difference said: an amount right before the comparing word, after "by", or right after it."""
    for amount in case.amounts():
        pieces = case.pieces_of(amount)
        first, last = min(pieces), max(pieces) + 1
        between = (
            range(last, yardstick.hit.first)
            if last <= yardstick.hit.first
            else range(yardstick.hit.last, first)
        )
        words = [i for i in between if case.reading.pieces[i].is_word and i not in yardstick.pieces]
        helping = case.covered("approximate") | {
            i for i in words if case.sheet.vocabulary.has("by", case.key(i))
        }
        beyond = case.covered("than")
        if all(i in helping for i in words) or (
            first > yardstick.hit.last and case.sheet.vocabulary.has("by", case.key(first - 1)) and beyond
        ):
            return amount, pieces | helping
        if first > yardstick.hit.last and case.sheet.vocabulary.has("by", case.key(first - 1)):
            return amount, pieces | {first - 1}
    return None, frozenset()


def _best(case: Case, yardstick: Yardstick) -> Finding:
    pieces = yardstick.pieces | case.covered("among") | _concept_words(case, yardstick) | _group_size(case)
    items = range(len(case.sheet.items))
    if len(case.subjects) != 1 or len(items) < 2:
        return Finding(pieces, "unsupported", (), "nothing to be the extreme of")
    measures = [_measure(case.sheet.items[i], yardstick.concept, yardstick.labels) for i in items]
    known = [m for m in measures if m is not None]
    if len(known) < len(measures) or not all(comparable(known[0][1], m[1]) for m in known):
        return Finding(pieces, "unsupported", (), "not known of all items")
    ids = tuple(fact.fact.fact_id for fact, _ in known)
    ours = known[case.subjects[0]][1]
    rest = [m[1] for i, m in enumerate(known) if i != case.subjects[0]]
    right = all(_holds(ours, other, yardstick.direction, None) for other in rest)
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
