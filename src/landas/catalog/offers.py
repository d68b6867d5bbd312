"""Offers of an item: values that hold in one store, region or customer group only."""

from collections.abc import Mapping
from typing import Any

from landas.catalog.amounts import Packs
from landas.catalog.canonical_values import canonical_value
from landas.catalog.fields import Field, Schema, Value
from landas.catalog.items import Offer
from landas.catalog.texts import clean_line, is_missing, json_list


def read_offers(given: Any, schema: Schema, packs: Packs) -> tuple[Offer, ...]:
    """Offers from a list of objects, or the JSON text of one.

    Keys declared under `[context]` say where an offer holds, keys that are fields or their columns what it
    changes. Raises ValueError with the first thing wrong.
    """
    if schema.offers_column is None or is_missing(given):
        return ()
    entries = json_list(given) if isinstance(given, str) else [given] if isinstance(given, dict) else given
    if not isinstance(entries, list):
        raise ValueError('offers must be a list such as [{"store": "A", "price": 12.99}]')
    fields = _by_key(schema)
    return tuple(
        _offer(entry, number, schema, fields, packs) for number, entry in enumerate(entries, start=1)
    )


def _by_key(schema: Schema) -> dict[str, Field]:
    return {f.column: f for f in schema.fields.values()} | dict(schema.fields)


def _offer(entry: Any, number: int, schema: Schema, fields: Mapping[str, Field], packs: Packs) -> Offer:
    if not isinstance(entry, Mapping):
        raise ValueError(f"offer {number} is not an object with keys and values")
    where: dict[str, str] = {}
    values: dict[str, Value] = {}
    for key, given in entry.items():
        if key in schema.context:
            if not is_missing(given):
                where[key] = clean_line(given)
        elif key in fields:
            try:
                value = canonical_value(given, fields[key], packs)
            except ValueError as error:
                raise ValueError(f"offer {number}: {key} = {given!r} {error}") from error
            if value is not None:
                values[fields[key].name] = value
        else:
            raise ValueError(
                f"offer {number}: {key!r} is neither a field nor declared under [context] in landas.toml"
            )
    if not where:
        raise ValueError(f"offer {number} says no place: none of its keys is declared under [context]")
    return Offer(where, values)
