"""How far two orders of the same things agree (Kendall, The treatment of ties in ranking problems, 1945)."""

import itertools
import math
from collections.abc import Hashable, Sequence


def kendall_tau(first: Sequence[Hashable], second: Sequence[Hashable], among: Sequence[Hashable]) -> float:
    """Kendall's tau-b of two orders over the things `among`, from -1 (reversed) to 1 (the same).

    Things that an order leaves out share its last place. 0 where an order puts nothing before anything.

    >>> kendall_tau("abc", "abc", "abc"), kendall_tau("abc", "cba", "abc")
    (1.0, -1.0)
    >>> round(kendall_tau("abc", "acb", "abc"), 3)
    0.333
    >>> kendall_tau("a", "b", "abcde")
    -0.25
    """
    places = [{thing: place for place, thing in enumerate(order)} for order in (first, second)]
    agreeing, told = 0, [0, 0]
    for here, there in itertools.combinations(among, 2):
        signs = [_sign(known.get(here, len(among)) - known.get(there, len(among))) for known in places]
        agreeing += signs[0] * signs[1]
        told = [told[0] + abs(signs[0]), told[1] + abs(signs[1])]
    return agreeing / math.sqrt(told[0] * told[1]) if all(told) else 0.0


def _sign(difference: int) -> int:
    return (difference > 0) - (difference < 0)
