"""Numbers on the scale that was said with them: "4/5", "4 out of 5", "4 dari 5" are of what things are rated by."""

from collections.abc import Sequence
from dataclasses import replace

from landas.catalog.fields import Field
from landas.language.number_endings import RATED_OUT_OF
from landas.understanding.numbers.amount_limits import UNSURE, AmountReading, reading_of
from landas.understanding.numbers.said_amounts import Amount, tidy
from landas.understanding.scene.scene import Scene


def rated(scene: Scene, at: int, amount: Amount) -> AmountReading | None:
    """The reading of an amount on a scale: of the field named beside it, else of one that rates, rather one on that
    very scale; on another one, the same share of it is assumed. None where the amount has no scale."""
    if amount.out_of is None:
        return None
    labels = [(n, scene.schema.fields.get(name)) for n, name in scene.label_beside(at)]
    named = [(n, field) for n, field in labels if field is not None and top_of(scene, field)]
    rating = scene.lexicon.standard.get("rating", ())
    fields = [
        (at, f) for name in rating for f in scene.measured_fields if f.name == name and top_of(scene, f)
    ]
    choice = _first_on(scene, amount.out_of, named) or _first_on(scene, amount.out_of, fields)
    if choice is None:
        return AmountReading(None, (at,), "nothing is rated on such a scale")
    label, field = choice
    top = top_of(scene, field) or amount.out_of
    low, high = (tidy(end * top / amount.out_of) for end in (amount.low, amount.high))
    spots = tuple(dict.fromkeys((label, at)))
    reading = reading_of(scene, spots, replace(amount, low=low, high=high, out_of=None), field, 1.0)
    if top == amount.out_of or reading.constraint is None:
        return reading
    span = scene.span(at)
    told = f"{scene.text[span[0] : span[1]]!r} read as {high:g} of {top:g}"
    return replace(reading, constraint=replace(reading.constraint, confidence=UNSURE, assumption=told))


def _first_on(scene: Scene, top: float, fields: Sequence[tuple[int, Field]]) -> tuple[int, Field] | None:
    """The first field on the scale, else the first."""
    on_it = (each for each in fields if top_of(scene, each[1]) == top)
    return next(on_it, next(iter(fields), None))


def top_of(scene: Scene, field: Field) -> float | None:
    """The top of the scale that a field's values are on; None where they are on none."""
    known = scene.lexicon.distribution(field.name)
    if field.type != "number" or field.unit not in (None, "%") or known is None or known.low < 0:
        return None
    return next((top for top in RATED_OUT_OF if known.high <= top), None)
