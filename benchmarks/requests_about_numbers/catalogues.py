"""The feeds of three invented catalogues that numbers tell apart: devices, stays, and things to watch.

usage: python benchmarks/requests_about_numbers/catalogues.py FOLDER
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CATALOGUES = ("devices", "stays", "watching")
_DEVICES = {
    "phone": (1_300_000, 19_000_000),
    "tablet": (1_900_000, 14_000_000),
    "laptop": (4_500_000, 32_000_000),
    "smartwatch": (450_000, 5_200_000),
    "power bank": (120_000, 900_000),
}
_MODELS = ("Air 13", "S21 5G", "Note 300", "Lite 7", "Max", "Go", "Prime 2")
_STAYS = {"hotel": (45, 380), "villa": (120, 900), "guesthouse": (18, 90), "apartment": (40, 260)}
_WORDS, _ENDS = ("Night", "Paper", "Salt", "Glass"), ("Harbour", "Letters", "Road", "21", "Days")
_WATCHED = ("film", "series", "documentary")


def write_feeds(folder: Path) -> None:
    """A JSONL file for each catalogue."""
    folder.mkdir(parents=True, exist_ok=True)
    makers: dict[str, Callable[[random.Random], Iterator[Row]]] = {
        "devices": _devices,
        "stays": _stays,
        "watching": _watching,
    }
    for name, rows in makers.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row) + "\n" for row in rows(random.Random(name)))


def _devices(chance: random.Random) -> Iterator[Row]:
    for n in range(160):
        kind = chance.choice(list(_DEVICES))
        runs, big = kind != "power bank", kind == "laptop"
        brand = chance.choice(("Nuvora", "Kestel", "Orbix", "Jelita"))
        yield {
            "sku": f"D{n:03}",
            "name": f"{brand} {kind.title()} {chance.choice(_MODELS)}",
            "kind": kind,
            "brand": brand,
            "price": chance.randrange(*_DEVICES[kind], 50_000),
            "ram_gb": chance.choice((8, 16, 32, 64) if big else (2, 3, 4, 6, 8, 12)) if runs else None,
            "storage_gb": chance.choice((256, 512, 1000, 2000) if big else (32, 64, 128, 256, 512))
            if runs
            else None,
            "battery_mah": None if big else chance.choice((450, 3000, 4000, 4500, 5000, 6000, 10000, 20000)),
            "screen_in": _screen(kind, chance),
            "weight_g": chance.randint(900, 2600) if big else chance.randint(30, 520),
            "thickness_mm": round(chance.uniform(6.1, 22), 1),
            "camera_mp": chance.choice((8, 12, 13, 48, 50, 64, 108, 200))
            if kind in ("phone", "tablet")
            else None,
            "refresh_hz": chance.choice((60, 90, 120, 144, 165)) if runs else None,
            "cpu_ghz": chance.choice((1.8, 2.0, 2.4, 2.8, 3.2, 4.1)) if runs else None,
            "charging_w": chance.choice((10, 18, 25, 33, 45, 65, 100, 120)),
            "sim_slots": chance.choice((1, 2)) if kind == "phone" else None,
            "warranty_months": chance.choice((6, 12, 18, 24)),
            "rating": round(chance.uniform(3.1, 5), 1),
            "sold": chance.choice((12, 80, 150, 400, 1200, 5300)),
            "discount_percent": chance.choice((0, 5, 10, 15, 20, 30, 50)),
            "released": f"{chance.randint(2018, 2026)}-{chance.randint(1, 12):02}-15",
            "color": chance.choice(("black", "white", "blue", "green")),
        }


def _screen(kind: str, chance: random.Random) -> float | None:
    sizes = {
        "phone": (5.4, 6.1, 6.4, 6.5, 6.7, 6.9),
        "tablet": (8.0, 10.1, 11.0, 12.4),
        "laptop": (11.6, 13.3, 14.0, 15.6, 16.0, 17.3),
        "smartwatch": (1.2, 1.4, 1.9),
    }
    return chance.choice(sizes[kind]) if kind in sizes else None


def _stays(chance: random.Random) -> Iterator[Row]:
    for n in range(140):
        kind = chance.choice(list(_STAYS))
        beds = chance.randint(1, 2 if kind in ("hotel", "guesthouse") else 5)
        yield {
            "id": f"S{n:03}",
            "name": f"{chance.choice(('Palm', 'Harbour', 'Lotus', 'Ridge', 'Coral'))} {kind.title()} {n}",
            "kind": kind,
            "town": chance.choice(("Ubud", "Sanur", "Kuta", "Lombok", "Malang")),
            "price_per_night": chance.randint(*_STAYS[kind]),
            "stars": chance.randint(1, 5) if kind == "hotel" else None,
            "guest_score": round(chance.uniform(5.5, 9.8), 1),
            "guests": beds * 2 + chance.choice((0, 0, 1)),
            "bedrooms": beds,
            "bathrooms": chance.randint(1, beds),
            "room_size_m2": chance.randint(12, 60) * beds,
            "beach_km": round(chance.uniform(0.05, 14), 2),
            "minimum_nights": chance.choice((1, 1, 2, 3, 7)),
            "pool_m": chance.choice((None, 6, 8, 12, 25)),
            "opened": chance.randint(1985, 2025),
            "breakfast": chance.random() < 0.5,
            "pets": chance.random() < 0.3,
        }


def _watching(chance: random.Random) -> Iterator[Row]:
    for n in range(150):
        kind = chance.choice(_WATCHED)
        series = kind == "series"
        yield {
            "id": f"W{n:03}",
            "title": f"{chance.choice(_WORDS)} {chance.choice(_ENDS)} {n}",
            "kind": kind,
            "genre": chance.sample(("Drama", "Comedy", "Thriller", "Horror", "Romance", "Action"), 2),
            "year": chance.randint(1955, 2026),
            "duration_min": chance.randint(22, 60) if series else chance.randint(70, 205),
            "seasons": chance.randint(1, 9) if series else None,
            "episodes": chance.randint(4, 120) if series else None,
            "score_percent": chance.randint(22, 99),
            "stars": round(chance.uniform(1.5, 5), 1),
            "minimum_age": chance.choice((0, 6, 12, 16, 18)),
            "votes": chance.randint(40, 250_000),
            "rent": chance.choice((1.99, 2.99, 3.99, 4.99, 6.99)),
        }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    write_feeds(arguments.parse_args().folder)


if __name__ == "__main__":
    main()
