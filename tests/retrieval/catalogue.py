"""A small invented shop, built into a release, that retrieval and ranking are tested on."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.events.events import Event
from landas.ids import ItemId
from landas.language.pack import load_packs
from landas.language.tokens import word_keys
from landas.recommend.build import build_release
from landas.recommend.building import BuildParts
from landas.releases.store import ReleaseStore
from landas.retrieval.embedder import Vectors
from landas.retrieval.live import LiveCatalog
from tests.catalog.memory_store import MemoryItemStore

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PACKS = load_packs(("en", "id"))


class LetterEmbedder:
    """An embedder that is none of ours: counts of letters, so that its vectors can be told by eye."""

    name = "letters"
    version = "1"
    dimension = 26

    def embed(self, texts: Sequence[str]) -> Vectors:
        counts = np.zeros((len(texts), 26), dtype=np.float32)
        for row, text in enumerate(texts):
            for letter in "".join(word_keys(text)):
                if "a" <= letter <= "z":
                    counts[row, ord(letter) - 97] += 1
        norms = np.linalg.norm(counts, axis=1, keepdims=True)
        return counts / np.maximum(norms, 1e-9)

    def embed_query(self, text: str) -> Vectors:
        found: Vectors = self.embed([text])[0]
        return found

    def load_ahead(self) -> None:
        """Nothing to load."""

    def close(self) -> None:
        """Nothing to give back."""


class ListedEvents:
    """The events that a build reads."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._events = tuple(events)

    def scan(self) -> Iterator[Event]:
        return iter(self._events)

    def count(self) -> int:
        return len(self._events)


def schema_of(
    *fields: Field, category: str | None = None, languages: tuple[str, ...] = ("en", "id")
) -> Schema:
    return Schema(
        languages, "USD", "id", "title", ("text",), {f.name: f for f in fields}, category_field=category
    )


SHOP_FIELDS = (
    Field("brand", "category", "brand"),
    Field("price", "money", "price", currency="USD"),
    Field("colour", "category", "colour"),
    Field("ports", "tags", "ports"),
    Field("wireless", "flag", "wireless", labels={"en": ("wireless",), "id": ("nirkabel",)}),
)


def item(identity: str, title: str, text: str = "", group: str | None = None, **values: object) -> Item:
    return Item(ItemId(identity), title, text, values, group)  # type: ignore[arg-type]


SHOP = (
    item("lap-1", "Merapi Laptop 14 inch", "A light laptop for school", brand="Merapi", price=700.0, colour="silver"),
    item("lap-2", "Toba Laptop 15 inch", "A laptop with long battery life", brand="Toba", price=450.0, colour="black"),
    item("bag-1", "Merapi Laptop Bag black", "A bag for laptops up to 15 inch", brand="Merapi", price=40.0),
    item("bag-2", "Kelud Laptop Bag grey", "Keeps your laptop dry", brand="Kelud", price=25.0, colour="grey"),
    item("mou-1", "Toba Mouse", "A wireless mouse", brand="Toba", price=15.0, wireless=True, ports=("usb",)),
    item("mou-2", "Kelud Mouse", "Has a cable", brand="Kelud", price=9.0, wireless=False, ports=("usb", "ps2")),
    item("cab-1", "Toba Printer Cable 2 m", "A cable for printers", brand="Toba", price=6.0, colour="black"),
    item("cab-2", "Kelud Printer Cable 1 m", "A short cable for printers", brand="Kelud", price=4.0),
    item("pri-1", "Merapi Printer A4", "Prints in colour", brand="Merapi", price=120.0, group="printers"),
    item("pri-2", "Merapi Printer A3", "Prints large", brand="Merapi", price=240.0, group="printers"),
)  # fmt: skip


class World:
    """A shop with its store and releases; `build` makes a release, `live` follows it without waiting."""

    def __init__(
        self,
        folder: Path,
        items: Sequence[Item] = SHOP,
        schema: Schema | None = None,
        events: Sequence[Event] = (),
    ) -> None:
        self.schema = schema or schema_of(*SHOP_FIELDS)
        self.items = MemoryItemStore()
        self.events = ListedEvents(events)
        self.releases = ReleaseStore(folder)
        self.embedder = LetterEmbedder()
        self.upsert(*items)
        self.build()

    def upsert(self, *items: Item) -> None:
        self.items.upsert(items, observed_at=NOW)

    def build(self) -> str:
        return str(build_release(self.build_parts)["release_id"])

    @property
    def build_parts(self) -> BuildParts:
        return BuildParts(
            self.items,  # type: ignore[arg-type]
            self.events,  # type: ignore[arg-type]
            self.schema,
            PACKS,
            self.embedder,
            self.releases,
            self.releases.folder.parent / f"{self.releases.folder.name}-embeddings",
            lambda: NOW,
        )

    def live(self) -> LiveCatalog:
        return LiveCatalog(self.releases, self.items, self.schema, PACKS, self.embedder, poll_seconds=0)
