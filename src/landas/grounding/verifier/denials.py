"""How far a denial reaches along a list: "no WLAN, Bluetooth, or USB" denies each of the three."""

from collections.abc import Sequence
from dataclasses import replace

from landas.grounding.verifier.cases import Case
from landas.grounding.verifier.idle import is_answer_alone


def with_carried_denials(cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases, those that go on a denied list denied too.

    A list ends where a clause has a subject, verb or denial of its own, or puts right what was denied ("but white").
    Within one that "or" closes every part is
    denied; else only bare words are: "no camera, a 3.5 mm jack" and "no camera and 16 GB" begin something new.
    """
    found = list(cases)
    for at, case in enumerate(cases):
        if at and _denies(found[at - 1]) and _goes_on(cases, at) and _reaches(cases, at):
            found[at] = replace(case, negated=True)
    return tuple(found)


def _denies(case: Case) -> bool:
    """A denial of more than one word: not "non-removable"."""
    if not case.negated:
        return False
    has, pieces = case.sheet.vocabulary.has, case.reading.pieces
    own = [i for i in case.span if has("negators", case.key(i))]
    return not (own and all(pieces[i + 1].text == "-" for i in own if i + 1 in case.span))


def _goes_on(cases: Sequence[Case], at: int) -> bool:
    """True where the clause is a further part of the list that the one before it is part of."""
    case, before = cases[at], cases[at - 1]
    if not case.clause.joined or case.clause.sentence != before.clause.sentence or case.mentions():
        return False
    if is_answer_alone(before) or case.sheet.vocabulary.has("corrections", case.key(case.clause.first)):
        return False
    return not case.says("verbs", "subjects", "negators")


def _reaches(cases: Sequence[Case], at: int) -> bool:
    end = at
    while end + 1 < len(cases) and _goes_on(cases, end + 1):
        end += 1
    if any(_is_or(cases[i]) for i in range(at, end + 1)):
        return True
    case = cases[at]
    return not case.amounts() and not case.sheet.vocabulary.has("articles", case.key(case.clause.first))


def _is_or(case: Case) -> bool:
    at = case.clause.first - 1
    return at >= 0 and case.sheet.vocabulary.has("alternatives", case.key(at))
