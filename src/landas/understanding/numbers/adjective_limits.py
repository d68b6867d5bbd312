"""Adjectives beside a number, which tell its field: "lighter than 2 kg", "no higher than 45 cm", "selling well above
5000"."""

from collections.abc import Sequence
from dataclasses import replace

from landas.catalog.fields import Field
from landas.language.quantities import find_quantities
from landas.language.units import dimension
from landas.request.intent import Op
from landas.understanding.named.vague import field_about, fields_about
from landas.understanding.numbers.field_fitness import is_near, measures
from landas.understanding.numbers.said_amounts import Amount, amount_of
from landas.understanding.scene.scene import Scene
from landas.understanding.words.marks import marks_of, phrase_of


def compared_adjective(scene: Scene, at: int) -> tuple[tuple[int, int], Field, str] | None:
    """ "lighter than 2 kg": the adjective before an amount or in its comparator, its field, and the side."""
    piece = scene.pieces[at]
    inside = phrase_of(scene.text[piece.start : piece.end])
    marks = marks_of(scene.packs)
    for first in range(len(inside)):
        for _, mark in marks.at(inside, first):
            field = field_about(scene, mark.about) if mark.kind == "adjective" else None
            if field is not None and field.is_numeric:
                return (at, at), field, ""
    if (field := _field_of_unit(scene, at, inside)) is not None:
        return (at, at), field, ""
    for n in scene.beside(at):
        said = scene.pieces[n].mark("adjective")
        if n < at and said is not None and said.degree != "superlative":
            field = _labelled_field(scene, n) or field_about(scene, said.about)
            if field is None or not field.is_numeric:
                continue
            if said.degree == "comparative":
                return (n, at), field, said.towards
            if n + 1 == at and _is_bound_to(scene, at, field, said.towards):
                return (n, at), field, ""
    return None


def _field_of_unit(scene: Scene, at: int, inside: Sequence[str]) -> Field | None:
    """ "No higher than 45 cm": a word that compares anything speaks of one field where a unit tells."""
    amount = _amount_at(scene, at)
    kind = dimension(amount.unit) if amount is not None and amount.unit else None
    for pack in scene.packs if kind else ():
        table = pack.table("understanding").get("compared_in", {}).get(kind, {})
        about = next((table[word] for word in inside if word in table), None)
        fields = fields_about(about, scene.lexicon, scene.schema) if about else []
        if fields and amount is not None:
            return next((f for f in fields if measures(f, amount)), None)
    return None


def _is_bound_to(scene: Scene, at: int, field: Field, side: str) -> bool:
    """ "Laku keras di atas 5000": a bare limit to the adjective's own side, right behind it, is of its field."""
    amount = _amount_at(scene, at)
    amount = amount and without_currency(scene, at, amount)
    if amount is None or not amount.compared or not amount.is_bare or field.type == "money":
        return False
    sided = amount.op in (("lt", "lte") if side == "low" else ("gt", "gte"))
    return sided and is_near(scene, field, amount)


def _labelled_field(scene: Scene, adjective: int) -> Field | None:
    """The field of "km rendah": the label right before an adjective, of which that then speaks."""
    names = [name for at, name in scene.label_beside(adjective) if at == adjective - 1]
    return scene.schema.fields.get(names[0]) if names else None


def without_currency(scene: Scene, at: int, amount: Amount) -> Amount:
    """ "Sold more than two thousand": money's words count other things too, where no currency is said."""
    if amount.currency is None:
        return amount
    piece = scene.pieces[at]
    said = find_quantities(scene.text[piece.start : piece.end], scene.packs)
    return amount if any(quantity.currency for quantity in said) else replace(amount, currency=None)


def _amount_at(scene: Scene, at: int) -> Amount | None:
    said = scene.pieces[at].amount
    return amount_of(said) if said else None


def towards(amount: Amount, side: str) -> Amount:
    """A number with a comparative as a limit to the side that this looks to: "2 kg lighter"."""
    op: Op = "lt" if side == "low" else "gt"
    return Amount(op, amount.low, amount.high, amount.unit, amount.currency, True)
