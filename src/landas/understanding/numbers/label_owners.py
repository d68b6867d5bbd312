"""Which number each name of a field belongs to, where several stand beside it: "8 GB SSD 256 GB", "under 50k that sold
at least 1000", "from 2005 to 2009 with a rating above 3".

Every number beside a name is scored by how well the named field suits it and by what stands between; the best one has
the name.
"""

from collections.abc import Mapping

from landas.catalog.fields import Field
from landas.understanding.numbers.adjective_limits import without_currency
from landas.understanding.numbers.field_fitness import fitness, measures
from landas.understanding.numbers.said_amounts import Amount, amount_of
from landas.understanding.scene.scene import Scene

_UNMEASURED = -100.0
_LED_TO = 6.0
"""A word such as "that" or "with" between a number and a name leads on to another number."""
_NAMED_ALREADY = 6.0
_SUM_SAID = 4.0
"""A sum of money is rather no number of something else, though its words would do: "under 50k"."""
_BEHIND = 0.5
"""Of two that suit alike, the number before the name has it: "8 GB RAM"."""


def label_owners(scene: Scene) -> Mapping[int, int]:
    """Position of a name -> position of the amount that it belongs to; names that stand beside one amount only are
    left out."""
    claims: dict[int, list[int]] = {}
    for at, piece in enumerate(scene.pieces):
        if piece.amount is not None:
            for label in dict.fromkeys(spot for spot, _ in scene.label_beside(at)):
                claims.setdefault(label, []).append(at)
    owners: dict[int, int] = {}
    for label, amounts in sorted(claims.items()):
        if len(amounts) > 1:
            named = set(owners.values()) | {own[0] for spot, own in claims.items() if len(own) == 1}
            owners[label] = max(amounts, key=lambda at: (_suits(scene, label, at, named), -at))
    return owners


def _suits(scene: Scene, label: int, at: int, named: set[int]) -> float:
    said = scene.pieces[at].amount
    amount = amount_of(said) if said else None
    if amount is None:
        return _UNMEASURED
    fields = [
        f for s in scene.pieces[label].senses if (f := scene.schema.fields.get(s.field)) and f.is_numeric
    ]
    points = max((_fit(scene, at, field, amount) for field in fields), default=_UNMEASURED)
    points -= _NAMED_ALREADY if at in named else 0.0
    between = range(at + 1, label)
    if at < label and any(scene.pieces[n].mark("with") or scene.is_word_of(n, "relatives") for n in between):
        points -= _LED_TO
    return points + (_BEHIND if at < label else 0.0)


def _fit(scene: Scene, at: int, field: Field, amount: Amount) -> float:
    if measures(field, amount):
        return fitness(scene, field, amount)
    bare = without_currency(scene, at, amount)
    if bare is not amount and measures(field, bare):
        return fitness(scene, field, bare) - _SUM_SAID
    return _UNMEASURED
