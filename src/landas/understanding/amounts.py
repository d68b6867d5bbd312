"""Amounts into constraints: which field a number speaks of, and what it asks of that field.

A label beside the number decides; else its currency or unit, and then the field of the category whose values
make the wish most sensible.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from landas.catalog.fields import Field
from landas.language.comparisons import Comparison
from landas.language.units import dimension
from landas.request.intent import Constraint, Op
from landas.understanding.adjective_limits import compared_adjective, without_currency
from landas.understanding.amount_limits import (
    UNSURE,
    AmountReading,
    bounded_behind,
    reading_of,
    with_shared_minimum,
)
from landas.understanding.field_fitness import (
    counts_unknown,
    fitness,
    is_age,
    is_in_unnamed_unit,
    is_near,
    is_own,
    is_sensible,
    is_usual,
    measures,
    sense_in,
)
from landas.understanding.foreign_money import is_beyond, no_money
from landas.understanding.lexicon import phrase_key, words_of
from landas.understanding.rates import is_rate
from landas.understanding.said_amounts import Amount, amount_of
from landas.understanding.scene import Scene

_MOST_SHARED, _MOST_FIELDS = 3, 5
_CLEARLY = 1.0
"""A field that is ahead by less than this may be the wrong one."""
_YEARS = (1900, 2100)


def read_amounts(scene: Scene) -> Iterator[AmountReading]:
    """A reading of every amount of the scene, in order."""
    taken: set[int] = set()
    shared = _shared_out(scene)
    for at, piece in enumerate(scene.pieces):
        if piece.amount is None:
            continue
        amount = amount_of(piece.amount)
        if amount is None or is_rate(scene, at):
            continue
        amount, behind = bounded_behind(scene, at, _in_other_unit(scene, at, amount))
        reading = _read(scene, at, amount, taken, shared)
        if reading is not None:
            reading = with_shared_minimum(scene, at, reading)
            reading = replace(reading, pieces=(*reading.pieces, *behind))
            taken.update(reading.pieces)
            yield reading


def _read(
    scene: Scene, at: int, amount: Amount, taken: set[int], shared: dict[int, Field]
) -> AmountReading | None:
    if (labelled := _labelled(scene, at, amount, taken)) is not None:
        return labelled
    adjective = compared_adjective(scene, at)
    if adjective is not None:
        beside, named, side = adjective
        for said in (amount, without_currency(scene, at, amount)):
            if measures(named, said) and is_near(scene, named, said):
                return reading_of(scene, beside, _towards(said, side) if side else said, named, 1.0)
    budget = next((n for n in scene.beside(at) if scene.pieces[n].mark("budget")), None)
    spots = (at,) if budget is None else (budget, at)
    if budget is None and (year := year_field(scene, amount)) is not None:
        return _of_years(scene, at, amount, year)
    amount = _counted(scene, at, amount)
    if (asked := _asked_about(scene, amount)) is not None:
        return reading_of(scene, spots, amount, asked, 1.0)
    fields = [f for f in scene.schema.filterable() if f.is_numeric and measures(f, amount)]
    if amount.currency is not None or budget is not None:
        fields = [f for f in fields if f.type == "money"]
        if not fields:
            return AmountReading(None, spots, no_money(scene, amount))
        if is_beyond(scene, at, amount, fields):
            return AmountReading(None, spots, f"no price comes near it, {no_money(scene, amount)}")
    elif amount.unit is None and amount.counts is None:
        said_before = _said_before(scene, at, fields, amount)
        fields = [f for f in fields if f.type == "money"] if amount.compared else []
        fields = [f for f in fields if is_near(scene, f, amount)] or said_before
    if at in scene.of_purpose:
        # "For a 15 inch laptop" says something of a bag only where bags have such a size.
        fields = [f for f in fields if is_own(scene, f) and f.unit == amount.unit]
        if not fields:
            return None
    if amount.unit is not None and at not in shared:
        # Where no thing of the kind is measured so, a number far from those of other things is of something else.
        fields = [f for f in fields if (scene.of_kinds and is_own(scene, f)) or is_near(scene, f, amount)]
    if not fields:
        return AmountReading(None, spots, "no field is measured so") if amount.unit else None
    if at in shared:
        return reading_of(scene, spots, amount, shared[at], 1.0)
    fit = {f.name: fitness(scene, f, amount) for f in fields}
    best, *others = sorted(fields, key=lambda f: (fit[f.name], f.name), reverse=True)
    sure = 1.0 if amount.unit or amount.currency or budget is not None else 0.7
    if others and fit[best.name] - fit[others[0].name] < _CLEARLY:
        sure = min(sure, UNSURE)
    return reading_of(scene, spots, amount, best, sure)


def _in_other_unit(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "2 kilo dari pantai": what a word measures that has two meanings, where no field has the usual one."""
    fields = [f for f in scene.schema.filterable() if f.is_numeric]
    if amount.unit is None or any(measures(f, amount) for f in fields):
        return amount
    words = words_of(scene.text[scene.pieces[at].start : scene.pieces[at].end])
    tables = [pack.tables.get("readings", {}).get("also_units", {}) for pack in scene.packs]
    others = [replace(amount, unit=table[word]) for table in tables for word in words if word in table]
    return next((other for other in others if any(measures(f, other) for f in fields)), amount)


def _asked_about(scene: Scene, amount: Amount) -> Field | None:
    """The field that was just asked about, where an amount that names none may answer: "between 16 and 160 mm"."""
    field = scene.schema.fields.get(scene.asked)
    if field is None or not field.is_numeric or not measures(field, amount):
        return None
    said = amount.compared or amount.unit is not None or amount.currency is not None
    return field if said and is_near(scene, field, amount) else None


def _said_before(scene: Scene, at: int, fields: list[Field], amount: Amount) -> list[Field]:
    """ "Rather above 4.5" after "rating above 4": the field limited last that may have such a value. A number with no
    comparator must be all that is said."""
    if not scene.earlier or (not amount.compared and scene.names_something):
        return []
    if not amount.compared and counts_unknown(scene, at):
        return []
    named = [f for wish in scene.earlier for f in fields if f.name == wish.field]
    return [f for f in named if is_sensible(scene, f, amount) and is_usual(scene, f, amount.low)][:1]


def _labelled(scene: Scene, at: int, amount: Amount, taken: set[int]) -> AmountReading | None:
    """The field whose label stands beside the amount; of several so called, the one that has such values."""
    labels = [
        (label_at, field)
        for label_at, name in (*_labels_inside(scene, at), *_labels_beside(scene, at))
        if label_at not in taken and (field := scene.schema.fields.get(name)) is not None and field.is_numeric
        if not _opens_another(scene, at, label_at, amount)
        and not _suits_the_next(scene, at, label_at, field, amount)
    ]
    for said in (amount, without_currency(scene, at, amount)):
        found = [
            (n, f)
            for n, f in labels
            if measures(f, said) and ((said == amount and n != at) or is_near(scene, f, said))
        ]
        if found:
            alike = [(n, f) for n, f in found if n == found[0][0]]
            label_at, field = max(alike, key=lambda each: sense_in(scene, each[1], said))
            return reading_of(scene, tuple({label_at: None, at: None}), said, field, 1.0)
    bare = replace(amount, unit=None)
    return next(
        (
            reading_of(scene, (label_at, at), bare, field, UNSURE)
            for label_at, field in labels
            if label_at != at and amount.unit and measures(field, bare)
            if is_in_unnamed_unit(scene, field) or (amount.unit == "year" and is_age(scene, field))
            if is_near(scene, field, bare)
        ),
        None,
    )


def _labels_beside(scene: Scene, at: int) -> Sequence[tuple[int, str]]:
    """Labels beside an amount, the one before it first, unless that tells what for: "room for three guests"."""
    beside = list(scene.label_beside(at))
    before = [each for each in beside if each[0] < at]
    for_what = any(scene.pieces[n].mark("linking") for label, _ in before for n in range(label + 1, at))
    return [*beside[len(before) :], *before] if for_what else beside


def _opens_another(scene: Scene, at: int, label: int, amount: Amount) -> bool:
    """The "terjual" of "di bawah 50rb yang terjual minimal 1000": a label that a relative word, or a sum of money
    before it, leads to another amount right behind it."""
    if not label - at > 0 or label + 1 >= len(scene.pieces) or scene.broken(label, label + 1):
        return False
    led_to = amount.currency is not None or any(
        scene.is_word_of(n, "relatives") for n in range(at + 1, label)
    )
    return led_to and scene.pieces[label + 1].amount is not None


def _suits_the_next(scene: Scene, at: int, label: int, field: Field, amount: Amount) -> bool:
    """The "SSD" of "8 GB SSD 256 GB": a label between two plain amounts is of the one that its field rather has."""
    if not at < label < len(scene.pieces) - 1 or amount.compared or scene.broken(label, label + 1):
        return False
    said = scene.pieces[label + 1].amount
    other = amount_of(said) if said else None
    if other is None or other.compared or amount.unit is None or not measures(field, other):
        return False
    return measures(field, amount) and fitness(scene, field, other) > fitness(scene, field, amount)


def _labels_inside(scene: Scene, at: int) -> Iterator[tuple[int, str]]:
    """ "Minimal bintang 4": labels between a comparator and its number."""
    piece = scene.pieces[at]
    if isinstance(piece.amount, Comparison):
        words = words_of(scene.text[piece.start : piece.end])
        spans = ((first, last) for first in range(len(words)) for last in range(len(words), first, -1))
        for first, last in spans:
            senses = scene.lexicon.senses.get(phrase_key(words[first:last]), ())
            yield from ((at, sense.field) for sense in senses if sense.kind == "label")


def _counted(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "8 cores": a unit that is the label of a field without a unit counts what the field holds."""
    measured = any(measures(f, amount) for f in scene.schema.filterable() if f.is_numeric)
    if amount.unit is None or measured:
        return amount
    piece = scene.pieces[at]
    words = words_of(scene.text[piece.start : piece.end])
    for sense in (s for word in words for s in scene.lexicon.senses.get(word, ()) if s.kind == "label"):
        field = scene.schema.fields.get(sense.field)
        if field is not None and field.type == "number" and field.unit is None:
            # "Five years" is no year five.
            counted = replace(amount, unit=None, counts=field.name)
            return counted if is_near(scene, field, counted) else amount
    return amount


def _shared_out(scene: Scene) -> dict[int, Field]:
    """ "8/256GB": plain amounts of one kind are of different fields, in the way that suits them best together."""
    plain: dict[str, list[tuple[int, Amount]]] = {}
    for at, piece in enumerate(scene.pieces):
        amount = amount_of(piece.amount) if piece.amount else None
        if amount is None or amount.compared or amount.unit is None or any(scene.label_beside(at)):
            continue
        plain.setdefault(dimension(amount.unit) or amount.unit, []).append((at, amount))
    shared: dict[int, Field] = {}
    for several in plain.values():
        if 1 < len(several) <= _MOST_SHARED:
            shared |= _suited(scene, several)
    return shared


def _suited(scene: Scene, several: list[tuple[int, Amount]]) -> dict[int, Field]:
    fields = [f for f in scene.schema.filterable() if f.is_numeric and measures(f, several[0][1])]
    fit = {(at, f.name): fitness(scene, f, amount) for at, amount in several for f in fields}
    fields = sorted(fields, key=lambda f: -max(fit[at, f.name] for at, _ in several))[:_MOST_FIELDS]
    chosen = max(
        permutations(fields, len(several)),
        key=lambda order: sum(fit[at, f.name] for (at, _), f in zip(several, order, strict=True)),
        default=(),
    )
    pairs = [
        (at, f) for (at, amount), f in zip(several, chosen, strict=False) if is_sensible(scene, f, amount)
    ]
    return dict(pairs) if len(pairs) == len(several) else {}


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


def _of_years(scene: Scene, at: int, amount: Amount, field: Field) -> AmountReading:
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


def _towards(amount: Amount, side: str) -> Amount:
    op: Op = "lt" if side == "low" else "gt"
    return Amount(op, amount.low, amount.high, amount.unit, amount.currency, True)
