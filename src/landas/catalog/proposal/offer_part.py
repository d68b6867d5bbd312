"""Whether a column of object lists holds offers: a price or stock for each store, region or customer group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.catalog.proposal.column import Column
from landas.catalog.proposal.names import Head, read_heads
from landas.catalog.proposal.profile import Profile
from landas.catalog.proposal.roles import RoleWords
from landas.catalog.texts import is_missing, json_list
from landas.language.pack import LanguagePack

_LONGEST_PLACE = 40


@dataclass(frozen=True, slots=True)
class OfferPart:
    """The offers column, the keys that say where an offer holds, and the keys that need a field of their own."""

    column: str
    places: tuple[str, ...]
    further: tuple[Column, ...]


def find_offers(
    profiles: Iterable[Profile], fields: Sequence[str], roles: RoleWords, packs: Sequence[LanguagePack]
) -> OfferPart | None:
    """The first column whose objects can be read as offers; `fields` are the columns and names that fields have."""
    for profile in profiles:
        if profile.reading.kind != "objects":
            continue
        columns: dict[str, Column] = {}
        for entry in _entries(profile.examples()):
            for key, value in entry.items():
                if not is_missing(value):
                    columns.setdefault(str(key), Column(str(key))).add(value)
        part = _offers(profile.name, columns, fields, roles, packs)
        if part is not None:
            return part
    return None


def _entries(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    lists = [json_list(value) if isinstance(value, str) else value for value in values]
    return [
        entry
        for entries in lists
        if isinstance(entries, list)
        for entry in entries
        if isinstance(entry, Mapping)
    ]


def _offers(
    column: str,
    keys: Mapping[str, Column],
    fields: Sequence[str],
    roles: RoleWords,
    packs: Sequence[LanguagePack],
) -> OfferPart | None:
    heads = read_heads(keys, packs)
    places: list[str] = []
    further: list[Column] = []
    known = 0
    for key, values in keys.items():
        if key in fields:
            known += 1
        elif _changes(heads[key], roles):
            further.append(values)
        elif values.lists or values.objects or values.mean_length > _LONGEST_PLACE:
            return None
        else:
            places.append(key)
    return OfferPart(column, tuple(places), tuple(further)) if places and (known or further) else None


def _changes(head: Head, roles: RoleWords) -> bool:
    return roles.has("price", head, ranks=1) or roles.has("stock", head, ranks=1)
