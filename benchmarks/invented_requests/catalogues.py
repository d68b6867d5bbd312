"""The four invented catalogues' feeds: rooms to let, second-hand vehicles, courses, tools.

usage: python benchmarks/invented_requests/catalogues.py FOLDER
"""

import argparse
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
CATALOGUES = ("rooms", "cars", "courses", "tools")
_ROOMS = {
    "room": (1_200_000, 14),
    "studio": (2_400_000, 24),
    "apartment": (4_200_000, 48),
    "house": (6_500_000, 90),
    "shared room": (650_000, 12),
}
_DISTRICTS = {
    "Bandung": ("Dago", "Buahbatu"),
    "Yogyakarta": ("Sleman", "Kotagede"),
    "Malang": ("Lowokwaru", "Dinoyo"),
    "Depok": ("Beji", "Margonda"),
    "Surabaya": ("Gubeng", "Rungkut"),
    "Semarang": ("Tembalang", "Candisari"),
}
_FACILITIES = (
    "laundry",
    "kitchen",
    "water heater",
    "swimming pool",
    "gym",
    "security guard",
    "rooftop",
    "balcony",
)
_MAKES = {
    "Torvana": ("Siro", "Kael", "Monda"),
    "Helvetto": ("Brio X", "Lunaro"),
    "Kazuri": ("Tanto", "Revo"),
    "Ostwald": ("Transit", "Kombo"),
    "Mirage Motors": ("Falcon", "Osprey"),
}
_SUBJECTS = {
    "Python programming": ("Loops to Lists", "Clean Scripts"),
    "baking": ("Sourdough Basics", "Layer Cakes"),
    "photography": ("Street Light", "Portrait Room"),
    "yoga": ("Slow Flow", "Back Care"),
    "accounting": ("Ledger One", "Tax Season"),
    "guitar": ("First Chords", "Fingerstyle"),
}
_TOOLS = {
    "cordless drill": (60, 240),
    "circular saw": (80, 300),
    "angle grinder": (40, 180),
    "lawn mower": (120, 600),
    "pressure washer": (90, 420),
    "ladder": (50, 260),
}


def write_feeds(folder: Path) -> None:
    """A JSONL file a catalogue."""
    folder.mkdir(parents=True, exist_ok=True)
    makers: dict[str, Callable[[random.Random], Iterator[Row]]] = {
        "rooms": _rooms,
        "cars": _cars,
        "courses": _courses,
        "tools": _tools,
    }
    for name in CATALOGUES:
        rows = makers[name](random.Random(name))
        known = ({k: v for k, v in row.items() if v not in (None, [])} for row in rows)
        text = "".join(json.dumps(row) + "\n" for row in known)
        (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


def _rooms(chance: random.Random) -> Iterator[Row]:
    for n in range(84):
        kind = list(_ROOMS)[n % len(_ROOMS)]
        rent, size = _ROOMS[kind]
        city = chance.choice(list(_DISTRICTS))
        name = chance.choice(("Melati", "Anggrek", "Kenanga", "Cempaka", "Dahlia", "Seruni"))
        flags = {
            "furnished": 0.6,
            "wifi": 0.8,
            "air_conditioning": 0.5,
            "pets_allowed": 0.3,
            "parking": 0.5,
            "breakfast_included": 0.3,
            "private_bathroom": 0.6,
            "smoking_allowed": 0.3,
        }
        yield {
            "listing_id": f"K{n:03}",
            "kind": kind,
            "name": f"{name} {kind.title()} {city} {n}",
            "city": city,
            "district": chance.choice(_DISTRICTS[city]),
            "monthly_rent": round(rent * chance.uniform(0.7, 1.6) / 50_000) * 50_000,
            "size_m2": round(size * chance.uniform(0.7, 1.4)),
            "floor": chance.randint(1, 4),
            "bedrooms": chance.choice({"house": (2, 3, 4), "apartment": (1, 2)}.get(kind, (1,))),
            "distance_to_campus_km": round(chance.uniform(0.2, 9), 1),
            "tenants": chance.choice(("women only", "men only", "mixed")),
            "deposit": round(rent * chance.uniform(0.3, 1) / 100_000) * 100_000,
            "minimum_stay_months": chance.choice((1, 3, 6, 12)),
            "available_from": f"2026-{chance.randint(8, 12):02}-{chance.choice(('01', '15'))}",
            "facilities": chance.sample(_FACILITIES, chance.randint(0, 3)),
            "description": chance.choice(("Quiet lane, morning sun.", "Fresh paint this year.")),
        } | {flag: chance.random() < share for flag, share in flags.items()}


def _cars(chance: random.Random) -> Iterator[Row]:
    for n in range(90):
        make = chance.choice(list(_MAKES))
        model, year = chance.choice(_MAKES[make]), chance.randint(2006, 2024)
        body = chance.choice(("hatchback", "sedan", "SUV", "van", "pickup", "motorcycle"))
        bike = body == "motorcycle"
        flags = {
            "accident_free": 0.7,
            "service_history": 0.6,
            "warranty": 0.4,
            "tow_bar": 0.2,
            "sunroof": 0.3,
        }
        worth = (7_000 if bike else 26_000) * 0.9 ** (2025 - year)
        yield {
            "id": f"V{n:03}",
            "title": f"{make} {model} {year} {body}",
            "body_type": body,
            "make": make,
            "model": model,
            "year": year,
            "price": round(worth * chance.uniform(0.7, 1.4) / 50) * 50,
            "mileage_km": round((2025 - year) * chance.uniform(6000, 19000) + 1500, -2),
            "engine_cc": chance.choice((110, 125, 150, 250, 400) if bike else (998, 1198, 1498, 1998, 2498)),
            "horsepower": chance.randint(9, 44) if bike else chance.randint(60, 219),
            "fuel": chance.choice(("petrol", "diesel", "electric", "hybrid")),
            "transmission": chance.choice(("manual", "automatic")),
            "seats": chance.choice({"van": (7, 8, 9), "pickup": (2, 5), "motorcycle": (2,)}.get(body, (5,))),
            "doors": None if bike else chance.choice((3, 5)),
            "colour": chance.choice(("black", "white", "silver", "red", "blue", "grey", "green")),
            "previous_owners": chance.randint(1, 4),
            "fuel_consumption_l_100km": round(chance.uniform(3.2, 11), 1),
            "boot_litres": None if bike else chance.randint(200, 799),
            "inspection_until": f"202{chance.randint(6, 8)}-{chance.randint(1, 12):02}-01",
            "location": chance.choice(("Leeds", "Bristol", "Glasgow", "Cardiff")),
            "notes": chance.choice(("Runs well.", "One careful owner.", "New brakes.")),
        } | {flag: chance.random() < share for flag, share in flags.items()}


def _courses(chance: random.Random) -> Iterator[Row]:
    for n in range(80):
        subject = chance.choice(list(_SUBJECTS))
        flags = {
            "certificate_included": 0.5,
            "materials_included": 0.5,
            "evening_classes": 0.4,
            "weekend_classes": 0.4,
        }
        yield {
            "code": f"C{n:03}",
            "course_title": f"{chance.choice(_SUBJECTS[subject])}: {subject.title()} {n}",
            "subject": subject,
            "level": chance.choice(("beginner", "intermediate", "advanced")),
            "fee": chance.choice((150, 250, 350, 450, 600, 750, 900, 1200, 1500, 2400)) * 1000,
            "hours": chance.choice((4, 6, 8, 10, 12, 16, 20, 24, 40)),
            "weeks": chance.choice((1, 2, 3, 4, 6, 8, 12)),
            "start_date": f"2027-{chance.randint(1, 6):02}-{chance.choice(('05', '12', '19'))}",
            "delivery": chance.choice(("online", "on site", "hybrid")),
            "city": chance.choice(("Jakarta", "Solo", "Denpasar")),
            "class_size": chance.choice((6, 8, 10, 12, 20, 30)),
            "teacher": chance.choice(("Rani Sekar", "Budi Lamtoro", "Mei Anggun", "Joko Prawira")),
            "rating": round(chance.uniform(3, 5), 1),
            "taught_in": chance.choice(("English", "Indonesian")),
            "minimum_age": chance.choice((7, 12, 16, 18)),
        } | {flag: chance.random() < share for flag, share in flags.items()}


def _tools(chance: random.Random) -> Iterator[Row]:
    for n in range(90):
        kind = chance.choice(list(_TOOLS))
        brand, runs = chance.choice(("Bravik", "Norrtal", "Hexmo", "Calder")), kind != "ladder"
        yield {
            "sku": f"T{n:03}",
            "name": f"{brand} {kind.title()} {chance.choice('ABCDEFG')}{chance.randint(10, 98)}",
            "brand": brand,
            "product_group": kind,
            "price_eur": round(chance.uniform(*_TOOLS[kind])),
            "weight_kg": round(chance.uniform(1.2, 18), 1),
            "noise_db": chance.randint(68, 103) if runs else None,
            "power_watts": chance.choice((500, 750, 900, 1200, 1400, 1800, 2200)) if runs else None,
            "battery_volts": chance.choice((12, 18, 36))
            if kind in ("cordless drill", "lawn mower")
            else None,
            "cordless": kind == "cordless drill" or (runs and chance.random() < 0.4),
            "max_height_m": None if runs else round(chance.uniform(2, 7), 1),
            "cutting_width_cm": chance.choice((32, 36, 41, 46)) if kind == "lawn mower" else None,
            "pressure_bar": chance.choice((110, 130, 150, 180)) if kind == "pressure washer" else None,
            "warranty_years": chance.choice((1, 2, 3, 5)),
            "case_included": chance.random() < 0.5,
            "brushless_motor": runs and chance.random() < 0.4,
            "color": chance.choice(("red", "yellow", "black", "green")),
            "stock": chance.randint(0, 29),
            "made_in": chance.choice(("Germany", "China", "Poland")),
        }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    write_feeds(arguments.parse_args().folder)


if __name__ == "__main__":
    main()
