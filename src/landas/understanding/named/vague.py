"""Vague words and wishes for an order: "light" is the lightest third of its kind, "lightest" an order."""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.catalog.fields import Direction, Field, Schema
from landas.request.intent import Comparative, Constraint, Op, Sort
from landas.understanding.lexicon.lexicon import EVERYWHERE, Lexicon
from landas.understanding.scene.scene import WELL_KNOWN, Scene
from landas.understanding.words.marks import Mark

FIELD = "field:"
"""Begins the `about` of a mark that the project file gives one field."""

_NEAREST: dict[str, tuple[str, ...]] = {
    "popularity": ("sold", "reviews"),
    "reviews": ("popularity", "sold"),
    "sold": ("popularity",),
    "date": ("year",),
    "size": ("screen_size", "capacity", "area", "width", "height"),
    "length": ("duration", "pages"),
    "camera": ("megapixels",),
    "battery_life": ("battery_capacity",),
    "resolution": ("megapixels",),
    "brightness": ("power",),
    "loudness": ("noise_level",),
    "speed": ("printing_speed", "processor_speed"),
    "duration": ("cooking_time",),
}
"""Standard keys that stand in for one that the catalogue has no field for, the nearest first."""

_TELLS = 0.1
"""The share of things of a kind that must have a field for it to tell them apart."""


@dataclass(frozen=True, slots=True)
class VagueReading:
    """A vague word as a soft constraint, or an order; neither where the catalogue has no such field."""

    pieces: tuple[int, ...]
    constraint: Constraint | None = None
    sort: Sort | None = None
    comparative: Comparative | None = None


def field_about(scene: Scene, about: str) -> Field | None:
    """The field a vague word speaks of: the one most items of the category fill, of those that come nearest to it.
    None where next to none of things of the kind have any: no printer is told from others by its screen."""
    near = _near(about, scene.lexicon, scene.schema)
    fields = next((own for own in near if any(_is_had(scene, field) for field in own)), ())
    if not fields:
        return None
    counts = {f.name: filled(scene, f) for f in fields}
    # What is called just so ("rating" beside "number of ratings") is meant, unless hardly anything has it.
    own, overall = counts.get(about, (0, 0))
    if overall and all(own * 2 >= most and overall * 2 >= all_most for most, all_most in counts.values()):
        return next(f for f in fields if f.name == about)
    return max(fields, key=lambda f: (*counts[f.name], -fields.index(f)))


def _is_had(scene: Scene, field: Field) -> bool:
    if not any(scene.of_kinds) or scene.most_filled < WELL_KNOWN:
        return True
    return filled(scene, field)[0] >= _TELLS * scene.most_filled


def fields_about(about: str, lexicon: Lexicon, schema: Schema) -> list[Field]:
    """The fields that a standard key stands for; where there is none, those that come nearest to it."""
    return next(_near(about, lexicon, schema), [])


def _near(about: str, lexicon: Lexicon, schema: Schema) -> Iterator[list[Field]]:
    """The fields of a standard key, then those of keys that may stand in for it, the nearest first."""
    if about.startswith(FIELD):
        named = schema.fields.get(about.removeprefix(FIELD))
        yield [named] if named else []
        return
    for key in (about, *_NEAREST.get(about, ())):
        fields = [f for n in lexicon.standard.get(key, ()) if (f := schema.fields.get(n))]
        ordered = [f for f in fields if f.is_numeric or f.type == "date"]
        if ordered:
            dates = [f for f in ordered if f.type == "date"]
            yield dates if dates and about == "date" else ordered


def filled(scene: Scene, field: Field) -> tuple[int, int]:
    """How many of the things asked for have the field, and how many of all."""
    overall = scene.lexicon.distributions.get(EVERYWHERE, {}).get(field.name)
    own = sum(known.count for fields in scene.of_kinds if (known := fields.get(field.name)))
    return own, overall.count if overall else 0


def read_vague(scene: Scene, taken: set[int]) -> Iterator[VagueReading]:
    """A reading of every adjective and order that no amount has taken."""
    for at, piece in enumerate(scene.pieces):
        mark = piece.mark("adjective", "sort")
        if mark is None or at in taken or at in scene.purpose or at in scene.dropped:
            continue
        label = None if mark.about.startswith(FIELD) else _numeric_label(scene, at, taken)
        field = scene.schema.fields[label[1]] if label else field_about(scene, mark.about)
        if field is None:
            continue
        spots = (at, label[0]) if label else (at,)
        # "Not too expensive" says what "too expensive" does.
        high = (mark.towards == "high") != (at in scene.negated and not mark.excess)
        if mark.kind == "sort":
            direction: Direction = "higher" if high else "lower"
            yield VagueReading(spots, sort=Sort(field.name, direction, scene.span(*spots)))
            continue
        constraint = _third(scene, spots, field, mark, high=high)
        compared = None
        if mark.degree == "comparative" and not (mark.excess and at in scene.negated):
            direction = "higher" if high else "lower"
            compared = Comparative(field.name, direction, scene.span(*spots), mark.factor)
        if constraint is not None or compared is not None:
            yield VagueReading(spots, constraint, comparative=compared)


def _numeric_label(scene: Scene, at: int, taken: set[int]) -> tuple[int, str] | None:
    """ "long battery life": the numeric field whose label stands beside the adjective."""
    for spot, name in scene.label_beside(at):
        field = scene.schema.fields.get(name)
        if spot not in taken and field is not None and field.is_numeric:
            return spot, name
    # "Double the budget": a word for what somebody has to spend is a label beside a multiple.
    money = next((f.name for f in scene.schema.filterable() if f.type == "money"), None)
    budget = next((n for n in scene.beside(at) if scene.pieces[n].mark("budget")), None)
    mark = scene.pieces[at].mark("adjective")
    return (budget, money) if money and budget is not None and mark and mark.factor != 1 else None


def _third(
    scene: Scene, spots: tuple[int, ...], field: Field, mark: Mark, *, high: bool
) -> Constraint | None:
    """The lower or upper third of the field's values in the category asked for."""
    known = scene.lexicon.distribution(field.name, scene.kinds)
    if known is None or not field.is_numeric or known.low == known.high:
        return None
    op: Op = "gte" if high else "lte"
    limit = float(f"{known.high_third if high else known.low_third:.3g}")
    unit = field.currency if field.type == "money" else field.unit
    span = scene.span(*spots)
    said = scene.text[span[0] : span[1]]
    kind = " or ".join(scene.kinds[:2]) if scene.kinds else "the catalogue"
    assumption = f"{said!r} read as the {'upper' if high else 'lower'} third of {field.label('en')} in {kind}"
    return Constraint(field.name, op, limit, unit, "soft", span, "lexicon", 0.8, assumption)
