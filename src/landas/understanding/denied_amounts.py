"""Amounts behind a negation: "not 8 GB of RAM", "bukan yang 14 inci".

Comparators are turned around where they are read ("not over 5"); here a number alone is refused. What no wish can say,
such as a range or a sum of money that is refused, is told to be unused rather than read as its contrary.
"""

from dataclasses import replace

from landas.understanding.amount_limits import AmountReading
from landas.understanding.said_amounts import amount_of
from landas.understanding.scene import REACH, Scene

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
        return reading
    if found.op == "eq":
        return replace(reading, constraint=replace(found, op="ne"))
    return AmountReading(None, reading.pieces, _UNSAYABLE)


def negation_before(scene: Scene, at: int) -> int | None:
    """The negation between which and what begins at `at` nothing but idle words stands."""
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        piece = scene.pieces[before]
        if scene.broken(before, before + 1):
            return None
        if piece.mark("negation"):
            return before
        if not piece.mark("stop", "with", "linking"):
            return None
    return None
