"""What the drill knows of a project's catalogue: raw rows, kinds of things, requests in every language, and words to
attack with."""

import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from string import Template
from typing import Any

from landas.bootstrap import Project
from landas.catalog.fields import Field, Schema
from landas.catalog.items import Item
from landas.drill.comparing import Compared
from landas.drill.truth import Oracle, Row
from landas.errors import SetupError
from landas.grounding.salience import price_field
from landas.grounding.wording.naming import category_noun
from landas.ids import ItemId, ItemIndex
from landas.language.display import show_money
from landas.language.pack import LanguagePack

LOOKED_AT = 2000
KINDS = 12
SHORTEST_BRAND = 4


@dataclass(frozen=True)
class World:
    """A project's catalogue as the drill sees it."""

    schema: Schema
    packs: tuple[LanguagePack, ...]
    items: Mapping[ItemId, Item]
    kinds: tuple[tuple[str, ItemId], ...]
    """The commonest kinds of things, each with an item of it: an eligible one where there is one."""
    eligible: frozenset[ItemId]
    """Items that the rules keep which read the item alone."""
    oracle: Oracle

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(pack.code for pack in self.packs)

    def words(self, language: str) -> Mapping[str, Any]:
        """The pack's `drill.toml`."""
        return next(pack for pack in self.packs if pack.code == language).table("drill")

    def requests(self, language: str) -> Iterator[str]:
        """Requests without end: every kind of thing put in every way, in an order of their own."""
        texts = [
            Template(pattern).safe_substitute(
                kind=category_noun(kind, self.schema, language), **self._amounts(language)
            )
            for pattern in self.words(language)["requests"]
            for kind, _ in self.kinds
        ]
        random.Random(language).shuffle(texts)
        return cycle(texts)

    def follow_ups(self, language: str, task: str) -> Iterator[str]:
        """Turns without end that speak of what was shown, as a model task answers them."""
        patterns = self.words(language)["follow_ups"][task]
        fields = [f.label(language) for f in self.schema.fields.values() if f.public and f.type != "text"]
        for number, pattern in enumerate(cycle(patterns)):
            field = fields[number % len(fields)] if fields else ""
            yield Template(pattern).safe_substitute(field=field)

    def _amounts(self, language: str) -> dict[str, str]:
        price = price_field(self.schema)
        values = sorted(v for v in self.values(price) if isinstance(v, int | float)) if price else []
        if price is None or not values:
            return {"low": "1", "amount": "100"}
        middle, low = statistics.median_low(values), values[len(values) // 5]
        shown = {"low": low, "amount": middle}
        return {key: show_money(value, price.currency, language) for key, value in shown.items()}

    def values(self, declared: Field | None) -> list[Any]:
        """Every value of a field in the catalogue."""
        if declared is None:
            return []
        return [item.values[declared.name] for item in self.items.values() if declared.name in item.values]


def world_of(project: Project) -> World:
    """Reads the whole catalogue. Raises SetupError where there is nothing to drill with."""
    items = {version.item.item_id: version.item for version in project.items.scan()}
    rows: dict[str, Row] = {item_id: row_of(item) for item_id, item in items.items()}
    eligible = _eligible(project)
    kinds = _kinds(project, eligible)
    if not kinds:
        raise SetupError("the catalogue has no items.", "Import some and build: landas import items FILE")
    tables = {pack.code: pack.table("drill") for pack in project.packs}
    oracle = Oracle(
        rows,
        _brands(project.schema, items.values()),
        tuple(dict.fromkeys(lie for table in tables.values() for lie in table["never_said"])),
        {code: Compared.of(table) for code, table in tables.items()},
        _columns(project.schema, project.packs),
    )
    return World(project.schema, project.packs, items, kinds, eligible, oracle)


def _eligible(project: Project) -> frozenset[ItemId]:
    view = project.live.current()
    allowed, _, _ = project.parts.eligibility.mask(view, (), {})
    return frozenset(view.item_id(ItemIndex(number)) for number in range(view.size) if allowed[number])


def row_of(item: Item) -> Row:
    return Row(item.item_id, item.title, item.to_document())


def _kinds(project: Project, eligible: frozenset[ItemId]) -> tuple[tuple[str, ItemId], ...]:
    view = project.live.current()
    step = max(1, view.size // LOOKED_AT)
    counts: Counter[str] = Counter()
    examples: dict[str, ItemId] = {}
    for number in range(0, view.size, step):
        kind = view.category(ItemIndex(number))
        if kind is not None and view.alive[number]:
            counts[kind] += 1
            item_id = view.item_id(ItemIndex(number))
            if examples.setdefault(kind, item_id) not in eligible:
                examples[kind] = item_id
    return tuple((kind, examples[kind]) for kind, _ in counts.most_common(KINDS))


def _brands(schema: Schema, items: Any) -> frozenset[str]:
    """The values of the field whose values stand in titles most often: names that belong to some items only."""
    counts: Counter[str] = Counter()
    values: dict[str, set[str]] = {}
    names = [
        f.name for f in schema.fields.values() if f.type == "category" and f.name != schema.category_field
    ]
    for item in items:
        title = item.title.casefold()
        for name in names:
            value = item.values.get(name)
            if isinstance(value, str):
                values.setdefault(name, set()).add(value.casefold())
                counts[name] += value.casefold() in title
    if not counts:
        return frozenset()
    brand = counts.most_common(1)[0][0]
    return frozenset(value for value in values[brand] if len(value) >= SHORTEST_BRAND)


def _columns(schema: Schema, packs: Sequence[LanguagePack]) -> dict[str, str]:
    """Which value of a row is the price, and which the weight."""
    price = price_field(schema)
    found = {"price": price.name} if price else {}
    for pack in packs:
        known = set(pack.field_labels.get("weight", ()))
        for declared in schema.fields.values():
            if declared.is_numeric and known & set(declared.labels.get(pack.code, ())[:1]):
                found.setdefault("weight", declared.name)
    return {about: f"values.{name}" for about, name in found.items()}


def each_language(
    world: World, make: Callable[[str], Iterator[Any]], count: int
) -> Iterator[tuple[str, Any]]:
    """(language, next of what `make` gives for it), `count` in all, the languages in turn."""
    made = {language: make(language) for language in world.languages}
    for number in range(count):
        language = world.languages[number % len(world.languages)]
        yield language, next(made[language])
