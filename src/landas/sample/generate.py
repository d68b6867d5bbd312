"""Makes the sample's catalogue: the same seed and day give the same rows, item by item.

Every item draws from a random stream of its own, so that changing one model leaves the others as they were.
The gaps of real feeds are there on purpose: values nobody measured, empty descriptions, sold-out variants.
"""

import itertools
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from landas.sample.descriptions import describe
from landas.sample.tables import rows_of, table

Row = dict[str, Any]

REGIONS = ("Jakarta", "Surabaya", "Medan", "Makassar")
OFTEN_MISSING = ("weight_g", "battery_life_h", "refresh_rate", "rating", "colour", "made_for", "camera_mp")
"""What suppliers forget to send, about one value in twenty."""

_RAM_STEP, _STORAGE_STEP = 85, 2.2
"""What a gigabyte more costs, in thousands of rupiah."""


def build_items(end: date, seed: int) -> list[Row]:
    """All rows of the feed, in catalogue order; every date in them is before `end`."""
    return [*_laptops(end, seed), *_phones(end, seed), *_accessories(end, seed), *_articles(end)]


def _laptops(end: date, seed: int) -> Iterator[Row]:
    segments = table("laptops")["segments"]
    for number, model in enumerate(rows_of("laptops"), start=1):
        for ram, storage, colour, suffix in _variants(model):
            row = _computer(f"L{number:03}{suffix}", "laptop", model, segments, ram, storage, colour, seed)
            row["name"] = f"{_name(model)} Laptop {ram}GB/{_size(storage)} {colour.title()}"
            row |= {"graphics": model["graphics"]}
            yield _finished(row, model["segment"], end, seed)


def _phones(end: date, seed: int) -> Iterator[Row]:
    segments = table("phones")["segments"]
    for number, model in enumerate(rows_of("phones"), start=1):
        for ram, storage, colour, suffix in _variants(model):
            row = _computer(f"P{number:03}{suffix}", "phone", model, segments, ram, storage, colour, seed)
            row["name"] = f"{_name(model)} {ram}GB/{_size(storage)} {colour.title()}"
            row |= {"battery_mah": model["mah"], "camera_mp": model["camera"]}
            yield _finished(row, model["segment"], end, seed)


def _computer(
    sku: str,
    category: str,
    model: Mapping[str, Any],
    segments: Mapping[str, Any],
    ram: int,
    storage: int,
    colour: str,
    seed: int,
) -> Row:
    """What laptops and phones have in common. All variants of a model share its features."""
    draw = Random(f"{seed}:{_name(model)}")
    segment = segments[model["segment"]]
    features = sorted(draw.sample(segment["features"], min(len(segment["features"]), draw.randint(1, 3))))
    first_ram, first_storage = model["configs"][0]
    dearer = (ram - first_ram) * _RAM_STEP + (storage - first_storage) * _STORAGE_STEP
    thousands = model["price"] if dearer == 0 else round((model["price"] + dearer) / 100) * 100 - 1
    return {
        "sku": sku,
        "category": category,
        "brand": model["brand"],
        "price": thousands * 1000,
        "ram_gb": ram,
        "storage_gb": storage,
        "screen_size": model["screen"],
        "weight_g": model["weight_g"],
        "battery_life_h": model["battery"],
        "cpu": model["processor"],
        "refresh_rate": model["refresh"],
        "colour": colour,
        "features": features,
        "made_for": segment["use"],
        "bluetooth": True,
        "usb_c": category == "laptop" or model["price"] > 1500,
        "model_code": _name(model),
    }


def _accessories(end: date, seed: int) -> Iterator[Row]:
    renamed = {"battery_h": "battery_life_h", "power": "power_w", "use": "made_for"}
    for number, model in enumerate(rows_of("accessories"), start=1):
        for place, colour in enumerate(model["colours"]):
            row = {
                "sku": f"A{number:03}{'abc'[place]}",
                "category": model["kind"],
                "brand": model["brand"],
                "price": model["price"] * 1000,
                "weight_g": model["weight_g"],
                "colour": colour,
                "model_code": _name(model),
                **{renamed.get(key, key): value for key, value in model["more"].items()},
            }
            row["name"] = f"{_name(model)} {model['kind'].title()} {colour.title()}"
            if "compatible_with" in row:
                row["name"] = f"{_name(model)} Phone Case for {row['compatible_with']} {colour.title()}"
            yield _finished(row, model["kind"], end, seed)


def _articles(end: date) -> Iterator[Row]:
    for language, letter in (("English", "E"), ("Indonesian", "I")):
        articles = table("articles_en" if language == "English" else "articles_id")["articles"]
        for number, article in enumerate(articles, start=1):
            yield {
                "sku": f"{letter}{number:03}",
                "name": article["title"],
                "category": "article",
                "article_text": " ".join(article["text"].split()),
                "author": article["author"],
                "topic": article["topic"],
                "level": article["level"],
                "language": language,
                "minutes": article["minutes"],
                "published": (end - timedelta(days=article["days_ago"])).isoformat(),
                "about": article["about"],
            }


def _finished(row: Row, segment: str, end: date, seed: int) -> Row:
    """The row as the shop would export it: described, in some regions at other prices, and with gaps."""
    draw = Random(f"{seed}:{row['sku']}")
    age = 20 + Random(f"{seed}:{row['model_code']}:age").randint(0, 700)
    row["released"] = (end - timedelta(days=age)).isoformat()
    row["purchase_price"] = round(row["price"] * draw.uniform(0.74, 0.9) / 1000) * 1000
    row["rating"] = None if age < 45 else round(min(4.9, max(3.2, draw.gauss(4.3, 0.35))), 1)
    row["stock"] = _stock(draw)
    if draw.random() < 0.25:
        row["offers"] = [_offer(row["price"], place, draw) for place in draw.sample(REGIONS, 2)]
    if draw.random() < 0.08:
        row["sold_in"] = sorted(draw.sample(REGIONS, draw.randint(1, 3)))
    for column in OFTEN_MISSING:
        if draw.random() < 0.05:
            row[column] = None
    if draw.random() > 0.06:
        row["description"] = describe(row, segment, "id" if draw.random() < 0.3 else "en", draw)
    return {column: value for column, value in row.items() if value is not None}


def _stock(draw: Random) -> int | None:
    chance = draw.random()
    if chance < 0.02:
        return None
    return 0 if chance < 0.11 else draw.randint(1, 40)


def _offer(price: int, region: str, draw: Random) -> Row:
    changed = round(price * draw.choice((0.92, 0.95, 1.0, 1.04)) / 1000) * 1000
    return {"region": region, "price": changed, "stock": draw.choice((0, 2, 5, 12))}


def _variants(model: Mapping[str, Any]) -> Iterator[tuple[int, int, str, str]]:
    """At most three: the first configuration in two colours, the second in the first, and so on."""
    places = itertools.product(range(len(model["configs"])), range(len(model["colours"])))
    for suffix, (config, colour) in zip("abc", sorted(places, key=lambda p: (sum(p), p)), strict=False):
        ram, storage = model["configs"][config]
        yield ram, storage, model["colours"][colour], suffix


def _name(model: Mapping[str, Any]) -> str:
    return f"{model['brand']} {model['line']}"


def _size(gigabytes: int) -> str:
    return f"{gigabytes // 1024}TB" if gigabytes >= 1024 else f"{gigabytes}GB"
