"""The sample imports into a project without a single problem, and its project file says what is in it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from landas.catalog.feeds.reading import read_rows
from landas.catalog.importing import import_items
from landas.catalog.items import Item
from landas.catalog.schema import build_schema
from landas.events.importing import import_events
from landas.ids import ItemId
from landas.policy.rules import RequestNames, Rule, broken_rule, compile_rules
from landas.sample import SampleFiles, sample_questions, write_sample
from landas.settings import load_project
from landas.storage.database import open_database
from landas.storage.events import SqlEventStore
from landas.storage.items import SqlItemStore
from tests.sample.conftest import END

Removal = Callable[..., tuple[str, str] | None]


@pytest.fixture(scope="module")
def items(sample: SampleFiles) -> Iterator[SqlItemStore]:
    database = open_database(sample.project.parent / "landas.db")
    yield SqlItemStore(database)
    database.close()


def test_every_row_and_value_lands(sample: SampleFiles, items: SqlItemStore) -> None:
    schema = build_schema(load_project(sample.project.parent))
    report = import_items(sample.items, schema, items, lambda: END, full=True)
    assert (report.rows, report.landed, report.refused, report.values_left_out) == (320, 320, 0, 0)
    assert report.undeclared_columns == 1
    landed = [
        version.item
        for version in items.get([ItemId(row.values["sku"]) for row in read_rows(sample.items)]).values()
    ]
    filled = Counter(name for item in landed for name in item.values)
    assert set(filled) == set(schema.fields)
    assert sum(bool(item.text) for item in landed) > 290
    assert sum(item.group_id is not None for item in landed) == 270
    assert any(item.offers for item in landed)


def test_weights_are_stored_in_kilograms(sample: SampleFiles, items: SqlItemStore) -> None:
    schema = build_schema(load_project(sample.project.parent))
    import_items(sample.items, schema, items, lambda: END)
    laptop = items.get([ItemId("L003a")])[ItemId("L003a")].item
    assert laptop.title == "Veltuna Bayu 14 Laptop 16GB/512GB Silver"
    assert laptop.values["weight"] == 1.12


def test_every_event_lands_and_names_a_known_item(
    sample: SampleFiles, items: SqlItemStore, tmp_path: Path
) -> None:
    schema = build_schema(load_project(sample.project.parent))
    import_items(sample.items, schema, items, lambda: END)
    database = open_database(tmp_path / "events.db")
    store = SqlEventStore(database)
    report = import_events(read_rows(sample.events), store, items.get)
    again = import_events(read_rows(sample.events), store, items.get)
    database.close()
    assert (report.stored, report.rejected, report.unknown_item) == (report.rows, 0, 0)
    assert (again.stored, again.duplicate) == (0, report.rows)


def test_writing_the_sample_again_gives_the_same_bytes(sample: SampleFiles, tmp_path: Path) -> None:
    for _ in range(2):
        again = write_sample(tmp_path / "again", END)
        assert again.items.read_bytes() == sample.items.read_bytes()
        assert again.events.read_bytes() == sample.events.read_bytes()
        assert again.project.read_bytes() == sample.project.read_bytes()


def test_synonyms_and_feed_agree_on_the_values(sample: SampleFiles) -> None:
    fields = load_project(sample.project.parent).catalog.fields
    rows = [row.values for row in read_rows(sample.items)]
    for name, field in fields.items():
        if field.values:
            found = [row.get(field.column or name) for row in rows]
            flat = {
                value for entry in found if entry for value in (entry if isinstance(entry, list) else [entry])
            }
            assert flat == set(field.values), name


def test_every_field_has_a_label_in_both_languages_unless_it_is_private(sample: SampleFiles) -> None:
    for name, field in load_project(sample.project.parent).catalog.fields.items():
        assert not field.public or {"en", "id"} <= field.labels.keys(), name


class TestRules:
    @pytest.fixture
    def removal(self, sample: SampleFiles) -> Removal:
        settings = load_project(sample.project.parent)
        schema = build_schema(settings)
        rules: tuple[Rule, ...] = compile_rules(settings.policy.rules, schema)

        def _removal(
            values: Mapping[str, Any], surface: str = "home", **context: str
        ) -> tuple[str, str] | None:
            names = RequestNames(surface, datetime(2026, 6, 1, tzinfo=UTC), None, context).names()
            item = Item(ItemId("x"), "X", values=values)
            broken = broken_rule(item, [r for r in rules if r.holds_on(surface)], names, schema)
            return None if broken is None else (broken[0].name, broken[1])

        return _removal

    def test_articles_need_no_stock_and_goods_do(self, removal: Removal) -> None:
        assert removal({"category": "article"}) is None
        assert removal({"category": "phone", "stock": 3.0}) is None
        assert removal({"category": "phone", "stock": 0.0}) == ("in_stock", "out of stock")
        assert removal({"category": "phone"}) == ("in_stock", "unknown: stock")

    def test_a_thing_sold_in_medan_is_not_offered_in_jakarta(self, removal: Removal) -> None:
        local = {"category": "phone", "stock": 3.0, "sold_in": ("Medan",)}
        assert removal(local, region="Medan") is None
        assert removal(local) is None
        assert removal(local, region="Jakarta") == ("sold_here", "not sold in this region")

    def test_articles_are_not_suggested_for_a_cart(self, removal: Removal) -> None:
        assert removal({"category": "article"}, "cart") == (
            "can_be_bought",
            "an article can't be put into a cart",
        )


def test_questions_come_in_both_languages_and_mixed() -> None:
    questions = sample_questions()
    assert len({question.text for question in questions}) == len(questions) >= 16
    assert {question.language for question in questions} == {"en", "id", "mixed"}
