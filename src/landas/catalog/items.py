"""Items, their offers and versions, and the facts derived from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from landas.catalog.fields import Schema, Value
from landas.clock import iso, parse_iso
from landas.ids import FactId, ItemId, OverlayNumber


@dataclass(frozen=True, slots=True)
class Offer:
    """Values that hold only where the request's context matches `where` (a store, region, customer group)."""

    where: Mapping[str, str]
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be recommended, with canonical values. `title` and `text` are what people read."""

    item_id: ItemId
    title: str
    text: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    group_id: str | None = None
    offers: tuple[Offer, ...] = ()
    keywords: str = ""
    """Words of undeclared columns: searched, never shown."""

    def in_context(self, context: Mapping[str, Any]) -> "Item":
        """This item with the values of the offer that fits `context` best laid over its own.

        An offer fits when every key of its `where` equals the context's; the one naming most keys wins,
        the first of equals. Without a fitting offer the item is returned as it is.
        """
        fitting = [o for o in self.offers if all(str(context.get(k)) == v for k, v in o.where.items())]
        if not fitting:
            return self
        best = max(fitting, key=lambda offer: len(offer.where))
        return replace(self, values={**self.values, **best.values})

    def to_document(self) -> dict[str, Any]:
        """JSON-ready form, the inverse of `from_document`."""
        # Careful: documents are compared and kept for years. A part that is absent is not written, so that items
        # stored before the part existed are still read, and still the same.
        later = {"keywords": self.keywords} if self.keywords else {}
        return {
            "id": self.item_id,
            "title": self.title,
            "text": self.text,
            "values": {k: list(v) if isinstance(v, tuple) else v for k, v in self.values.items()},
            "group_id": self.group_id,
            "offers": [{"where": dict(o.where), "values": _plain(o.values)} for o in self.offers],
            **later,
        }

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Item":
        offers = tuple(Offer(o["where"], _canonical(o["values"])) for o in document["offers"])
        return cls(
            ItemId(document["id"]),
            document["title"],
            document["text"],
            _canonical(document["values"]),
            document["group_id"],
            offers,
            document.get("keywords", ""),
        )


def _plain(values: Mapping[str, Value]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _canonical(values: Mapping[str, Any]) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


@dataclass(frozen=True, slots=True)
class ItemVersion:
    """What the catalogue held for an item from `seq` on. `withdrawn` items keep their last content."""

    item: Item
    version: int
    seq: OverlayNumber
    observed_at: datetime
    source: str = "feed"
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of one version of an item, with an id that a claim can cite."""

    fact_id: FactId
    item_id: ItemId
    field: str
    value: Value
    unit: str | None
    source: str
    observed_at: datetime


def fact_id(item_id: ItemId, field_name: str, version: int) -> FactId:
    """`sku-1#price@3`"""
    return FactId(f"{item_id}#{field_name}@{version}")


def facts_of(
    version: ItemVersion, schema: Schema, context: Mapping[str, Any] | None = None
) -> dict[str, Fact]:
    """The facts of an item by field name, public fields only, with the offer that fits `context`."""
    item = version.item.in_context(context or {})
    facts: dict[str, Fact] = {}
    for name, value in item.values.items():
        declared = schema.fields.get(name)
        if declared is None or not declared.public:
            continue
        unit = declared.currency if declared.type == "money" else declared.unit
        identity = fact_id(item.item_id, name, version.version)
        facts[name] = Fact(identity, item.item_id, name, value, unit, version.source, version.observed_at)
    return facts


def fact_document(fact: Fact) -> dict[str, Any]:
    value = list(fact.value) if isinstance(fact.value, tuple) else fact.value
    return {
        "fact_id": fact.fact_id,
        "item_id": fact.item_id,
        "field": fact.field,
        "value": value,
        "unit": fact.unit,
        "source": fact.source,
        "observed_at": iso(fact.observed_at),
    }


def fact_from_document(document: Mapping[str, Any]) -> Fact:
    value = tuple(document["value"]) if isinstance(document["value"], list) else document["value"]
    return Fact(
        FactId(document["fact_id"]),
        ItemId(document["item_id"]),
        document["field"],
        value,
        document["unit"],
        document["source"],
        parse_iso(document["observed_at"]),
    )
