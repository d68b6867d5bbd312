"""What a model's ranking of a short list comes to: a whole order, with every unusable place left to the base order.

Nothing a model writes can add, drop or repeat a candidate: what comes out is a permutation of what went in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from landas.metrics.agreement import kendall_tau


@dataclass(frozen=True, slots=True)
class Merged:
    """An order of the places 0, 1, … of the base order, and how much of it was the model's.

    `named` are the base places that the model named, best first; the counts are of entries that named none.
    """

    order: tuple[int, ...]
    named: tuple[int, ...]
    missing: int = 0
    repeated: int = 0
    foreign: int = 0
    not_a_position: int = 0

    def counts(self) -> dict[str, int]:
        return {
            "missing": self.missing,
            "repeated": self.repeated,
            "foreign": self.foreign,
            "not_a_position": self.not_a_position,
        }


def merged(ranking: Sequence[object], presented: Sequence[int]) -> Merged:
    """The whole order that a ranking of positions means.

    `presented[p - 1]` is the base place of what was shown at position `p`. An entry that names a position keeps its
    place. Where an entry is repeated, foreign, no whole number or missing, the first candidate of the base order
    that the model names nowhere stands.

    >>> merged([3, 99, 1], presented=(0, 1, 2, 3)).order
    (2, 1, 0, 3)
    """
    size = len(presented)
    slots: list[int | None] = []
    repeated = foreign = not_a_position = 0
    for entry in ranking:
        place = None
        # Careful: True is an int in Python, and no position.
        if not isinstance(entry, int) or isinstance(entry, bool):
            not_a_position += 1
        elif not 1 <= entry <= size:
            foreign += 1
        elif presented[entry - 1] in slots:
            repeated += 1
        elif len(slots) < size:
            place = presented[entry - 1]
        slots.append(place)
    slots = slots[:size] + [None] * (size - len(slots))
    named = tuple(place for place in slots if place is not None)
    rest = iter(place for place in range(size) if place not in named)
    order = tuple(next(rest) if place is None else place for place in slots)
    return Merged(order, named, size - len(named), repeated, foreign, not_a_position)


def stability(passes: Sequence[Merged]) -> float | None:
    """How far the model's own rankings agree (Kendall's tau-b); None for one ranking.

    Candidates that a ranking doesn't name share its last place, so that the base order lends it no agreement.
    """
    if len(passes) < 2:
        return None
    first, second = passes
    return kendall_tau(first.named, second.named, range(len(first.order)))


def joined(passes: Sequence[Merged]) -> tuple[int, ...]:
    """One order of several: by the mean of the places, equal ones as in the base order.

    >>> one, other = merged([1, 2, 3], (0, 1, 2)), merged([2, 1, 3], (0, 1, 2))
    >>> joined([one, other])
    (0, 1, 2)
    """
    size = len(passes[0].order)
    sums = [sum(each.order.index(place) for each in passes) for place in range(size)]
    return tuple(sorted(range(size), key=lambda place: (sums[place], place)))
