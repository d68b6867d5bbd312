"""Numbers that are years, of a field of years or dates: "1980 to 1990", "before 2005"."""

from landas.catalog.fields import Field
from landas.request.intent import Constraint
from landas.understanding.numbers.amount_limits import AmountReading, reading_of
from landas.understanding.numbers.field_fitness import is_usual
from landas.understanding.numbers.said_amounts import Amount
from landas.understanding.scene.scene import Scene

_YEARS = (1900, 2100)


def year_field(scene: Scene, amount: Amount) -> Field | None:
    """The field of dates or years that "1980 to 1990" speaks of; an upper limit that may well be a price is one."""
    whole = (
        amount.low.is_integer()
        and amount.high.is_integer()
        and amount.unit is None
        and amount.currency is None
    )
    if not amount.compared or not whole or not (_YEARS[0] <= amount.low <= amount.high <= _YEARS[1]):
        return None
    names = dict.fromkeys(n for key in ("year", "date") for n in scene.lexicon.standard.get(key, ()))
    for name in names:
        field, known = scene.schema.fields.get(name), scene.lexicon.distribution(name)
        if field is None or known is None or not field.filterable:
            continue
        if known.low - 1 <= amount.high and amount.low <= known.high + 1:
            prices = [f for f in scene.schema.filterable() if f.type == "money"]
            likely = any(is_usual(scene, f, amount.low) for f in prices)
            return None if likely and amount.op in ("lt", "lte") else field
    return None


def of_years(scene: Scene, at: int, amount: Amount, field: Field) -> AmountReading:
    first = {"lt": "{}-01-01", "gte": "{}-01-01", "gt": "{}-12-31", "lte": "{}-12-31"}
    if field.type != "date":
        return reading_of(scene, (at,), amount, field, 0.9)
    low, high = int(amount.low), int(amount.high)
    value: str | tuple[str, str] = (f"{low}-01-01", f"{high}-12-31")
    if amount.op in first:
        value = first[amount.op].format(low)
    return AmountReading(
        Constraint(field.name, amount.op, value, None, "hard", scene.span(at), "lexicon", 0.9),
        (at,),
    )
