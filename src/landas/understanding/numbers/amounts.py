"""Amounts into constraints: which field a number speaks of, and what it asks of that field.

A label beside the number decides; else its currency or unit, and then the field of the category whose values
make the wish most sensible.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import Field
from landas.language.comparisons import Comparison
from landas.language.tokens import tokenize
from landas.language.units import dimension
from landas.language.vocabulary import vocabulary
from landas.understanding.lexicon.lexicon import phrase_key, words_of
from landas.understanding.numbers.adjective_limits import compared_adjective, towards, without_currency
from landas.understanding.numbers.amount_limits import (
    UNSURE,
    AmountReading,
    bounded_behind,
    reading_of,
    with_shared_minimum,
)
from landas.understanding.numbers.amount_years import of_years, year_field
from landas.understanding.numbers.field_fitness import (
    CLEARLY,
    counts_unknown,
    fitness,
    is_age,
    is_in_unnamed_unit,
    is_near,
    is_own,
    is_sensible,
    is_usual,
    likely_fields,
    measures,
    sense_in,
)
from landas.understanding.numbers.foreign_money import is_beyond, no_money
from landas.understanding.numbers.label_owners import label_owners
from landas.understanding.numbers.rates import is_paid_for, is_price, is_rate
from landas.understanding.numbers.said_amounts import Amount, amount_of
from landas.understanding.numbers.scales import rated
from landas.understanding.numbers.shared_units import shared_out
from landas.understanding.numbers.unused import counts_persons
from landas.understanding.scene.scene import Scene


def read_amounts(scene: Scene) -> Iterator[AmountReading]:
    """A reading of every amount of the scene, in order."""
    reader = _Reader(scene)
    for at, piece in enumerate(scene.pieces):
        if piece.amount is None:
            continue
        amount = amount_of(piece.amount)
        if amount is None or is_rate(scene, at):
            continue
        amount, behind = bounded_behind(scene, at, _in_other_unit(scene, at, amount))
        reading = reader.read(at, amount)
        if reading is not None:
            reading = with_shared_minimum(scene, at, reading)
            reading = replace(reading, pieces=(*reading.pieces, *behind))
            reader.taken.update(reading.pieces)
            yield reading


class _Reader:
    """Reads the amounts of one scene; `taken` are the pieces that earlier ones took."""

    def __init__(self, scene: Scene) -> None:
        self.taken: set[int] = set()
        self._scene = scene
        self._shared = shared_out(scene)
        self._owners = label_owners(scene)

    def read(self, at: int, amount: Amount) -> AmountReading | None:
        """The reading by the name beside the amount, else by an adjective, by years, by the field asked about, by its
        currency or unit, and last by what values fit a number that has none of these."""
        scene = self._scene
        if (on_scale := rated(scene, at, amount)) is not None:
            return on_scale
        if (named := self._named(at, amount)) is not None:
            return named
        budget = next((n for n in scene.beside(at) if scene.pieces[n].mark("budget")), None)
        spots = (at,) if budget is None else (budget, at)
        if budget is None and (year := year_field(scene, amount)) is not None:
            return of_years(scene, at, amount, year)
        amount = _counted(scene, at, amount)
        if (asked := _asked_about(scene, amount)) is not None:
            return reading_of(scene, spots, amount, asked, 1.0)
        fields = [f for f in scene.measured_fields if measures(f, amount)]
        sure = 1.0
        if amount.currency is not None or budget is not None:
            fields = [f for f in fields if f.type == "money"]
            if not fields:
                return AmountReading(None, spots, no_money(scene, amount))
            if is_beyond(scene, at, amount, fields):
                return AmountReading(None, spots, f"no price comes near it, {no_money(scene, amount)}")
        elif amount.is_bare and amount.counts is None:
            fields, sure = self._of_bare(at, amount, fields), UNSURE
        if amount.unit is not None and at not in self._shared:
            # Where no thing of the kind is measured so, a number far from those of other things is of something else.
            fields = [f for f in fields if (scene.of_kinds and is_own(scene, f)) or is_near(scene, f, amount)]
        return self._best(at, spots, amount, fields, sure)

    def _named(self, at: int, amount: Amount) -> AmountReading | None:
        if (labelled := self._labelled(at, amount)) is not None:
            return labelled
        adjective = compared_adjective(self._scene, at)
        if adjective is None:
            return None
        beside, named, side = adjective
        for said in (amount, without_currency(self._scene, at, amount)):
            if measures(named, said) and is_near(self._scene, named, said):
                said = towards(said, side) if side else said
                return reading_of(self._scene, beside, said, named, 1.0)
        return None

    def _best(
        self, at: int, spots: tuple[int, ...], amount: Amount, fields: list[Field], sure: float
    ) -> AmountReading | None:
        """The reading for that of some fields which suits an amount best."""
        scene = self._scene
        if at in scene.of_purpose:
            # "For a 15 inch laptop" says something of a bag only where bags have such a size.
            fields = [f for f in fields if is_own(scene, f) and f.unit == amount.unit]
            if not fields:
                return None
        if not fields:
            return AmountReading(None, spots, "no field is measured so") if amount.unit else None
        if at in self._shared:
            return reading_of(scene, spots, amount, self._shared[at], 1.0)
        fit = {f.name: fitness(scene, f, amount) for f in fields}
        best, *others = sorted(fields, key=lambda f: (fit[f.name], f.name), reverse=True)
        if others and fit[best.name] - fit[others[0].name] < CLEARLY:
            sure = min(sure, UNSURE)
        return reading_of(scene, spots, amount, best, sure)

    def _of_bare(self, at: int, amount: Amount, fields: list[Field]) -> list[Field]:
        """What a number may be of that has no unit, no currency and no name beside it: a limit near prices is one of
        prices; else, of the one field whose values are such numbers."""
        scene = self._scene
        before = _said_before(scene, at, fields, amount)
        if not amount.compared and not is_paid_for(scene, at):
            return before
        money = [f for f in fields if is_price(scene, f) and is_near(scene, f, amount)]
        sided = isinstance(scene.pieces[at].amount, Comparison)
        if money or before or not sided or at in scene.of_purpose:
            return money or before
        return likely_fields(scene, amount, fields)

    def _labelled(self, at: int, amount: Amount) -> AmountReading | None:
        """The field whose label stands beside the amount; of several so called, the one that has such values."""
        scene = self._scene
        labels = [
            (label_at, field)
            for label_at, name in (*_labels_inside(scene, at), *_labels_beside(scene, at))
            if label_at not in self.taken and self._owners.get(label_at, at) == at
            if (field := scene.schema.fields.get(name)) is not None and field.is_numeric
            if label_at <= at or not is_paid_for(scene, at)
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


def _in_other_unit(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "2 kilo dari pantai": what a word measures that has two meanings, where no field has the usual one."""
    fields = scene.measured_fields
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


def _labels_beside(scene: Scene, at: int) -> Sequence[tuple[int, str]]:
    """Labels beside an amount, the one before it first, unless that tells what for: "room for three guests"; not even
    then where people are counted: "a room for 6 people"."""
    beside = list(scene.label_beside(at))
    before = [each for each in beside if each[0] < at]
    for_what = any(scene.pieces[n].mark("linking") for label, _ in before for n in range(label + 1, at))
    if for_what and counts_persons(scene, at):
        return beside[len(before) :]
    return [*beside[len(before) :], *before] if for_what else beside


def _labels_inside(scene: Scene, at: int) -> Iterator[tuple[int, str]]:
    """ "Minimal bintang 4": labels between a comparator and its number. The "no" of "no longer than" is none."""
    piece = scene.pieces[at]
    if isinstance(piece.amount, Comparison):
        said = scene.text[piece.start : piece.end]
        keys = [token.key for token in tokenize(said)]
        opening = vocabulary(scene.packs).before.starting(keys, 0)
        words = words_of(said)
        begin = opening[0] if opening and len(keys) == len(words) else 0
        spans = ((first, last) for first in range(begin, len(words)) for last in range(len(words), first, -1))
        for first, last in spans:
            senses = scene.lexicon.senses.get(phrase_key(words[first:last]), ())
            yield from ((at, sense.field) for sense in senses if sense.kind == "label")


def _counted(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "8 cores": a unit that is the label of a field without a unit counts what the field holds."""
    measured = any(measures(f, amount) for f in scene.measured_fields)
    if amount.unit is None or measured:
        return amount
    piece = scene.pieces[at]
    # A sign such as that of stars has no word but what it measures.
    words = words_of(f"{scene.text[piece.start : piece.end]} {dimension(amount.unit) or ''}")
    for sense in (s for word in words for s in scene.lexicon.senses.get(word, ()) if s.kind == "label"):
        field = scene.schema.fields.get(sense.field)
        if field is not None and field.type == "number" and field.unit is None:
            # "Five years" is no year five.
            counted = replace(amount, unit=None, counts=field.name)
            return counted if is_near(scene, field, counted) else amount
    return amount
