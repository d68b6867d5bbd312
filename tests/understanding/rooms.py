"""A small agency that lets invented rooms in Indonesian towns: rents, sizes, yes-or-no fields, dates."""

from landas.catalog.fields import Field
from landas.understanding.parse import IntentParser
from tests.understanding.other_worlds import reader

_KINDS = ("room", "studio", "house")
_TOWNS = ("Malang", "Depok", "Bandung")
# ruff: noqa: E501
_FIELDS = (
    Field("kind", "category", "kind", labels={"en": ("kind",), "id": ("jenis",)}, values={"room": {"id": ("kamar",)}, "house": {"id": ("rumah",)}}),
    Field("rent", "money", "rent", currency="IDR", better="lower", labels={"en": ("rent", "price"), "id": ("sewa", "harga")}),
    Field("bedrooms", "number", "bedrooms", labels={"en": ("bedrooms",), "id": ("kamar tidur", "kamar")}),
    Field("size", "number", "size", unit="m²", labels={"en": ("size",), "id": ("ukuran",)}),
    Field("distance", "number", "distance", unit="km", labels={"en": ("distance",), "id": ("jarak",)}),
    Field("minimum_stay", "number", "minimum_stay", unit="month", labels={"en": ("minimum stay",), "id": ("minimal sewa",)}),
    Field("town", "category", "town", labels={"en": ("town", "city"), "id": ("kota",)}),
    Field("breakfast_included", "flag", "breakfast_included", labels={"en": ("breakfast included",), "id": ("termasuk sarapan",)}),
    Field("furnished", "flag", "furnished", labels={"en": ("furnished",), "id": ("perabot",)}),
    Field("floor", "number", "floor", labels={"en": ("floor",), "id": ("lantai",)}),
    Field("wifi", "flag", "wifi", labels={"en": ("wifi",), "id": ("wifi",)}),
    Field("available", "date", "available", labels={"en": ("available",), "id": ("tersedia",)}),
)  # fmt: skip


def rooms() -> IntentParser:
    rows = []
    for n in range(36):
        kind = _KINDS[n % 3]
        values = {
            "kind": kind, "rent": 800_000.0 + 50_000 * n, "bedrooms": float(1 + (n % 3 == 2) * (n % 4)),
            "size": 10.0 + n, "distance": 0.5 + n % 8, "minimum_stay": float((1, 3, 6)[n % 3]), "town": _TOWNS[n % 3],
            "breakfast_included": n % 2 == 0, "wifi": n % 4 > 0,
            "furnished": n % 5 > 0, "floor": float(1 + n % 4), "available": f"2026-{1 + n % 12:02}-01",
        }  # fmt: skip
        rows.append((f"Tidewater {kind} {n}", values))
    return reader(_FIELDS, rows, category="kind")
