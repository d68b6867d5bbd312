"""The "million" that people leave out: "budget 7" where nothing costs seven rupiah and much costs seven million."""

from dataclasses import replace

from landas.catalog.fields import Field
from landas.understanding.numbers.field_fitness import is_near, is_usual
from landas.understanding.numbers.said_amounts import Amount, tidy
from landas.understanding.scene.scene import Scene

_FIRST_YEAR = 1000
_LEFT_OUT = (1e3, 1e6, 1e9)


def in_decades(scene: Scene, amount: Amount, field: Field) -> Amount | None:
    """The years of "tahun 80-90an", where the field has years."""
    known = scene.lexicon.distribution(field.name)
    whole = amount.op == "between" and amount.is_bare and {amount.low % 10, amount.high % 10} == {0.0}
    if not whole or known is None or known.low < _FIRST_YEAR or not 10 <= amount.low < amount.high < 100:
        return None
    return replace(amount, low=amount.low + 1900, high=amount.high + 1909)


def in_thousands(scene: Scene, amount: Amount, field: Field) -> Amount | None:
    """The sum meant by a bare number below every price, where just one of thousand, million and billion makes it a
    usual one; None where the number may be meant as it stands."""
    if field.type != "money" or not amount.is_bare:
        return None
    # A limit may be meant as it stands where prices come near it; a rough number or a range is of usual prices.
    unusual = amount.op == "between" and not is_usual(scene, field, amount.high)
    if is_near(scene, field, amount) and not unusual:
        return None
    meant = [
        replace(amount, low=tidy(amount.low * factor), high=tidy(amount.high * factor))
        for factor in _LEFT_OUT
        if is_usual(scene, field, amount.high * factor)
    ]
    return meant[0] if len(meant) == 1 else None
