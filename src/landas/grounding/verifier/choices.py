"""An item chosen by a measure must be the first by it: "lighter: the Brio", "for battery life, take the first"."""

from collections.abc import Iterator, Sequence

from landas.grounding.verifier.cases import Case, Finding
from landas.grounding.verifier.comparisons import holds
from landas.grounding.verifier.yardsticks import Measured, Yardstick, by_name, longest, measures


def with_choices(cases: Sequence[Case], findings: Sequence[Finding]) -> list[Finding]:
    """The findings; an item of which nothing is told beside a measure of its sentence must be the first by it."""
    found = list(findings)
    for at, (case, finding) in enumerate(zip(cases, findings, strict=True)):
        if not finding.faults_nothing or finding.fact_ids or not _is_choice(case):
            continue
        for yardstick in _measures_beside(cases, at):
            everything = tuple(range(len(case.sheet.items)))
            if (known := measures(case, everything, yardstick)) is None:
                found[at] = Finding(frozenset(case.span), "unsupported", (), "not known of all items")
            elif better := _better(case.subjects[0], known, yardstick):
                problem = "another item is, by that measure"
                found[at] = Finding(frozenset(case.span), "contradicted", better, problem)
    return found


def _better(chosen: int, known: Sequence[Measured], yardstick: Yardstick) -> tuple[str, ...]:
    """The facts by which another item comes before the chosen one; none where it is the first."""
    return tuple(
        fact.fact.fact_id
        for item, (fact, amount) in enumerate(known)
        if item != chosen and holds(amount, known[chosen][1], yardstick.direction, None)
    )


def _is_choice(case: Case) -> bool:
    """One of several items is named, and nothing is told of it."""
    one = len(case.subjects) == 1 < len(case.sheet.items) and not case.references
    return (
        one
        and bool(case.named or case.mentions())
        and not (case.negated or case.clause.asks or case.amounts())
    )


def _measures_beside(cases: Sequence[Case], at: int) -> Iterator[Yardstick]:
    """What the sentence says to go by: before the item, or as a wish or condition behind it."""
    sentence = cases[at].clause.sentence
    valued = any(case.amounts() for case in cases if case.clause.sentence == sentence)
    for place, case in enumerate(cases):
        if case.clause.sentence != sentence or place == at or case.named or case.mentions():
            continue
        wished = case.hits("wishing", "conditional")
        against = case.references and not set(cases[at].subjects) & set(case.references)
        # "The price, $789, belongs to the Brio" tells a value, not what to go by.
        if ((place > at or valued) and not wished) or case.amounts() or case.negated or against:
            continue
        compared = longest(case.outside_names("comparatives"))
        yield from map(by_name, compared)
        vocabulary = case.sheet.vocabulary
        for hit in case.outside_names("thesaurus") if not compared and not case.stretch.value_pieces else ():
            if hit.marker.content in vocabulary.dimensions:
                lower = vocabulary.better.get(hit.marker.content) == "lower"
                yield Yardstick(hit, "lower" if lower else "higher", hit.marker.content)
