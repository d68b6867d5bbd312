"""A small invented shop for tests of evidence and wording: three laptops whose differences are easy sums."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from landas.catalog.fields import Field, Schema, Value
from landas.catalog.items import Item, ItemVersion, facts_of
from landas.grounding.about_evidence import about_evidence
from landas.grounding.claims import Evidence, Grounds
from landas.grounding.evidence import gather_evidence
from landas.grounding.grounds import grounds_of
from landas.grounding.shown import EventLink, Relaxation, ShownItem
from landas.grounding.wording.slots import render
from landas.grounding.wording.style import Style
from landas.grounding.wording.task import Question, WordingTask
from landas.grounding.wording.template import word_by_template
from landas.ids import ItemId, OverlayNumber
from landas.language.pack import load_packs
from landas.request.about import AboutItems, AboutKind, Asked
from landas.request.candidates import Candidate, SourceHit
from landas.request.intent import Constraint, Intent

READ_AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PACKS = load_packs(("en", "id"))

SCHEMA = Schema(
    languages=("en", "id"),
    currency="USD",
    id_column="sku",
    title_column="name",
    text_columns=(),
    category_field="category",
    fields={
        "category": Field("category", "category", "category", labels={"en": ("category",), "id": ("kategori",)}),
        "brand": Field("brand", "category", "brand", labels={"en": ("brand",), "id": ("merek",)}),
        "price": Field(
            "price", "money", "price", currency="USD", better="lower",
            labels={"en": ("price",), "id": ("harga",)}, words={"cheap": "low", "murah": "low"},
        ),
        "weight": Field(
            "weight", "number", "weight", unit="kg", better="lower",
            labels={"en": ("weight",), "id": ("berat",)}, words={"light": "low", "ringan": "low"},
        ),
        "ram": Field("ram", "number", "ram", unit="GB", better="higher", labels={"en": ("RAM",), "id": ("RAM",)}),
        "color": Field("color", "category", "color", labels={"en": ("colour",), "id": ("warna",)}),
        "stock": Field("stock", "number", "stock", labels={"en": ("stock",), "id": ("stok",)}),
        "margin": Field("margin", "number", "margin", public=False),
    },
)  # fmt: skip

ASTER: dict[str, Value] = {
    "category": "laptop", "brand": "Aster", "price": 749.0, "weight": 1.4, "ram": 16.0, "color": "black",
    "stock": 5.0, "margin": 0.4,
}  # fmt: skip
BRIO: dict[str, Value] = {
    "category": "laptop", "brand": "Brio", "price": 789.0, "weight": 1.1, "ram": 16.0, "color": "silver",
    "stock": 2.0, "margin": 0.1,
}  # fmt: skip
CELO: dict[str, Value] = {"category": "laptop", "brand": "Celo", "price": 599.0, "weight": 1.9, "ram": 8.0}
LAPTOPS = {"Aster Nimbus 14": ASTER, "Brio Feather 13": BRIO, "Celo Basic 15": CELO}


def shown_items(
    values_by_title: Mapping[str, Mapping[str, Value]],
    schema: Schema = SCHEMA,
    sources: Sequence[str] = ("lexical",),
) -> tuple[ShownItem, ...]:
    """Items in the given order, with ids `s1`, `s2`, … and every source at rank 1."""
    items = []
    for rank, (title, values) in enumerate(values_by_title.items(), start=1):
        item_id = ItemId(f"s{rank}")
        version = ItemVersion(Item(item_id, title, values=values), 3, OverlayNumber(7), READ_AT)
        candidate = Candidate(item_id, {name: SourceHit(1.0, 1) for name in sources})
        items.append(ShownItem(item_id, title, rank, candidate, facts_of(version, schema)))
    return tuple(items)


def under(limit: float, field: str = "price") -> Constraint:
    return Constraint(field, "lt", limit)


def task_of(
    shown: tuple[ShownItem, ...],
    intent: Intent,
    language: str = "en",
    schema: Schema = SCHEMA,
    request_text: str = "",
    fitting: int | None = None,
    relaxations: tuple[Relaxation, ...] = (),
    question: Question | None = None,
    led_by: Mapping[ItemId, EventLink] | None = None,
    seed: str = "s",
) -> WordingTask:
    evidence = gather_evidence(
        shown, intent, schema, PACKS, request_text=request_text, led_by=led_by, relaxations=relaxations
    )
    return WordingTask(
        language, seed, intent, schema, PACKS, shown, evidence, request_text,
        fitting=len(shown) if fitting is None else fitting, relaxations=relaxations, question=question,
    )  # fmt: skip


def about_task(
    kind: AboutKind,
    titles: Sequence[str],
    asked: Asked | None = None,
    language: str = "en",
    request_text: str = "",
    style: Style | None = None,
) -> WordingTask:
    """A turn about laptops of the shop, as they stand in the order of `titles`."""
    shown = shown_items({title: LAPTOPS[title] for title in titles})
    return _about(shown, SCHEMA, kind, asked or Asked(), language, request_text, style or Style())


def compared(shown: Sequence[ShownItem], schema: Schema, language: str, *fields: str) -> WordingTask:
    """A turn that compares shown items in some fields."""
    return _about(tuple(shown), schema, "comparison", Asked(fields=fields), language)


def _about(
    shown: tuple[ShownItem, ...],
    schema: Schema,
    kind: AboutKind,
    asked: Asked,
    language: str,
    request_text: str = "",
    style: Style = Style(),  # noqa: B008
) -> WordingTask:
    about = AboutItems(kind, tuple(item.item_id for item in shown), asked)
    intent = Intent(intent_type="compare" if kind == "comparison" else "ask_item")
    return WordingTask(
        language, "s", intent, schema, PACKS, shown, about_evidence(shown, about, schema, PACKS), request_text,
        fitting=len(shown), kind=kind, asked=asked, style=style,
    )  # fmt: skip


def schema_with(*fields: Field) -> Schema:
    """A schema of just these fields, in both languages."""
    return replace(
        SCHEMA, currency="IDR", category_field=None, fields={field.name: field for field in fields}
    )


def grounds_for(task: WordingTask, forbidden: Sequence[str] = ()) -> Grounds:
    return grounds_of(
        task.shown, task.evidence, task.intent, task.schema, task.packs,
        forbidden=forbidden, request_text=task.request_text, fitting=task.fitting,
    )  # fmt: skip


def entries_of(task: WordingTask) -> tuple[Evidence, ...]:
    return tuple(entry for of_item in task.evidence.values() for entry in of_item)


def reply_to(task: WordingTask) -> str:
    titles = [item.title for item in task.shown]
    return render(word_by_template(task), entries_of(task), titles, task.schema, task.language)
