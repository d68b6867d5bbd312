"""Rules are typed when the project loads, and fail closed on missing values."""

from datetime import UTC, datetime

import pytest

from landas.catalog.fields import Field, FieldType, Schema
from landas.catalog.items import Item
from landas.errors import ProjectFileError
from landas.ids import ItemId
from landas.policy.rules import RequestNames, broken_rule, compile_rules
from landas.settings import RuleSection

FIELDS: dict[str, FieldType] = {
    "stock": "number",
    "brand": "category",
    "tags": "tags",
    "adult": "flag",
    "released": "date",
}
SCHEMA = Schema(
    languages=("en", "id"),
    currency="USD",
    id_column="id",
    title_column="title",
    text_columns=(),
    fields={name: Field(name, kind, name) for name, kind in FIELDS.items()},
    context={"region": "category", "age": "number"},
)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def rule(when: str, missing: str = "remove", surfaces: tuple[str, ...] = ()) -> RuleSection:
    return RuleSection.model_validate(
        {"name": "r", "when": when, "reason": "not for you", "missing": missing, "surfaces": surfaces}
    )


def reason_for(when: str, missing: str = "remove", context: dict | None = None, **values) -> str | None:
    rules = compile_rules([rule(when, missing)], SCHEMA)
    names = RequestNames("search", NOON, "ada", context).names()
    broken = broken_rule(Item(ItemId("i"), "A thing", values=values), rules, names, SCHEMA)
    return broken[1] if broken else None


@pytest.mark.parametrize(
    ("when", "values"),
    [
        ("item.stock > 0", {"stock": 2.0}),
        ("item.brand in ['Acme', 'Bolt']", {"brand": "Bolt"}),
        ("'new' in item.tags && size(item.tags) > 1", {"tags": ("new", "red")}),
        ("!item.adult", {"adult": False}),
        ("item.released < '2026-01-01'", {"released": "2025-05-05"}),
        ("timestamp(item.released + 'T00:00:00Z') < now", {"released": "2025-05-05"}),
        ("item.title.contains('thing')", {}),
        ("surface == 'search' || item.stock > 3", {}),
        ("has(item.stock) ? item.stock > 0 : true", {}),
    ],
)
def test_an_item_for_which_the_condition_holds_is_eligible(when: str, values: dict) -> None:
    assert reason_for(when, **values) is None


def test_an_item_that_breaks_a_rule_is_removed_with_the_rules_reason() -> None:
    assert reason_for("item.stock > 0", stock=0.0) == "not for you"


def test_a_missing_value_removes_the_item_and_is_named() -> None:
    assert reason_for("item.stock > 0") == "unknown: stock"


def test_a_missing_value_keeps_the_item_where_the_rule_says_so() -> None:
    assert reason_for("item.stock > 0", missing="keep") is None


def test_a_context_value_that_the_request_lacks_removes_the_item() -> None:
    assert reason_for("context.age >= 18 || !item.adult", adult=True) == "unknown: context.age"
    assert reason_for("context.age >= 18 || !item.adult", adult=True, context={"age": 21.0}) is None


def test_a_rule_whose_loops_are_cut_off_removes_the_item_and_fails_no_answer() -> None:
    loops = "true"
    for name in "abcdef":
        loops = f"item.tags.all({name}, {loops})"
    tags = tuple(f"t{n}" for n in range(20))
    assert reason_for(loops, missing="keep", tags=tags) == "not for you"
    assert reason_for(loops, tags=tags[:1]) is None


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("item.stok > 0", "undeclared reference to 'item.stok'"),
        ("item.stock", "gives DOUBLE, not true or false"),
        ("item.brand > 3", "no matching overload"),
        ("item.stock >", "Syntax error"),
    ],
)
def test_a_rule_that_cannot_be_typed_is_refused_when_the_project_loads(when: str, message: str) -> None:
    with pytest.raises(ProjectFileError, match=message):
        compile_rules([rule(when)], SCHEMA)


def test_only_rules_that_read_nothing_but_the_item_can_be_computed_ahead() -> None:
    ahead = [
        compile_rules([rule(when)], SCHEMA)[0].item_only
        for when in ("item.stock > 0", "context.region == 'x'", "now > timestamp('2026-01-01T00:00:00Z')")
    ]
    assert ahead == [True, False, False]
    assert not compile_rules([rule("item.stock > 0", surfaces=("home",))], SCHEMA)[0].item_only


def test_a_name_that_is_declared_nowhere_is_told_with_the_place_to_declare_it() -> None:
    with pytest.raises(
        ProjectFileError,
        match=r"undeclared reference to 'context\.shop'.*Declare it under \[context\], as shop",
    ):
        compile_rules([rule("context.shop == 'x'")], SCHEMA)
    with pytest.raises(ProjectFileError, match=r"'item\.colour'.*under \[catalog\.fields\.colour\]\. Known"):
        compile_rules([rule("item.colour == 'x'")], SCHEMA)
