"""Writes a shop of any size: a catalogue, a log of what people did and the project file; one seed, the same bytes.

Items belong to latent kinds, and within a kind the attention they get falls off as in Zipf's law. Sessions stay
mostly in one kind, so that co-visitation has something to find; people come back, some far more often than others.
Everything is written as it is made: memory holds arrays of the kinds' and people's numbers, never rows.

usage: python benchmarks/scale_shop.py FOLDER --items 1000000 --events 10000000 [--seed 7]
"""

import argparse
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

START = 1_735_689_600
"""2025-01-01, in seconds since 1970."""
_SPAN = 365 * 86400
_CHUNK = 100_000
_ITEMS_A_KIND = 200
_STAYS = 0.85
"""How likely the next item of a session is of the session's kind."""
_SHAPES = ("round", "slim", "tall", "wide", "folding", "curved", "compact", "stacking")
_STUFFS = ("oak", "steel", "linen", "wool", "glass", "rattan", "ceramic", "bamboo", "cotton", "cork")
_THINGS = (
    "lamp", "chair", "table", "shelf", "kettle", "basket", "blanket", "bottle", "bench", "mirror", "clock", "tray",
)  # fmt: skip
_TYPES = np.array(["view"] * 16 + ["cart"] * 3 + ["purchase"])
PROJECT = """[project]
name = "scale"
languages = ["en"]
currency = "USD"

[catalog]
id = "id"
title = "title"
text = ["description"]
category = "kind"

[catalog.fields.kind]
type = "category"

[catalog.fields.price]
type = "money"

[catalog.fields.stuff]
type = "category"

[catalog.fields.weight]
type = "number"
unit = "kg"
"""


@dataclass(frozen=True)
class Shop:
    """Sizes, and the randomness that all is drawn from."""

    items: int
    events: int
    seed: int = 7

    @property
    def kinds(self) -> int:
        return max(self.items // _ITEMS_A_KIND, 1)

    @property
    def people(self) -> int:
        return max(self.events // 20, 1)


def write_shop(shop: Shop, folder: Path) -> None:
    """Writes `items.jsonl.gz`, `events.csv.gz` and `landas.toml`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "landas.toml").write_text(PROJECT, encoding="utf-8")
    with _packed(folder / "items.jsonl.gz") as file:
        for row in item_rows(shop):
            file.write(orjson.dumps(row) + b"\n")
    with _packed(folder / "events.csv.gz") as file:
        file.write(b"event_id,type,time,user_id,item_id\n")
        for lines in event_lines(shop):
            file.write("".join(lines).encode())


def item_rows(shop: Shop) -> Iterator[dict[str, object]]:
    """Rows of the feed, in the order of their numbers."""
    chance = np.random.default_rng([shop.seed, 1])
    for start in range(0, shop.items, _CHUNK):
        count = min(_CHUNK, shop.items - start)
        shapes, stuffs = chance.integers(len(_SHAPES), size=count), chance.integers(len(_STUFFS), size=count)
        prices, weights = chance.lognormal(3.5, 0.8, count), chance.lognormal(0.5, 0.7, count)
        for place in range(count):
            numbers = int(shapes[place]), int(stuffs[place]), float(prices[place]), float(weights[place])
            yield _item(start + place, shop, *numbers)


def _item(number: int, shop: Shop, shape: int, stuff: int, price: float, weight: float) -> dict[str, object]:
    kind = number % shop.kinds
    thing = f"{_SHAPES[kind // len(_THINGS) % len(_SHAPES)]} {_THINGS[kind % len(_THINGS)]}"
    return {
        "id": f"item{number:07d}",
        "title": f"{_STUFFS[stuff].title()} {thing} {number % 997}",
        "description": f"A {_SHAPES[shape]} {thing} of {_STUFFS[stuff]}, series {kind}.",
        "kind": f"{thing} {kind}",
        "price": round(price, 2),
        "stuff": _STUFFS[stuff],
        "weight": round(weight, 2),
    }


def event_lines(shop: Shop) -> Iterator[list[str]]:
    """Lines of the log in the order of time, a chunk at a time."""
    chance = np.random.default_rng([shop.seed, 2])
    order = chance.permutation(shop.kinds)  # which kinds are popular
    tastes = chance.integers(shop.kinds, size=(shop.people, 2), dtype=np.int32)
    for start in range(0, shop.events, _CHUNK):
        count = min(_CHUNK, shop.events - start)
        rows, people = _sessions(chance, shop, order, tastes, count)
        times = START + (start + np.arange(count)) * (_SPAN / shop.events)
        types = _TYPES[chance.integers(len(_TYPES), size=count)]
        columns = zip(range(start, start + count), types, times, people, rows, strict=True)
        yield [
            f"e{n:09d},{kind},{time:.3f},u{who:07d},item{row:07d}\n" for n, kind, time, who, row in columns
        ]


def _sessions(
    chance: np.random.Generator, shop: Shop, order: NDArray[np.int64], tastes: NDArray[np.int32], count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Items and people of so many events: sessions of about five, many of them at once."""
    lengths = chance.geometric(0.2, size=count)
    sessions = np.repeat(np.arange(count), lengths)[:count]
    who = _zipf(chance, shop.people, count, 0.6)
    own = tastes[who, chance.integers(2, size=count)]
    kind = np.where(chance.random(count) < 0.5, own, order[_zipf(chance, shop.kinds, count, 0.9)])
    strays = order[_zipf(chance, shop.kinds, count, 0.9)]
    of_event = np.where(chance.random(count) < _STAYS, kind[sessions], strays)
    most = (shop.items - 1 - of_event) // shop.kinds
    place = np.minimum(_zipf(chance, _ITEMS_A_KIND, count, 1.0), most)
    return of_event + place * shop.kinds, who[sessions]


def _zipf(chance: np.random.Generator, size: int, count: int, slope: float) -> NDArray[np.int64]:
    """Ranks from 0, falling off as 1 over the rank to the power of `slope`: the continuous law, cut to whole ranks."""
    drawn = chance.random(count)
    if slope == 1.0:
        ranks = (size + 1.0) ** drawn
    else:
        rest = 1.0 - slope
        ranks = (1 + drawn * ((size + 1.0) ** rest - 1)) ** (1 / rest)
    return np.minimum(ranks.astype(np.int64) - 1, size - 1)


def _packed(path: Path) -> gzip.GzipFile:
    return gzip.GzipFile(path, "wb", compresslevel=1, mtime=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    write_shop(Shop(given.items, given.events, given.seed), given.folder)
