"""One text's reading against what it asks for: what was missed, what was invented, and whether all of it is right."""

from collections.abc import Sequence
from dataclasses import dataclass

from landas.evaluation.understanding_cases import Expected, UnderstandingCase
from landas.evaluation.wish_keys import Key, constraint_keys, expected_keys
from landas.request.intent import Constraint, Intent
from landas.request.satisfaction import NEGATIVE_OPS, text_key


@dataclass(frozen=True, slots=True)
class JudgedReading:
    """A case with what was found for it. `wrong` names the other parts of the intent that aren't as expected."""

    case: UnderstandingCase
    expected: frozenset[Key]
    found: frozenset[Key]
    category_right: bool | None
    wrong: tuple[str, ...]
    confidence: float

    @property
    def exact(self) -> bool:
        return self.expected == self.found and self.category_right is not False and not self.wrong


def judge_reading(case: UnderstandingCase, intent: Intent, category_field: str) -> JudgedReading:
    """Limits that stand on an assumption ("cheap") count only where the case expects something of their field: nobody
    can write down beforehand what a catalogue's lower third is."""
    fields = {c.field for c in case.expect.constraints}
    said = [c for c in intent.constraints if c.assumption is None or c.field in fields]
    found = constraint_keys((c.field, c.op, c.value) for c in said)
    expected = expected_keys(case.expect.constraints, found)
    if intent.categories and any(f == category_field and op in ("eq", "in") for f, op, _ in expected):
        # A case may name the kind of thing as a wish about the field that holds it.
        found |= constraint_keys([(category_field, "in", intent.categories)])
    return JudgedReading(
        case,
        frozenset(expected),
        frozenset(found),
        _category_right(case.expect, intent.categories),
        tuple(_wrong(case, intent, said)),
        intent.confidence,
    )


def _category_right(expected: Expected, found: Sequence[str]) -> bool | None:
    """None where the case says nothing of the category."""
    if expected.kinds is not None:
        return _kinds_right(expected.kinds, [text_key(kind) for kind in found])
    if expected.category is None:
        return None
    wanted = [expected.category] if isinstance(expected.category, str) else expected.category
    return {text_key(w) for w in wanted} == {text_key(c) for c in found}


def _kinds_right(wanted: Sequence[Sequence[str]], found: Sequence[str]) -> bool:
    """
    >>> _kinds_right([["monitor", "screen"]], ["lcd monitor"]), _kinds_right([["monitor"]], ["monitor arm"])
    (True, False)
    """
    met = [
        {n for n, names in enumerate(wanted) if any(f" {kind}".endswith(f" {name}") for name in names)}
        for kind in found
    ]
    return all(met) and len(set().union(*met)) == len(wanted)


def _wrong(case: UnderstandingCase, intent: Intent, said: Sequence[Constraint]) -> list[str]:
    expect, wrong = case.expect, []
    if "sort" in expect.model_fields_set:
        sort = intent.sort and (intent.sort.field, intent.sort.direction)
        if sort != (expect.sort and (expect.sort.field, expect.sort.direction)):
            wrong.append("sort")
    if expect.comparatives is not None:
        compared = {(c.field, c.direction) for c in intent.comparatives}
        if compared != {(c.field, c.direction) for c in expect.comparatives}:
            wrong.append("comparatives")
    if expect.preferences is not None and not _preferred(expect.preferences, case.text, intent):
        wrong.append("preferences")
    firm = {(c.field, c.op in NEGATIVE_OPS): c.strength for c in said}
    strengths = ((firm.get((c.field, c.op in NEGATIVE_OPS)), c.strength) for c in expect.constraints)
    if any(found and wanted and found != wanted for found, wanted in strengths):
        wrong.append("strength")
    return wrong


def _preferred(wanted: Sequence[str], text: str, intent: Intent) -> bool:
    soft = [p.text for p in intent.preferences]
    soft += [text[slice(*c.span)] for c in intent.constraints if c.strength == "soft" and c.span]
    return all(any(text_key(word) in text_key(wish) for wish in soft) for word in wanted)
