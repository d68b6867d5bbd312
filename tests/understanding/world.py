"""A small shop of invented brands that the tests of understanding read their lexicon from."""

from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.ids import ItemId
from landas.language.pack import load_packs
from landas.understanding.lexicon.learning import build_lexicon
from landas.understanding.parse import IntentParser

# ruff: noqa: E501
FIELDS = (
    Field("price", "money", "price", currency="IDR", better="lower", labels={"en": ("price",), "id": ("harga",)}),
    Field("ram", "number", "ram", unit="GB", better="higher", labels={"en": ("RAM", "memory"), "id": ("RAM",)}),
    Field("storage", "number", "storage", unit="GB", better="higher", labels={"en": ("storage",), "id": ("penyimpanan",)}),
    Field("weight", "number", "weight", unit="kg", better="lower", labels={"en": ("weight",), "id": ("berat",)}),
    Field("screen_size", "number", "screen_size", unit="in", labels={"en": ("screen size", "screen"), "id": ("ukuran layar", "layar")}),
    Field("rating", "number", "rating", better="higher", labels={"en": ("rating",), "id": ("rating", "nilai")}),
    Field("brand", "category", "brand", labels={"en": ("brand",), "id": ("merek",)}),
    Field("color", "category", "color", labels={"en": ("color", "colour"), "id": ("warna",)}),
    Field("size", "category", "size", labels={"en": ("size",), "id": ("ukuran",)}),
    Field("features", "tags", "features", labels={"en": ("features",), "id": ("fitur",)}),
    Field("bluetooth", "flag", "bluetooth", labels={"en": ("bluetooth",), "id": ("bluetooth",)}),
    Field("released", "date", "released", labels={"en": ("release date",), "id": ("tanggal rilis",)}),
    Field("department", "category", "department", labels={"en": ("department",), "id": ("kategori",)}),
)  # fmt: skip
SCHEMA = Schema(
    languages=("en", "id"),
    currency="IDR",
    id_column="id",
    title_column="title",
    text_columns=("text",),
    fields={field.name: field for field in FIELDS},
    category_field="department",
)
PACKS = load_packs(("en", "id"))

_BRANDS = ("Velora", "Kestrin", "Nimbusworks", "Tarumala")
_COLORS = ("Black", "Silver", "White", "Navy Blue")


def items() -> list[Item]:
    made = []
    for n in range(24):
        values = {
            "price": 4_000_000.0 + 500_000 * n, "ram": float((8, 16, 32)[n % 3]), "storage": float((256, 512, 1024)[n % 3]),
            "weight": 1.0 + 0.05 * n, "screen_size": (13.3, 14.0, 15.6)[n % 3], "brand": _BRANDS[n % 4],
            "color": _COLORS[n % 4], "department": "laptop", "rating": 3.0 + (n % 5) * 0.4, "bluetooth": n % 2 == 0,
            "features": ("touchscreen", "backlit keyboard") if n % 2 else ("touchscreen",), "released": f"202{n % 5}-03-01",
        }  # fmt: skip
        made.append(
            Item(ItemId(f"l{n}"), f"{_BRANDS[n % 4]} Aero {n} laptop", "A light aluminium laptop.", values)
        )
    for n in range(12):
        values = {"price": 100_000.0 + 10_000 * n, "brand": "Tarumala", "color": _COLORS[n % 4], "department": "laptop bag",
                  "weight": 0.4 + 0.02 * n, "size": ("S", "M", "L")[n % 3]}  # fmt: skip
        made.append(Item(ItemId(f"b{n}"), f"Tarumala laptop bag {n}", "Canvas bag for a laptop.", values))
    for n in range(12):
        values = {"price": 2_000_000.0 + 300_000 * n, "brand": _BRANDS[n % 2], "color": _COLORS[n % 4], "department": "phone",
                  "weight": 0.15 + 0.01 * n, "ram": 8.0, "storage": float((128, 256)[n % 2])}  # fmt: skip
        made.append(
            Item(ItemId(f"p{n}"), f"{_BRANDS[n % 2]} Pico {n} phone", "A phone with a bright screen.", values)
        )
    return made


def parser() -> IntentParser:
    made = items()
    lexicon = build_lexicon(made, {i.item_id: str(i.values["department"]) for i in made}, SCHEMA, PACKS)
    return IntentParser(lexicon, SCHEMA, PACKS)
