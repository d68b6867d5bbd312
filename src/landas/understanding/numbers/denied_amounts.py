"""Amounts behind a negation: "not 8 GB of RAM", "bukan yang 14 inci".

Comparators are turned around where they are read ("not over 5"); here a number alone is refused. What no wish can say,
such as a range or a sum of money that is refused, is told to be unused rather than read as its contrary.
"""

from dataclasses import replace

from landas.request.intent import Op
from landas.understanding.numbers.amount_limits import AmountReading
from landas.understanding.numbers.said_amounts import amount_of
from landas.understanding.scene.scene import REACH, Scene

OPPOSITE: dict[str, Op] = {"lt": "gte", "lte": "gt", "gt": "lte", "gte": "lt"}
_UNSAYABLE = "only a limit or a single number can be refused"


def turned_around(scene: Scene, reading: AmountReading) -> AmountReading:
    """The reading of an amount, as its contrary where a negation stands before it in its clause."""
    found = reading.constraint
    said = next((scene.pieces[at].amount for at in reading.pieces if scene.pieces[at].amount), None)
    amount = amount_of(said) if said else None
    negation = negation_before(scene, min(reading.pieces))
    if found is None or amount is None or negation is None:
        return reading
    if scene.is_word_of(negation, "spares"):
        # "I don't need 16 GB of RAM": nobody minds them.
        return AmountReading(None, reading.pieces, spared=found.field)
    if amount.compared and amount.op != "between":
        # "No phones over 500": the kind between is wanted, within the contrary limit.
        kinds = any(scene.pieces[n].is_a("category") for n in range(negation, min(reading.pieces)))
        op = OPPOSITE.get(found.op) if kinds else None
        return replace(reading, constraint=replace(found, op=op)) if op else reading
    if found.op == "eq":
        return replace(reading, constraint=replace(found, op="ne"))
    return AmountReading(None, reading.pieces, _UNSAYABLE)


def negation_before(scene: Scene, at: int, *, of_date: bool = False) -> int | None:
    """The negation between which and what begins at `at` nothing but idle words stands, or the kind of thing that it
    limits; before a date also a word for things that the catalogue has no kind of ("no films from 1999")."""
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        piece = scene.pieces[before]
        if scene.broken(before, before + 1):
            return None
        if piece.mark("negation"):
            return before
        thing = piece.is_a("category") or (of_date and piece.payload is None)
        if not thing and not piece.mark("stop", "with", "linking"):
            return None
    return None
