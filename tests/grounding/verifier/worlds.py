"""Small invented worlds for the verifier, whose facts fit on one screen."""

from landas.grounding.claims import Cause, Claim, GroundFact, GroundItem, Grounds, Verdict
from landas.grounding.verifier import verify
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
LABELS = {
    "brand": ("brand", "merek"),
    "price": ("price", "harga"),
    "weight": ("weight", "berat"),
    "ram": ("RAM", "memory", "memori"),
    "color": ("colour", "color", "warna"),
    "stock": ("stock", "stok"),
    "category": ("category", "kategori"),
    "screen": ("screen size", "ukuran layar"),
}
UNITS = {"price": "USD", "weight": "kg", "ram": "GB", "screen": "in"}
ASTER: dict[str, str | float] = {
    "category": "laptop", "brand": "Aster", "price": 749.0, "weight": 1.4, "ram": 16.0, "color": "black", "stock": 5.0,
    "screen": 14.0,
}  # fmt: skip
BRIO: dict[str, str | float] = {
    "category": "laptop", "brand": "Brio", "price": 789.0, "weight": 1.1, "ram": 16.0, "color": "silver", "stock": 0.0,
    "screen": 13.3,
}  # fmt: skip
CELO: dict[str, str | float] = {
    "category": "laptop",
    "brand": "Celo",
    "price": 599.0,
    "weight": 1.9,
    "ram": 8.0,
    "color": "black",
    "screen": 15.6,
}
TITLES = {"a": "Aster Nimbus 14", "b": "Brio Feather 13", "c": "Celo Basic 15"}


def _item(item_id: str, values: dict[str, str | float]) -> GroundItem:
    facts = tuple(
        GroundFact(f"{item_id}#{name}", LABELS[name], value, UNITS.get(name))
        for name, value in values.items()
    )
    return GroundItem(item_id, TITLES[item_id], facts)


LAPTOPS = Grounds(
    items=(_item("a", ASTER), _item("b", BRIO), _item("c", CELO)),
    causes=(Cause("event-7", "view", "Delta Wind 12"),),
    request_text="a light laptop under 800 dollars . laptop ringan di bawah 800 dolar",
    counts={"shown": 3, "fitting": 12},
)
PHONE = VerifyRequest(
    facts={
        "Name": "Velm Onda 5",
        "Weight": "182 g (6.42 oz)",
        "Dimensions": "158 x 74.1 x 7.9 mm",
        "Display": {"Type": "AMOLED, 120Hz", "Size": "6.43 inches", "Resolution": "1080 x 2400 pixels"},
        "Chipset": "Krane SM7325 (6 nm)",
        "OS": "Android 13, Onda UI",
        "Internal memory": "128GB 6GB RAM, 256GB 8GB RAM",
        "Main Camera": "50 MP, f/1.8 (wide)",
        "Selfie camera": "16 MP",
        "NFC": "Yes",
        "3.5mm jack": "No",
        "Radio": "FM radio",
        "Battery": "Li-Po 4500 mAh, non-removable",
        "Charging": "33W wired",
        "Colors": "Black, Silver, Teal",
        "Announced": "2022, March 08",
        "Status": "Available. Released 2022, March",
    },
    reply="",
).grounds(PACKS)
DINERS = VerifyRequest(
    items=[
        VerifyItem(
            item_id="r1",
            facts={"name": "Warung Melati", "cuisine": "Sundanese", "rating": 4.5, "price range": "Rp25.000 - Rp60.000",
                   "city": "Bandung", "seats": 40, "halal": True, "parking": False},
        ),
        VerifyItem(
            item_id="r2",
            facts={"name": "Dapur Kenanga", "cuisine": "Padang", "rating": 4.1, "price range": "Rp30.000 - Rp80.000",
                   "city": "Jakarta", "seats": 64, "halal": True, "parking": True},
        ),
    ],
    reply="",
).grounds(PACKS)  # fmt: skip


def claims_of(reply: str, grounds: Grounds, language: str = "en") -> tuple[Claim, ...]:
    return verify(reply, grounds, PACKS, language)


def faults_of(reply: str, grounds: Grounds, language: str = "en") -> list[tuple[str, Verdict, str | None]]:
    """What is wrong with a reply: the claims that aren't supported, with verdict and problem."""
    return [
        (claim.text, claim.verdict, claim.problem)
        for claim in claims_of(reply, grounds, language)
        if claim.verdict in ("contradicted", "unsupported")
    ]
