"""What is left of a clause, against each of its subjects; "none", "only" and "two of them" against the others too."""

from dataclasses import replace
from itertools import pairwise

from landas.grounding.verifier.attributes import QUANTIFYING, check_item
from landas.grounding.verifier.cases import Case, Finding, worst
from landas.grounding.verifier.contrasts import check_contrast
from landas.grounding.verifier.counts import counted
from landas.grounding.verifier.joints import linked
from landas.grounding.verifier.matchups import set_against
from landas.grounding.verifier.reading import Hit
from landas.grounding.verifier.topic import Topic


def check_items(case: Case, topic: Topic, explained: frozenset[int]) -> Finding:
    """The rest of the clause against each subject; "none" and "only" against the others too."""
    explained |= case.covered(*QUANTIFYING) | topic.idle
    if case.clause.answer >= 0:
        explained |= case.covered("question_openers")
    explained |= _ordinal(case, topic)
    if topic.quantifier == "none":
        case = replace(case, negated=not case.negated)
    count = counted(case)
    if count is not None:
        return _of_so_many(case, count[0], explained | count[1])
    findings = [check_item(case, item, explained) for item in case.subjects]
    if topic.quantifier == "only" and len(case.subjects) == 1:
        findings.append(_nobody_else(case, explained))
    findings += check_contrast(case, explained)
    verdict = worst(findings)
    if verdict.verdict in (None, "supported") and _is_odd(case, explained):
        return Finding(verdict.explained, "unsupported", (), "two items named, nothing said of them")
    return verdict


def _of_so_many(case: Case, number: int, explained: frozenset[int]) -> Finding:
    """ "Two of them are black": as many of all items as said, and of the others it must be known that they aren't."""
    findings = [check_item(case, item, explained) for item in range(len(case.sheet.items))]
    if any(finding.verdict == "unsupported" for finding in findings):
        return worst(findings)
    right = [finding for finding in findings if finding.verdict in (None, "supported")]
    ids = tuple(dict.fromkeys(i for finding in findings for i in finding.fact_ids))
    if len(right) == number:
        return Finding(frozenset(case.span), "supported", ids)
    return Finding(frozenset(case.span), "contradicted", ids, f"{len(right)} of them")


def _ordinal(case: Case, topic: Topic) -> frozenset[int]:
    """Ordinals that name an item ("the second one"); any other ("the first phone with …") must be known."""
    if len(case.sheet.items) < 2 or not (topic.named or topic.references):
        return frozenset()
    return case.covered("ordinals")


def _is_odd(case: Case, explained: frozenset[int]) -> bool:
    """Two items in one statement that neither compares them nor tells of them together."""
    if case.references or case.hits("difference", "same", "between", "alike", "multiples"):
        return False
    if any(True for _ in set_against(case)):
        return False
    mentions = case.mentions()
    if mentions and any(int(hit.marker.content) not in case.subjects for hit in _places(case)):
        return True
    return any(
        one.item != other.item and not linked(case.reading, case.sheet, one, other)
        for one, other in pairwise(mentions)
    )


def _places(case: Case) -> list[Hit]:
    """Ordinals that name a shown item ("the first"), with nothing behind that they could count."""
    has, count = case.sheet.vocabulary.has, len(case.sheet.items)
    return [
        hit
        for hit in case.outside_names("ordinals")
        if int(hit.marker.content) < count
        and hit.first > case.clause.first
        and has("ordinal_heads", case.key(hit.first - 1))
        and hit.last == case.clause.last
    ]


def _nobody_else(case: Case, explained: frozenset[int]) -> Finding:
    for other in range(len(case.sheet.items)):
        if other in case.subjects:
            continue
        finding = check_item(case, other, explained)
        if finding.verdict in (None, "supported"):
            return Finding(frozenset(), "contradicted", finding.fact_ids, "another item does too")
        if finding.verdict == "unsupported":
            return Finding(frozenset(), "unsupported", (), "not known of the other items")
    return Finding(frozenset(), "supported")
