"""What a thing is for: from "for" or "buat" on what is said of a purpose, and not of what is looked for."""

from landas.language.comparisons import Comparison
from landas.language.quantities import Quantity
from landas.understanding.pieces.dates import DateWish
from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import Scene

_LONGEST_PURPOSE = 6


def purposes_of(scene: Scene) -> tuple[frozenset[int], frozenset[int]]:
    """From each linking word to the next piece that begins a wish of its own, and the amounts that measure what
    stands there."""
    brands = set(scene.lexicon.standard.get("brand", ()))
    found: set[int] = set()
    measures: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("linking") or at in found or _follows_a_budget(scene, at):
            continue
        members = []
        for after in range(at + 1, min(len(scene.pieces), at + 1 + _LONGEST_PURPOSE)):
            if scene.broken(after - 1, after) or _begins_a_wish(scene, after, brands):
                break
            members.append(after)
        measures |= _measures_of(scene, members)
        thing = _thing_of_amount(scene, at, members)
        measures |= set(range(at + len(members) + 1, thing[0])) if thing else set()
        members += thing
        while members and scene.pieces[members[-1]].mark("stop", "and", "or", "with"):
            members.pop()
        if members:
            found |= {at, *members}
    return frozenset(found), frozenset(measures)


def _follows_a_budget(scene: Scene, linking: int) -> bool:
    """ "I have 900k for a room", "$200 for a monitor": a sum with no kind before it is for what is looked for;
    and so is a question for a field."""
    before = scene.pieces[:linking]
    if any(p.is_a("label") for p in before) and all(
        p.payload and not p.amount and _asks_only(p) for p in before
    ):
        return True
    if not before or any(piece.is_a("category") for piece in before):
        return False
    said = before[-1].amount
    if said is None:
        return before[-1].mark("budget") is not None
    if said.currency is not None or (isinstance(said, Comparison) and said.unit is None):
        return True
    prices = {field.name for field in scene.schema.fields.values() if field.type == "money"}
    return any(p.mark("budget") or (p.is_a("label") and p.senses[0].field in prices) for p in before)


def _asks_only(piece: Piece) -> bool:
    """ "What colours do you have for a mouse?": words that ask and the name of a field name no thing before it."""
    return piece.is_a("label") or piece.mark("stop", "filler", "any", "take", "with", "and", "or") is not None


def _measures_of(scene: Scene, members: list[int]) -> set[int]:
    """ "Tas untuk laptop 15 inci": the amount right behind the thing that the linking word leads to."""
    if not members or not scene.pieces[members[-1]].is_a("category"):
        return set()
    after = members[-1] + 1
    if after == len(scene.pieces) or scene.broken(after - 1, after):
        return set()
    amount = scene.pieces[after].amount
    return {after} if isinstance(amount, Quantity) and amount.unit is not None else set()


def _thing_of_amount(scene: Scene, linking: int, members: list[int]) -> list[int]:
    """ "For my 15 inch laptop": the thing that an amount right behind the linking word measures."""
    if any(not scene.pieces[n].mark("stop") for n in members):
        return []
    at = linking + len(members) + 1
    amounts = at
    while amounts < len(scene.pieces) and (said := scene.pieces[amounts].amount) and said.currency is None:
        amounts += 1
    if amounts == at or amounts == len(scene.pieces) or not scene.pieces[amounts].is_a("category"):
        return []
    return [amounts]


def _begins_a_wish(scene: Scene, at: int, brands: set[str]) -> bool:
    piece = scene.pieces[at]
    if piece.amount or piece.mark("negation", "sort", "linking", "hedge", "with", "budget", "any", "take"):
        return True
    if piece.is_a("label"):
        # "For date night": what a field is called, with nothing said of it, is no wish about it.
        return any(scene.is_flag(sense.field) for sense in piece.senses) or _is_told_of(scene, at)
    return piece.is_a("value") and not brands & {sense.field for sense in piece.senses}


def _is_told_of(scene: Scene, label: int) -> bool:
    fields = {sense.field for sense in scene.pieces[label].senses}
    return any(
        scene.pieces[n].amount
        or scene.pieces[n].mark("adjective", "sort", "date")
        or isinstance(scene.pieces[n].payload, DateWish)
        or fields & {sense.field for sense in scene.pieces[n].senses}
        for n in scene.beside(label)
        if n > label
    )
