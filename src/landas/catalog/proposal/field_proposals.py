"""Columns as proposed fields: name, type, unit, scale, labels, better end, vague words, synonyms of values."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from landas.catalog.dates import date_order_of
from landas.catalog.fields import CATEGORY, FieldType
from landas.catalog.proposal.concepts import PARTS, Concept, Concepts
from landas.catalog.proposal.kinds import Packs
from landas.catalog.proposal.labels import Labels, vague_words
from landas.catalog.proposal.measures import Unit, find_unit
from landas.catalog.proposal.prices import find_scale
from landas.catalog.proposal.profile import Profile
from landas.catalog.proposal.proposal import Guess, ProposedField
from landas.catalog.proposal.roles import RoleWords
from landas.catalog.proposal.selection import LeftOut
from landas.catalog.texts import split_list

_WITH_SYNONYMS = frozenset({"color", "material"})
_MOST_VALUES = 200
_PATH = ">"


@dataclass(frozen=True, slots=True)
class FieldProposals:
    """Fields in the order of their columns, what was guessed, and columns whose name another field has."""

    fields: tuple[ProposedField, ...]
    guesses: tuple[Guess, ...]
    left_out: tuple[LeftOut, ...]


def propose_fields(
    kept: Sequence[Profile], category: str | None, currency: str, roles: RoleWords, packs: Packs
) -> FieldProposals:
    """A field for each kept column."""
    standard = _standard_fields(kept, category, roles)
    standard |= _parts_without_name(kept, standard, category, roles, Concepts(packs))
    left = tuple(
        LeftOut(p.name, f"called like the field {p.concept.key}, which it can't be ({p.reading.kind})")
        for p in kept
        if p.concept is not None and p.concept.key in _keys(standard) and not _is_apt(p, p.concept, category)
    )
    unnamed = {entry.column for entry in left}
    kept = [profile for profile in kept if profile.name not in unnamed]
    labels = Labels(packs, [p.head.phrase for p in kept if p.name not in standard])
    if category is None:
        labels.name(CATEGORY)
    done: dict[str, ProposedField] = {}
    guesses: list[Guess] = []
    # Careful: standard fields first, so that they get their names and labels before any other column.
    for profile in sorted(kept, key=lambda p: p.name not in standard):
        concept = standard.get(profile.name)
        done[profile.name] = _field(profile, concept, category, currency, roles, labels, packs, guesses)
    return FieldProposals(tuple(done[p.name] for p in kept), tuple(guesses), left)


def _keys(standard: Mapping[str, Concept]) -> set[str]:
    return {concept.key for concept in standard.values()}


def _standard_fields(kept: Sequence[Profile], category: str | None, roles: RoleWords) -> dict[str, Concept]:
    """The standard field of each column, for the one that fits best where several name the same."""
    best: dict[str, tuple[tuple[int, bool, float], Profile]] = {}
    for profile in kept:
        concept = profile.concept
        if concept is None or not _is_apt(profile, concept, category):
            continue
        price = roles.fit("price", profile.head)
        rank = (0 if price is None else -price, profile.head.words == words_of_key(concept), profile.share)
        if concept.key not in best or rank > best[concept.key][0]:
            best[concept.key] = (rank, profile)
    return {profile.name: profile.concept for _, profile in best.values() if profile.concept is not None}


def _parts_without_name(
    kept: Sequence[Profile],
    standard: Mapping[str, Concept],
    category: str | None,
    roles: RoleWords,
    concepts: Concepts,
) -> dict[str, Concept]:
    """The price and the category where their heads are no standard field's: "harga rata-rata", "Preis".

    Money of another kind ("salary_min") is no price, and stands for its kind where no column is just that.
    """
    found: dict[str, Concept] = {}
    price, kind = concepts.get("price"), concepts.get(CATEGORY)
    money = sorted((p for p in kept if is_price(p, roles)), key=lambda p: price_rank(p, roles))
    prices = [p for p in money if p.kind_of is None or p.kind_of == price]
    if prices and price is not None and "price" not in _keys(standard):
        found[prices[0].name] = price
    for profile in money:
        other = None if profile in prices else profile.kind_of
        if other is not None and other.key not in _keys(standard) | _keys(found):
            found[profile.name] = other
    if category is not None and category not in standard and kind is not None:
        found[category] = kind
    return found


def is_price(profile: Profile, roles: RoleWords) -> bool:
    """Whether a column holds money: its values or its head say so."""
    if profile.reading.kind == "money":
        return True
    if profile.reading.kind != "number" or profile.reading.units or profile.head.unit is not None:
        return False
    return profile.head.currency is not None or roles.has("price", profile.head, ranks=1)


def price_rank(profile: Profile, roles: RoleWords) -> int:
    """0 for the column that best says "price", more for others."""
    fit = roles.fit("price", profile.head)
    return 10**6 if fit is None else fit


def words_of_key(concept: Concept) -> tuple[str, ...]:
    return tuple(concept.key.split("_"))


def _is_apt(profile: Profile, concept: Concept, category: str | None) -> bool:
    """Whether the values can be those of the standard field: weights are numbers, colours are words."""
    if concept.key in PARTS:
        return profile.name == category
    return not concept.kinds or profile.reading.kind in concept.kinds


def _field(
    profile: Profile,
    concept: Concept | None,
    category: str | None,
    currency: str,
    roles: RoleWords,
    labels: Labels,
    packs: Packs,
    guesses: list[Guess],
) -> ProposedField:
    kind = _type(profile, category, roles)
    name = labels.name(concept.key if concept else profile.head.phrase or profile.name)
    key = f"catalog.fields.{name}"
    unit, scale = Unit(), 1.0
    if kind == "number":
        unit = find_unit(profile.head, profile.reading, profile.kind_of)
        if unit.guess is not None:
            guesses.append(Guess(f"{key}.unit", unit.symbol, unit.guess))
    elif kind == "money":
        scale, why = find_scale(profile.reading, currency)
        if why is not None:
            guesses.append(Guess(f"{key}.scale", scale, why))
    numeric = kind in ("number", "money")
    return ProposedField(
        name=name,
        column=profile.name,
        type=kind,
        unit=unit.symbol,
        feed_unit=unit.feed_unit,
        scale=scale,
        decimal=profile.decimal if numeric and profile.column.texts else ".",
        date_order=date_order_of(profile.examples()) if kind == "date" else None,
        better=concept.better if concept and numeric else None,
        labels=(labels.of_concept(concept, profile.head.phrase) if concept else {})
        or labels.of_head(profile),
        words=vague_words(concept, packs) if concept and numeric else {},
        values=_synonyms(profile, concept, kind, category, labels),
        about=_about(profile),
        doubt=unit.doubt,
    )


def _type(profile: Profile, category: str | None, roles: RoleWords) -> FieldType:
    kind = profile.reading.kind
    if profile.name == category:
        return "category"
    if is_price(profile, roles):
        return "money"
    return "text" if kind == "objects" else kind


def _synonyms(
    profile: Profile, concept: Concept | None, kind: FieldType, category: str | None, labels: Labels
) -> dict[str, dict[str, tuple[str, ...]]]:
    if kind not in ("category", "tags"):
        return {}
    if profile.name != category and (concept is None or concept.key not in _WITH_SYNONYMS):
        return {}
    return labels.of_values([value for value, _ in _values(profile, kind).most_common(_MOST_VALUES)])


def _values(profile: Profile, kind: FieldType) -> Counter[str]:
    """How often each value occurs; of lists, each entry."""
    if kind == "category":
        counted: Counter[str] = Counter()
        for value, count in (profile.column.distinct or {}).items():
            counted[str(value).rpartition(_PATH)[2].strip()] += count
        return counted
    values = (value if isinstance(value, list) else split_list(str(value)) for value in profile.examples())
    return Counter(str(entry).strip() for entries in values for entry in entries)


def _about(profile: Profile) -> str:
    filled = f"filled in {profile.share:.0%} of rows" if profile.share >= 0.01 else "filled in few rows"
    numbers = sorted(profile.reading.numbers)
    if numbers:
        return f"{filled}; {numbers[0]:,.8g} to {numbers[-1]:,.8g}"
    if profile.reading.kind in ("category", "tags"):
        kind: FieldType = "tags" if profile.reading.kind == "tags" else "category"
        common = [value for value, _ in _values(profile, kind).most_common(3)]
        return f"{filled}; {', '.join(common)}"
    return filled
