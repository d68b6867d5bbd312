"""Named values into constraints: "black or grey", "not Acme", "with bluetooth", "without a webcam"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from landas.catalog.fields import Field
from landas.language.tokens import fold
from landas.request.intent import Constraint, Op
from landas.request.satisfaction import text_key
from landas.understanding.lexicon.labels import NAMES
from landas.understanding.lexicon.lexicon import Sense, word_key
from landas.understanding.named.refusals import is_held
from landas.understanding.scene.scene import HARDLY, WELL_KNOWN, Scene

_CLEAR_LEAD = 0.5
"""A second field with this share of the first one's items makes the choice between them unsure."""

_FAR_COMMONER, _COMPARABLE = 2.0, 0.2
"""A field that so many times as many items have is meant rather, if so many as many have the value in it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One value of one field, wanted or not."""

    field: str
    values: tuple[str, ...]
    wanted: bool
    pieces: tuple[int, ...]
    confidence: float = 1.0
    loose: bool = False
    """Said by a noun that the value shares with things of other values, or of what is somebody's own."""


def read_values(scene: Scene, taken: set[int]) -> Iterator[tuple[Constraint, tuple[int, ...]]]:
    """Constraints on named values and flags with the pieces each took."""
    wishes: list[Wish] = []
    for at in range(len(scene.pieces)):
        if wish := _wish_at(scene, at, _listed_with(scene, wishes, at)):
            wishes.append(wish)
    wanted = {wish.field for wish in wishes if wish.wanted and not _is_tags(scene, wish.field)}
    # What stands in the place of a value held before leaves nothing to say of that one: "bukan Malang, Depok".
    wishes = [w for w in wishes if w.wanted or w.field not in wanted or not is_held(scene, max(w.pieces))]
    plain = {wish.field for wish in wishes if not wish.loose}
    for group in _grouped(scene, [w for w in wishes if not (w.loose and w.field in plain)]):
        spots = tuple(n for wish in group for n in wish.pieces)
        yield _constraint(scene, group, spots), spots
    used = taken | {n for wish in wishes for n in wish.pieces}
    yield from _flags(scene, used)


def _listed_with(scene: Scene, wishes: list[Wish], at: int) -> str | None:
    """The field of the value right before, in a list such as "black, white": the next is of the same field."""
    if not wishes:
        return None
    last = max(wishes[-1].pieces)
    between = range(last + 1, at)
    joined = scene.broken(at - 1, at) or any(scene.pieces[n].mark("or", "and") for n in between)
    if joined and all(scene.pieces[n].mark("or", "and", "stop") for n in between):
        return wishes[-1].field
    return None


def _wish_at(scene: Scene, at: int, listed: str | None) -> Wish | None:
    piece = scene.pieces[at]
    if not piece.is_a("value") or at in scene.purpose or at in scene.dropped:
        return None
    labels = {name: spot for spot, name in scene.label_beside(at)}
    beside = [sense for sense in piece.senses if sense.field in labels or sense.field == listed]
    beside = beside or [
        s for s in piece.senses if s.field == scene.asked and not _is_rather_a_name(scene, at, s)
    ]
    chosen = beside[0] if beside else _likeliest(scene, piece.senses)
    label = labels.get(chosen.field)
    values = _values_of(piece.senses, chosen.field)
    others = [s.weight for s in piece.senses if s.field != chosen.field]
    unsure = not beside and bool(others) and max(others) >= _CLEAR_LEAD * chosen.weight
    return Wish(
        chosen.field,
        values,
        at not in scene.negated,
        (at,) if label is None else (min(at, label), max(at, label)),
        0.7 if unsure else 1.0,
        label is None
        and (
            all(s.loose for s in piece.senses if s.field == chosen.field)
            or _is_owned(scene, at, chosen.field)
            or _is_in_a_name(scene, at)
            or _is_of_people(scene, at, str(chosen.value))
            or (not scene.kinds and scene.share_of_all(chosen.field) < HARDLY)
        ),
    )


def _is_rather_a_name(scene: Scene, at: int, asked: Sense) -> bool:
    """The "Canon" of "made by Canon" is a maker, though some value of the field asked about is called so, too."""
    makers = {name for key in NAMES for name in scene.lexicon.standard.get(key, ())} - {scene.asked}
    weights = [sense.weight for sense in scene.pieces[at].senses if sense.field in makers]
    return at > 0 and max(weights, default=0) >= _FAR_COMMONER * asked.weight


def _likeliest(scene: Scene, senses: tuple[Sense, ...]) -> Sense:
    """The sense that most items hold for, unless another's field is far commoner among the things asked for: the green
    of a laptop is no colour of a cable."""
    first = senses[0]
    shares = {sense.field: scene.share(sense.field) for sense in senses}
    if any(share is None for share in shares.values()):
        shares = {sense.field: scene.share_of_all(sense.field) for sense in senses}
    best = max(senses, key=lambda sense: shares[sense.field] or 0.0)
    known = scene.share(first.field)
    commoner = (shares[best.field] or 0.0) >= _FAR_COMMONER * (shares[first.field] or 0.0)
    comparable = known is not None or best.weight >= _COMPARABLE * first.weight
    return best if commoner and comparable else first


def _is_owned(scene: Scene, at: int, field: str) -> bool:
    """ "My students", "for my home office", "I'm at the office": whose or where, not what is wanted; where
    things are to be is a wish."""
    if at == 0 or scene.broken(at - 1, at) or field in scene.places:
        return False
    if scene.pieces[at - 1].mark("instead", "correct"):  # "maksud saya hitam": what I mean is black
        return False
    before = f" {fold(scene.text[: scene.pieces[at].start])}"
    tables = (pack.table("understanding").get("owners", ()) for pack in scene.packs)
    return any(before.endswith(f" {words}") for table in tables for words in table)


def _is_of_people(scene: Scene, at: int, value: str) -> bool:
    """The "students" of "for students", where what is made for study is called so, too; a value that is itself called
    after people says whom a thing is for."""
    people = {word_key(w) for pack in scene.packs for w in pack.table("understanding").get("people", ())}
    return scene.is_word_of(at, "people") and word_key(value) not in people


def _is_in_a_name(scene: Scene, at: int) -> bool:
    """The "wars" of "Star Wars", where titles are called so and "star" is no wish."""
    if at == 0 or not (scene.pieces[at - 1].payload is None or scene.pieces[at - 1].is_a("label")):
        return False
    before, here = scene.pieces[at - 1], scene.pieces[at]
    said = (fold(scene.text[p.start : p.end]) for p in (before, here))
    return " ".join(said) in scene.lexicon.title_names


def _values_of(senses: tuple[Sense, ...], field: str) -> tuple[str, ...]:
    """Every spelling the catalogue has of the value, the commonest first."""
    found: dict[str, str] = {}
    for sense in senses:
        if sense.field == field:
            found.setdefault(text_key(str(sense.value)), str(sense.value))
    return tuple(found.values())


def _grouped(scene: Scene, wishes: list[Wish]) -> Iterator[list[Wish]]:
    """Wishes of one field and side together. Several tags are all wanted, unless "or" stands between them."""
    waiting: dict[tuple[str, bool], list[Wish]] = {}
    for wish in wishes:
        several = _is_tags(scene, wish.field) and wish.wanted
        group = waiting.get((wish.field, wish.wanted))
        if group is not None and (not several or _alternatives(scene, group[-1], wish)):
            group.append(wish)
            continue
        if group is not None:
            yield group
        waiting[(wish.field, wish.wanted)] = [wish]
    yield from waiting.values()


def _is_tags(scene: Scene, field: str) -> bool:
    declared = scene.schema.fields.get(field)
    return declared is not None and declared.type == "tags"


def _alternatives(scene: Scene, left: Wish, right: Wish) -> bool:
    between = range(max(left.pieces) + 1, min(right.pieces))
    return any(scene.pieces[n].mark("or") for n in between)


def _constraint(scene: Scene, group: list[Wish], spots: tuple[int, ...]) -> Constraint:
    values = tuple(dict.fromkeys(v for wish in group for v in wish.values))
    wanted = group[0].wanted
    several = len(values) > 1
    op: Op = ("in" if several else "eq") if wanted else ("not_in" if several else "ne")
    value: str | tuple[str, ...] = values if several else values[0]
    confidence = min(wish.confidence for wish in group)
    span = scene.span(*spots)
    found = Constraint(group[0].field, op, value, None, "hard", span, "lexicon", confidence)
    if not (wanted and all(wish.loose for wish in group)):
        return found
    said = scene.text[span[0] : span[1]]
    assumption = f"{said!r} read as {' or '.join(values)}"
    return replace(found, strength="soft", confidence=min(confidence, 0.6), assumption=assumption)


def _flags(scene: Scene, used: set[int]) -> Iterator[tuple[Constraint, tuple[int, ...]]]:
    """A flag's label alone asks for it; after a negation, for its absence (unknown passes)."""
    for at, piece in enumerate(scene.pieces):
        if at in used or at in scene.purpose or not piece.is_a("label"):
            continue
        if at in scene.dropped:
            continue
        flags = [
            f for s in piece.senses if (f := scene.schema.fields.get(s.field)) and _is_flag_of(scene, f, at)
        ]
        if flags:
            op: Op = "ne" if at in scene.negated else "eq"
            yield Constraint(flags[0].name, op, True, None, "hard", scene.span(at)), (at,)


def _is_flag_of(scene: Scene, field: Field, at: int) -> bool:
    """Whether a flag is asked for: in words, or by things of the kind being so (a USB cable has no USB port)."""
    held = scene.lexicon.distributions
    kinds = [(held[kind], scene.lexicon.most_filled(kind)) for kind in scene.kinds if kind in held]
    well_known = [(kind, most) for kind, most in kinds if most >= WELL_KNOWN]
    before = next((p for p in scene.pieces[:at][::-1] if not p.mark("stop")), None)
    in_words = at in scene.negated or (before is not None and before.mark("with"))
    if field.type != "flag" or in_words or not well_known:
        return field.type == "flag"
    return any(
        (known := kind.get(field.name)) and known.high and known.count >= HARDLY * most
        for kind, most in well_known
    )
