"""The sample's shoppers and what an item is worth to them: an additive utility, as in discrete choice models."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean, median, pstdev
from typing import Any

from landas.sample.tables import table

Row = Mapping[str, Any]
EACH = 14
"""Shoppers of every taste."""

BRAND, USE, TOPIC, LANGUAGE, TOO_DEAR, APPEAL, FIRST = 1.0, 1.0, 1.4, 1.6, 2.5, 0.9, 1.0
"""What counts how much: a favourite brand, the right use, topic and language, a price over the budget (times
its logarithm), how well known a model is (standard deviation), and being the variant on the picture."""


@dataclass(frozen=True, slots=True)
class Shopper:
    """One person: a taste from `tastes.toml`, four favourite brands, a purse, and a language to read in."""

    user_id: str
    taste: Mapping[str, Any]
    brands: frozenset[str]
    purse: float
    language: str
    visits: int
    """How often the person comes in the simulated time."""


def draw_shoppers(items: Sequence[Row], seed: int) -> list[Shopper]:
    """Fourteen shoppers of each taste; ids such as `gamer-03` say which."""
    brands = sorted({row["brand"] for row in items if "brand" in row})
    return [
        _shopper(f"{name}-{number:02}", taste, brands, Random(f"{seed}:{name}-{number}"))
        for name, taste in table("tastes").items()
        for number in range(1, EACH + 1)
    ]


def _shopper(user_id: str, taste: Mapping[str, Any], brands: Sequence[str], draw: Random) -> Shopper:
    return Shopper(
        user_id,
        taste,
        frozenset(draw.sample(brands, 4)),
        taste["budget"] * math.exp(draw.gauss(0, 0.25)),
        draw.choice(("English", "Indonesian")),
        draw.randint(2, 9),
    )


class Market:
    """The catalogue as shoppers see it: shelves by category, and values relative to their shelf."""

    def __init__(self, items: Sequence[Row], seed: int) -> None:
        self.shelves: dict[str, list[Row]] = {}
        for row in items:
            self.shelves.setdefault(row["category"], []).append(row)
        self._seed = seed
        self._first = {_model(row): row["sku"] for row in reversed(items)}
        self._prices = {
            kind: median(row["price"] for row in shelf)
            for kind, shelf in self.shelves.items()
            if "price" in shelf[0]
        }
        self._spread: dict[tuple[str, str], tuple[float, float]] = {}

    def appeal(self, row: Row) -> float:
        """How well known a model is to everybody; of its variants, the first is the one on the picture."""
        known = Random(f"{self._seed}:{_model(row)}:appeal").gauss(0, APPEAL)
        return known + FIRST * self._is_first(row)

    def _is_first(self, row: Row) -> bool:
        return bool(self._first[_model(row)] == row["sku"])

    def utility(self, shopper: Shopper, row: Row) -> float:
        """What the item is worth to the shopper; about zero for an average one."""
        taste = shopper.taste
        worth: float = self.appeal(row) - FIRST * self._is_first(row)
        worth += BRAND * (row.get("brand") in shopper.brands)
        worth += USE * bool(set(row.get("made_for", ())) & set(taste["uses"]))
        worth += TOPIC * (row.get("topic") in taste["topics"])
        worth -= LANGUAGE * (row.get("language", shopper.language) != shopper.language)
        worth += sum(weight * self._relative(row, column) for column, weight in taste["numbers"].items())
        if "price" in row:
            budget = shopper.purse * self._prices[row["category"]]
            worth -= TOO_DEAR * max(0.0, math.log(row["price"] / budget))
        return worth

    def _relative(self, row: Row, column: str) -> float:
        """Standard deviations above the shelf's mean; zero where the value is unknown."""
        if column not in row:
            return 0.0
        key = (row["category"], column)
        if key not in self._spread:
            values = [other[column] for other in self.shelves[row["category"]] if column in other]
            self._spread[key] = (fmean(values), pstdev(values) or 1.0)
        mean, spread = self._spread[key]
        return (float(row[column]) - mean) / spread


def _model(row: Row) -> str:
    return str(row.get("model_code", row["sku"]))


def fits(row: Row, owner: Row) -> bool:
    """Could the accessory be used with `owner`? A bag takes the screen, a case is cut for the model."""
    if "fits_screen" in row and "screen_size" in owner:
        return bool(0 <= row["fits_screen"] - owner["screen_size"] < 2.5)
    if "compatible_with" in row and owner["category"] == "phone":
        return bool(row["compatible_with"] == owner["model_code"])
    return True
