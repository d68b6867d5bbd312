"""Dates into constraints: "released in 2015", "from the 80s", "no films from 1999"."""

from collections.abc import Iterator
from dataclasses import replace

from landas.catalog.fields import Field, is_number
from landas.request.intent import Constraint
from landas.understanding.numbers.denied_amounts import OPPOSITE, negation_before
from landas.understanding.pieces.dates import DateWish
from landas.understanding.scene.scene import Scene


def read_dates(scene: Scene) -> Iterator[tuple[Constraint, tuple[int, ...]]]:
    """Constraints from the dates named, on the labelled date field or the one most items fill."""
    for at, piece in enumerate(scene.pieces):
        if (
            isinstance(piece.payload, DateWish)
            and at not in scene.purpose
            and _is_wished(scene, piece.payload)
        ):
            field, label = _date_field(scene, at, piece.payload)
            if field is not None:
                spots = (at,) if label is None else (label, at)
                wish = _dated(field, _in_its_year(scene, field, piece.payload), scene.span(*spots))
                negation = negation_before(scene, min(spots), of_date=True)
                denied = (
                    wish if negation is None else _denied(wish, turned=max(spots) - negation > len(spots))
                )
                if denied is not None:
                    yield denied, spots


def _denied(wish: Constraint, *, turned: bool) -> Constraint | None:
    """The contrary of a year or of years; None where none can be said. Limits right behind a negation were turned
    around where they were read; `turned`: something stands between."""
    if wish.op == "eq":
        return replace(wish, op="ne")
    if wish.op in OPPOSITE:
        return replace(wish, op=OPPOSITE[wish.op]) if turned else wish
    if wish.op != "between":
        return wish
    ends = [int(v) for v in wish.values if is_number(v)]
    years = tuple(float(year) for year in range(ends[0], ends[-1] + 1)) if ends else ()
    return replace(wish, op="not_in", value=years) if years else None


def _is_wished(scene: Scene, date: DateWish) -> bool:
    """Whether a day told from today is one that things are wished from: not the "tomorrow" of "what's tomorrow's
    weather", a sentence with a word that nothing explains and none for what is sold here."""
    explained = scene.names_something or all(p.payload is not None for p in scene.pieces)
    return not date.relative or date.said or explained


def _date_field(scene: Scene, at: int, wish: DateWish) -> tuple[Field | None, int | None]:
    for spot, name in scene.label_beside(at):
        field = scene.schema.fields.get(name)
        if field is not None and (field.type == "date" or _is_year(scene, field)):
            return field, spot
    dates = [f for f in scene.schema.filterable() if f.type == "date"]
    years = [f for f in scene.schema.filterable() if _is_year(scene, f)]
    # "From the 1950s" is of the year that things are from, where all were listed this year.
    fitting = [f for f in (*dates, *years) if _has_such(scene, f, wish)]
    return next(iter([*fitting, *dates, *years]), None), None


def _has_such(scene: Scene, field: Field, wish: DateWish) -> bool:
    known = scene.lexicon.distribution(field.name)
    return known is None or (known.low <= int(wish.last[:4]) and int(wish.first[:4]) <= known.high)


def _in_its_year(scene: Scene, field: Field, wish: DateWish) -> DateWish:
    """A day of no year is of this one, or of the years that things have where all are long past."""
    known, near = scene.lexicon.distribution(field.name), int(wish.first[:4])
    if not wish.yearless or known is None or known.low - 1 <= near <= known.high + 1:
        return wish
    year = round(min(max(near, known.low), known.high))
    return replace(wish, first=f"{year:04}{wish.first[4:]}", last=f"{year:04}{wish.last[4:]}")


def _is_year(scene: Scene, field: Field) -> bool:
    known = scene.lexicon.distribution(field.name)
    whole = known is not None and known.low > 1800 and known.high < 2200
    return field.is_numeric and field.unit is None and whole and field.type == "number"


def _dated(field: Field, wish: DateWish, span: tuple[int, int]) -> Constraint:
    first: str | float = wish.first if field.type == "date" else float(wish.first[:4])
    last: str | float = wish.last if field.type == "date" else float(wish.last[:4])
    blank = Constraint(field.name, "eq", first, field.unit, "hard", span)
    if wish.op != "eq":
        return replace(blank, op=wish.op, value=last if wish.op in ("gt", "lte") else first)
    if isinstance(first, str) and isinstance(last, str):
        return replace(blank, op="between", value=(first, last)) if first != last else blank
    if isinstance(first, float) and isinstance(last, float) and first != last:
        return replace(blank, op="between", value=(first, last))
    return blank
