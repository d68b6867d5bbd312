"""Several plain amounts of one kind, each of another field: "8/256GB"."""

from itertools import permutations

from landas.catalog.fields import Field
from landas.language.units import dimension
from landas.understanding.numbers.field_fitness import fitness, is_sensible, measures
from landas.understanding.numbers.said_amounts import Amount, amount_of
from landas.understanding.scene.scene import Scene

_MOST_SHARED, _MOST_FIELDS = 3, 5


def shared_out(scene: Scene) -> dict[int, Field]:
    """ "8/256GB": plain amounts of one kind are of different fields, in the way that suits them best together."""
    plain: dict[str, list[tuple[int, Amount]]] = {}
    for at, piece in enumerate(scene.pieces):
        amount = amount_of(piece.amount) if piece.amount else None
        if amount is None or amount.compared or amount.unit is None or any(scene.label_beside(at)):
            continue
        plain.setdefault(dimension(amount.unit) or amount.unit, []).append((at, amount))
    shared: dict[int, Field] = {}
    for several in plain.values():
        if 1 < len(several) <= _MOST_SHARED:
            shared |= _suited(scene, several)
    return shared


def _suited(scene: Scene, several: list[tuple[int, Amount]]) -> dict[int, Field]:
    fields = [f for f in scene.measured_fields if measures(f, several[0][1])]
    fit = {(at, f.name): fitness(scene, f, amount) for at, amount in several for f in fields}
    fields = sorted(fields, key=lambda f: -max(fit[at, f.name] for at, _ in several))[:_MOST_FIELDS]
    chosen = max(
        permutations(fields, len(several)),
        key=lambda order: sum(fit[at, f.name] for (at, _), f in zip(several, order, strict=True)),
        default=(),
    )
    pairs = [
        (at, f) for (at, amount), f in zip(several, chosen, strict=False) if is_sensible(scene, f, amount)
    ]
    return dict(pairs) if len(pairs) == len(several) else {}
