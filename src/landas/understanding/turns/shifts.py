"""Numbers that move an earlier limit rather than set one: "raise the budget by 200", "turunin 2 juta lagi", "200 grams
lighter"."""

from collections.abc import Iterator
from dataclasses import replace

from landas.catalog.fields import Field, is_number
from landas.language.tokens import tokenize
from landas.request.intent import Constraint
from landas.understanding.named.vague import field_about
from landas.understanding.numbers.amount_limits import AmountReading
from landas.understanding.numbers.field_fitness import in_unit, measures
from landas.understanding.numbers.said_amounts import Amount, amount_of, tidy
from landas.understanding.scene.scene import Scene
from landas.understanding.words.marks import plain_key

_FARTHEST_VERB = 5
"""Words between "raise" and the number."""
_MOST = 0.5
"""A number up to this share of the earlier one is how much it moves, where nothing else tells: no new limit."""


def read_shifts(scene: Scene) -> Iterator[AmountReading]:
    """The earlier limits that a turn moves, and the pieces that say so. A number that moves something where there is
    nothing to move is told to be unused."""
    for at, piece in enumerate(scene.pieces):
        amount = amount_of(piece.amount) if piece.amount else None
        if amount is None or amount.compared:
            continue
        moved = _by_verb(scene, at) or _by_adjective(scene, at, amount)
        if moved is None:
            continue
        sign, sure, spots, field = moved
        wish = _earlier_limit(scene, at, amount, field)
        number = _moved(scene, wish, amount, sign, sure=sure) if wish is not None else None
        if wish is not None and number is not None:
            found = replace(wish, value=number, span=scene.span(*spots), strength="hard", confidence=0.9)
            yield AmountReading(replace(found, assumption=None), spots)
        elif wish is None and sure:
            yield AmountReading(None, spots, "there is no earlier limit to move")


def _by_verb(scene: Scene, at: int) -> tuple[int, bool, tuple[int, ...], Field | None] | None:
    """The side to which a verb before the number moves a limit, and whether a word such as "by" makes that sure."""
    if not _has_verb(scene):
        return None
    start, end = scene.pieces[at].start, scene.pieces[at].end
    before = [plain_key(token.text) for token in tokenize(scene.text[max(0, start - 80) : start])]
    before = before[-_FARTHEST_VERB:]
    behind = [plain_key(token.text) for token in tokenize(scene.text[end : end + 20])][:1]
    for place in range(len(before) - 1, -1, -1):
        between = before[place + 1 :]
        if _is_of(scene, before[place], "moves_to"):
            return None
        sign = (
            1
            if _is_of(scene, before[place], "raises")
            else -1
            if _is_of(scene, before[place], "lowers")
            else 0
        )
        if sign:
            sure = any(_is_of(scene, word, "moves_by") for word in (*between, *behind))
            return sign, sure, _with_behind(scene, at), None
    return None


def _has_verb(scene: Scene) -> bool:
    """Whether the text has a word that moves a limit: few have, and the others need no look around every number."""
    tables = [pack.table("understanding") for pack in scene.packs]
    verbs = {word for table in tables for name in ("raises", "lowers") for word in table.get(name, ())}
    return not verbs.isdisjoint(scene.plain_words)


def _with_behind(scene: Scene, at: int) -> tuple[int, ...]:
    follows = at + 1 < len(scene.pieces) and scene.is_word_of(at + 1, "moves_by")
    return (at, at + 1) if follows else (at,)


def _by_adjective(
    scene: Scene, at: int, amount: Amount
) -> tuple[int, bool, tuple[int, ...], Field | None] | None:
    """ "200 grams lighter", "500 ribu lebih murah"."""
    if at + 1 >= len(scene.pieces) or scene.broken(at, at + 1):
        return None
    said = scene.pieces[at + 1].mark("adjective")
    field = field_about(scene, said.about) if said and said.degree == "comparative" else None
    if said is None or field is None or not measures(field, amount) or amount.is_bare:
        return None
    return (-1 if said.towards == "low" else 1), False, (at, at + 1), field


def _earlier_limit(scene: Scene, at: int, amount: Amount, field: Field | None) -> Constraint | None:
    """The wish that is moved: that of the field named beside the number, else the newest that is measured so."""
    labelled = {name for _, name in scene.label_beside(at)} if field is None else {field.name}
    for wish in scene.earlier:
        declared = scene.schema.fields.get(wish.field)
        if declared is None or not declared.is_numeric or not measures(declared, amount):
            continue
        numbers = wish.value if isinstance(wish.value, tuple) else (wish.value,)
        if (not labelled or wish.field in labelled) and all(map(is_number, numbers)):
            return wish
    return None


def _moved(
    scene: Scene, wish: Constraint, amount: Amount, sign: int, *, sure: bool
) -> float | tuple[float, float] | None:
    """The number of a wish, or the upper one of its two, moved by an amount."""
    step = in_unit(amount, scene.schema.fields[wish.field])[0]
    numbers = [
        float(v) for v in (wish.value if isinstance(wish.value, tuple) else (wish.value,)) if is_number(v)
    ]
    if not numbers or not step > 0 or (not sure and step > numbers[-1] * _MOST):
        return None
    moved = tidy(numbers[-1] + sign * step)
    if len(numbers) == 1:
        return moved if moved > 0 else None
    return (numbers[0], moved) if len(numbers) == 2 and moved > numbers[0] else None


def _is_of(scene: Scene, word: str, name: str) -> bool:
    return any(word in pack.table("understanding").get(name, ()) for pack in scene.packs)
