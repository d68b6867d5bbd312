"""A row of a feed as an item with canonical values, and what was wrong with it.

A row without a usable id, title, price or offers is refused whole: half an item would be worse than none, and
an item that is known already keeps its former version. Any other bad value is left out of the item and reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from landas.catalog.amounts import Packs
from landas.catalog.canonical_values import canonical_value
from landas.catalog.feeds.rows import FeedRow
from landas.catalog.fields import Field, Schema, Value
from landas.catalog.items import Item
from landas.catalog.keywords import keywords_of
from landas.catalog.lengths import LONGEST_TEXT, LONGEST_TITLE, LONGEST_VALUE, too_long
from landas.catalog.offers import read_offers
from landas.catalog.texts import clean_line, clean_text, is_missing
from landas.errors import shown
from landas.ids import ItemId

LONGEST_ID = 200


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong with a row. `fatal`: the row was refused; else it landed without this value."""

    line: int
    column: str | None
    value: Any
    reason: str
    fatal: bool = True


@dataclass(frozen=True, slots=True)
class ReadItem:
    """A row read: the item where there is one, and every problem found."""

    item: Item | None
    problems: tuple[RowError, ...] = ()


def item_id_of(values: Mapping[str, Any], schema: Schema) -> ItemId | None:
    """The row's id as text (whole numbers without decimals); None where it has no usable one."""
    value = values.get(schema.id_column)
    if is_missing(value) or isinstance(value, bool | dict):
        return None
    if isinstance(value, list):
        return None
    text = clean_text(value).strip()
    return ItemId(text) if text and "\n" not in text and len(text) <= LONGEST_ID else None


def to_item(row: FeedRow, schema: Schema, packs: Packs) -> ReadItem:
    """The item a row describes. Never raises for what a feed can hold."""
    if row.fault is not None:
        return _refused(row, None, None, row.fault)
    item_id = item_id_of(row.values, schema)
    if item_id is None:
        return _refused(row, schema.id_column, row.values.get(schema.id_column), "no usable id")
    title = clean_line(row.values.get(schema.title_column) or "")
    if not title:
        return _refused(row, schema.title_column, None, "no title")
    if len(title) > LONGEST_TITLE:
        reason = f"the title {too_long(len(title), LONGEST_TITLE)}"
        return _refused(row, schema.title_column, title[:LONGEST_TITLE], reason)
    values, problems = _values(row, schema, packs)
    text, cut = _text(row, schema)
    problems += cut
    try:
        offers = read_offers(row.values.get(schema.offers_column or ""), schema, packs)
    except ValueError as error:
        offers = ()
        problems.append(
            RowError(row.line, schema.offers_column, row.values.get(schema.offers_column or ""), str(error))
        )
    if any(problem.fatal for problem in problems):
        return ReadItem(None, tuple(problems))
    group = row.values.get(schema.group_column) if schema.group_column else None
    return ReadItem(
        Item(
            item_id,
            title,
            text,
            values,
            None if is_missing(group) else clean_line(group)[:LONGEST_VALUE] or None,
            offers,
            keywords_of(row.values, schema),
        ),
        tuple(problems),
    )


def _refused(row: FeedRow, column: str | None, value: Any, reason: str) -> ReadItem:
    return ReadItem(None, (RowError(row.line, column, value, reason),))


def _text(row: FeedRow, schema: Schema) -> tuple[str, list[RowError]]:
    """The item's running text, and which columns had to be cut."""
    parts, cut = [], []
    for column in schema.text_columns:
        if is_missing(given := row.values.get(column)):
            continue
        text = clean_text(given)
        if len(text) > LONGEST_TEXT:
            reason = f"{column} {too_long(len(text), LONGEST_TEXT)}"
            cut.append(RowError(row.line, column, text[:100], reason, fatal=False))
        parts.append(text[:LONGEST_TEXT])
    return "\n".join(part for part in parts if part), cut


def _values(row: FeedRow, schema: Schema, packs: Packs) -> tuple[dict[str, Value], list[RowError]]:
    values: dict[str, Value] = {}
    problems: list[RowError] = []
    for name, field in schema.fields.items():
        given = row.values.get(field.column)
        if given is None:
            continue
        try:
            value = canonical_value(given, field, packs)
            _check_length(value, LONGEST_TEXT if field.type == "text" else LONGEST_VALUE)
        except ValueError as error:
            problems.append(_bad_value(row, field, given, error))
        else:
            if value is not None:
                values[name] = value
    return values, problems


def _check_length(value: Value | None, most: int) -> None:
    """Raises ValueError for a value, or an entry of one, that is longer than `most`."""
    texts = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    longest = max(map(len, texts), default=0)
    if longest > most:
        raise ValueError(too_long(longest, most))


def _bad_value(row: FeedRow, field: Field, given: Any, error: ValueError) -> RowError:
    reason = f"{field.column} = {shown(given)} {error}"
    return RowError(row.line, field.column, given, reason, fatal=field.type == "money")
