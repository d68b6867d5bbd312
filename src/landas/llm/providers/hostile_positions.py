"""Rankings of the hostile model: lists of positions that are whole, or wrong in one of the ways a ranking can be."""

import random
from collections.abc import Callable
from typing import Any

Positions = Callable[[int, random.Random], list[Any]]
"""A list for so many items."""


def whole(items: int, chance: random.Random) -> list[Any]:
    """Each once, in any order: nothing is wrong but the judgement."""
    return chance.sample(range(1, items + 1), items)


def partial(items: int, chance: random.Random) -> list[Any]:
    return whole(items, chance)[: chance.randint(0, items)]


def repeated(items: int, chance: random.Random) -> list[Any]:
    return [chance.randint(1, items)] * chance.randint(2, 40)


def foreign(items: int, chance: random.Random) -> list[Any]:
    outside = (0, -1, items + 1, 10**9, -(10**9), 10**40)
    return [chance.choice((*outside, position)) for position in whole(items, chance)]


def words(items: int, chance: random.Random) -> list[Any]:
    said = (lambda n: str(n), lambda n: f"item {n}", lambda n: f"sku-{n}", lambda n: f"{n}; DROP TABLE items")
    return [chance.choice(said)(position) for position in whole(items, chance)]


def no_numbers(items: int, chance: random.Random) -> list[Any]:
    """What a careless reader takes for a number."""
    odd = (True, False, None, float("nan"), float("inf"), 1.0, 2.5, 1e300, "١", "")
    return [chance.choice((*odd, position)) for position in whole(items, chance)]


def nested(items: int, chance: random.Random) -> list[Any]:
    wraps = (lambda n: [n], lambda n: {"position": n}, lambda n: [[[n]]], lambda n: {"ranking": [n]})
    return [chance.choice(wraps)(position) for position in whole(items, chance)]


def huge(items: int, chance: random.Random) -> list[Any]:
    return [chance.randint(-5, items + 5) for _ in range(chance.choice((90, 400, 5000)))]


WRONG: tuple[Positions, ...] = (partial, repeated, foreign, words, no_numbers, nested, huge)


def positions(items: int, chance: random.Random) -> list[Any]:
    """A whole list in two of five, else one that is wrong in one way."""
    return (whole if chance.random() < 0.4 else chance.choice(WRONG))(items, chance)


def share(chance: random.Random) -> Any:
    """What the hostile model says where a number from 0 to 1 is asked for."""
    if chance.random() < 0.7:
        return round(chance.uniform(0.5, 1.0), 2)
    return chance.choice((1.0, 0, -1, 2, 1e9, float("nan"), float("inf"), True, "1.0", None, [1]))
