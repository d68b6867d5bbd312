"""Keys (a person and a row as one whole number) put in order: by sixteen bits at a time, not by comparing.

What an answer sorts is some thousand numbers in no order that a processor could foresee; comparing them takes three
times as long.
"""

import numpy as np
from numpy.typing import NDArray

from landas.events.sequences import Ints

_DIGIT = 16
_FEW = 256
"""Below so many keys comparing is as quick."""
_MOST_DIGITS = 3


def stable_order(keys: Ints) -> Ints:
    """The places of the keys, ascending; of equal ones the earlier place first. No key is below 0.

    >>> stable_order(np.array([70_000, 3, 70_000, 1])).tolist()
    [3, 1, 0, 2]
    """
    highest = int(keys.max()) if len(keys) >= _FEW else None
    if highest is None or highest >> (_DIGIT * _MOST_DIGITS):
        return np.argsort(keys, kind="stable")
    order = np.argsort(keys.astype(np.uint16), kind="stable")
    for shift in range(_DIGIT, highest.bit_length(), _DIGIT):
        digits = (keys >> shift).astype(np.uint16).take(order)
        order = order.take(np.argsort(digits, kind="stable"))
    return order


def distinct(keys: Ints) -> Ints:
    """Each key once, ascending."""
    return firsts_of(np.sort(keys))[1]


def firsts_of(ordered: Ints) -> tuple[Ints, Ints]:
    """Of ascending keys the places where another begins, and these keys."""
    if not len(ordered):
        return np.zeros(0, dtype=np.int64), ordered
    firsts = np.append(0, np.flatnonzero(ordered[1:] != ordered[:-1]) + 1)
    return firsts, ordered.take(firsts)


def lengths_of(firsts: Ints, total: int) -> Ints:
    """How many of a total there are from each place to the next; of `firsts_of` how often each key is there."""
    return np.diff(np.append(firsts, total))


def places_among(keys: Ints, known: Ints) -> tuple[Ints, Ints]:
    """Which keys are among some others, given ascending and each once: their places, and those of the others.

    >>> [found.tolist() for found in places_among(np.array([7, 5, 9]), np.array([3, 7, 9]))]
    [[0, 2], [1, 2]]
    """
    if not len(known):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    near = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found = np.flatnonzero(known.take(near) == keys)
    return found, near.take(found)


def are_among(keys: NDArray[np.signedinteger], known: Ints) -> NDArray[np.bool_]:
    """For each key whether it is one of some others, given ascending."""
    among = np.zeros(len(keys), dtype=bool)
    among[places_among(keys, known)[0]] = True
    return among
