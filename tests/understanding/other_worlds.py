"""Small catalogues of other domains, all invented: films by genre, eating places, an Indonesian clothes shop."""

from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.ids import ItemId
from landas.understanding.lexicon.learning import build_lexicon
from landas.understanding.parse import IntentParser
from tests.understanding.world import PACKS

Values = dict[str, str | float | bool | tuple[str, ...]]


def reader(
    fields: tuple[Field, ...],
    rows: list[tuple[str, Values]],
    category: str | None = None,
    currency: str = "IDR",
) -> IntentParser:
    """A parser of items with these titles and values; kinds are learnt from no titles."""
    schema = Schema(
        languages=("en", "id"),
        currency=currency,
        id_column="id",
        title_column="title",
        text_columns=(),
        fields={field.name: field for field in fields},
        category_field=category,
    )
    items = [Item(ItemId(f"i{n}"), title, "", values) for n, (title, values) in enumerate(rows)]
    kinds = {i.item_id: str(i.values[category]) for i in items} if category else {}
    return IntentParser(build_lexicon(items, kinds, schema, PACKS), schema, PACKS)


def films() -> IntentParser:
    """Years as plain numbers, ratings beside a count of "ratings", several genres a film."""
    fields = (
        Field("genre", "tags", "genre", labels={"en": ("genre",), "id": ("genre",)}),
        Field("year", "number", "year", labels={"en": ("year",), "id": ("tahun",)}),
        Field(
            "rating",
            "number",
            "rating",
            better="higher",
            labels={"en": ("rating",), "id": ("rating", "bintang")},
        ),
        Field(
            "reviews", "number", "reviews", labels={"en": ("reviews", "ratings", "votes"), "id": ("ulasan",)}
        ),
    )
    genres = ("Comedy", "Drama", "Horror", "Romance", "Sci-Fi", "Western", "Thriller", "Children")
    return reader(
        fields,
        [
            (
                f"Velvet Harbour {n}",
                {
                    "genre": (genres[n % 8], genres[(n + 3) % 8]),
                    "year": 1950.0 + 2 * n,
                    "rating": 2.0 + (n % 6) * 0.5,
                    "reviews": float(5 * n),
                },
            )
            for n in range(32)
        ],
    )


def places() -> IntentParser:
    """Eating places: the kind is the cuisine, prices are a band of words."""
    fields = (
        Field("cuisine", "category", "cuisine", labels={"en": ("cuisine",), "id": ("masakan",)}),
        Field("city", "category", "city", labels={"en": ("city",), "id": ("kota",)}),
        Field("price_range", "category", "price_range", labels={"en": ("price range",), "id": ("kisaran harga",)}),
        Field("halal", "flag", "halal", labels={"en": ("halal",), "id": ("halal",)}),
        Field("parking", "flag", "parking", labels={"en": ("parking",), "id": ("parkir",)}),
        Field("seats", "number", "seats", labels={"en": ("seats", "seating"), "id": ("kursi",)}),
        Field("rating", "number", "rating", better="higher", labels={"en": ("rating", "rated"), "id": ("rating",)}),
    )  # fmt: skip
    cuisines, cities = ("Japanese", "Italian", "Padang", "Seafood"), ("Lembang", "Kutaraja", "Tanjung")
    return reader(
        fields,
        [
            (
                f"Warung Kencana {n}",
                {
                    "cuisine": cuisines[n % 4],
                    "city": cities[n % 3],
                    "price_range": ("cheap", "moderate", "expensive")[n % 3],
                    "halal": n % 2 == 0,
                    "parking": n % 3 == 0,
                    "seats": 10.0 + n,
                    "rating": 3.0 + (n % 5) * 0.4,
                },
            )
            for n in range(40)
        ],
        category="cuisine",
    )


def clothes() -> IntentParser:
    """Indonesian names and values, sizes in letters and numbers."""
    fields = (
        Field("kategori", "category", "kategori", labels={"id": ("kategori",)}),
        Field("harga", "money", "harga", currency="IDR", better="lower", labels={"id": ("harga",)}),
        Field("warna", "category", "warna", labels={"id": ("warna",)}),
        Field("bahan", "category", "bahan", labels={"id": ("bahan",)}),
        Field("ukuran", "category", "ukuran", labels={"id": ("ukuran",)}),
        Field("merek", "category", "merek", labels={"id": ("merek",)}),
        Field("terjual", "number", "terjual", better="higher", labels={"id": ("terjual",)}),
    )
    kinds = ("Kaos Pria", "Kemeja Wanita", "Sepatu Sneakers", "Wajan Anti Lengket")
    sizes = (("S", "M", "L"), ("S", "M", "L"), ("41", "42", "43"), ("24", "26", "28"))
    return reader(
        fields,
        [
            (
                f"{kinds[n % 4]} Tarumala {n}",
                {
                    "kategori": kinds[n % 4],
                    "harga": 50_000.0 + 10_000 * n,
                    "warna": ("Hitam", "Putih", "Abu-abu", "Merah Muda")[n // 4 % 4],
                    "bahan": ("Katun", "Denim", "Kulit Sintetis")[n % 3],
                    "ukuran": sizes[n % 4][n % 3],
                    "merek": ("Tarumala", "Senja Raya", "HP")[n % 3],
                    "terjual": float(n),
                },
            )
            for n in range(48)
        ],
        category="kategori",
    )
