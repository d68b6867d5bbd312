"""Reasons: that two statements are true doesn't make one the reason of the other."""

from collections.abc import Sequence

from landas.grounding.verifier.cases import Case, Finding

_OF_THE_PERSON = ("cause", "echo", "budget", "fitting", "wishing")


def with_reasons(cases: Sequence[Case], findings: Sequence[Finding]) -> list[Finding]:
    """The findings; a reason that rests on other facts than what it is given for is unsupported.

    "It is the lightest because it weighs 1.2 kg" rests on one fact. Careful: what a wish or an event is the reason
    for is checked elsewhere.
    """
    found = list(findings)
    for at, case in enumerate(cases):
        if not _gives_reason(case) or case.hits(*_OF_THE_PERSON):
            continue
        for other in (at - 1, at + 1):
            if 0 <= other < len(cases) and _is_unfounded(case, cases[other], found[at], found[other]):
                problem = "nothing known says that one is the reason of the other"
                found[at] = found[at]._replace(verdict="unsupported", problem=problem)
    return found


def _gives_reason(case: Case) -> bool:
    return case.sheet.vocabulary.has("reasons", case.key(case.stretch.opening))


def _is_unfounded(case: Case, other: Case, reason: Finding, result: Finding) -> bool:
    if case.clause.sentence != other.clause.sentence or other.hits(*_OF_THE_PERSON):
        return False
    both = reason.verdict == result.verdict == "supported" and bool(reason.fact_ids and result.fact_ids)
    return both and set(reason.fact_ids).isdisjoint(result.fact_ids)
