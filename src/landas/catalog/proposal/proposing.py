"""From a feed's statistics to a proposed project file, in one visible order.

Nothing is asked: what the feed says is taken, what it doesn't say is guessed, and every guess is marked.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from landas.catalog.proposal.concepts import Concepts
from landas.catalog.proposal.field_proposals import is_price, price_rank, propose_fields
from landas.catalog.proposal.keyword_columns import keyword_columns
from landas.catalog.proposal.kinds import Packs, read_kind
from landas.catalog.proposal.names import read_heads
from landas.catalog.proposal.offer_part import OfferPart, find_offers
from landas.catalog.proposal.parts import choose_category, choose_group, choose_id, choose_texts, choose_title
from landas.catalog.proposal.prices import Currency, find_currency
from landas.catalog.proposal.profile import Profile, profile_columns
from landas.catalog.proposal.proposal import Guess, Proposal, ProposedField, ProposedRule
from landas.catalog.proposal.roles import RoleWords
from landas.catalog.proposal.selection import LeftOut, Selection, select_fields
from landas.catalog.proposal.survey import ColumnSurvey
from landas.errors import FeedError
from landas.language.detect import detect_language

_TEXTS_LOOKED_AT = 60
_EVERY_ITEM = 0.99


@dataclass(slots=True)
class _Notes:
    guesses: list[Guess] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def propose(
    survey: ColumnSurvey, name: str, feed: str, packs: Packs, event_ids: Collection[str] = ()
) -> Proposal:
    """A project file for a surveyed feed. `event_ids`: some of the item ids that events name.

    Raises FeedError where no column can be an item's title or id.
    """
    roles = RoleWords(packs)
    profiles = profile_columns(survey, packs, roles)
    found = _Notes()
    title, item_id, unique = _title_and_id(list(profiles.values()), survey, roles, event_ids, found)
    rest = [
        _as_brand(p, profiles[title], roles, packs)
        for p in profiles.values()
        if p.name not in (title, item_id)
    ]
    texts = choose_texts(rest, roles)
    category = choose_category(rest, survey.rows, roles)
    group = choose_group([p for p in rest if p.name != category], roles)
    rest = [p for p in rest if p.name not in (*texts, group)]
    selection = select_fields(rest, survey.rows, roles)
    offers = find_offers(rest, [p.name for p in selection.kept], roles, packs)
    kept = [*selection.kept, *_of_offers(offers, packs, roles, survey.rows)]
    language = _language([profiles[column] for column in (title, *texts)], packs)
    currency = _currency(kept, profiles, language, roles, packs, found)
    proposed = propose_fields(kept, category, currency.code, roles, packs)
    found.guesses += proposed.guesses
    found.notes += _remarks(survey, category)
    return Proposal(
        name=name,
        feed=feed,
        format=survey.format,
        rows=survey.rows,
        columns=len(survey.columns),
        languages=tuple(pack.code for pack in packs),
        currency=currency.code,
        id=item_id,
        unique_id=unique,
        title=title,
        text=texts,
        keywords=keyword_columns(selection.left_out, profiles),
        category=category,
        group=group,
        offers=offers.column if offers else None,
        context=dict.fromkeys(offers.places, "category") if offers else {},
        fields=proposed.fields,
        rules=_rules(proposed.fields, kept, roles, found),
        guesses=tuple(found.guesses),
        left_out=(*_left_out(selection, offers, survey, profiles), *proposed.left_out),
        notes=tuple(found.notes),
    )


def _title_and_id(
    profiles: list[Profile], survey: ColumnSurvey, roles: RoleWords, event_ids: Collection[str], found: _Notes
) -> tuple[str, str, bool]:
    title, why = choose_title(profiles, roles)
    item_id = choose_id(profiles, survey.rows, title, roles, event_ids)
    if title is None or item_id is None:
        raise FeedError(
            "no column holds names of items, so no project file can be proposed.",
            "Check that the file is a feed of items, with a first line that names its columns.",
        )
    if title.name == item_id.column:
        # An id is a poor name where there is a readable one beside it.
        others = [p for p in profiles if p.name != item_id.column]
        second, _ = choose_title(others, roles)
        if second is not None and item_id.unique and item_id.guess is None:
            title, why = second, None
    if why is not None:
        found.guesses.append(Guess("catalog.title", title.name, why))
    if item_id.guess is not None:
        found.guesses.append(Guess("catalog.id", item_id.column, item_id.guess))
    if item_id.problem is not None:
        found.notes.append(item_id.problem[0].upper() + item_id.problem[1:] + ".")
    return title.name, item_id.column, item_id.unique


def _as_brand(profile: Profile, title: Profile, roles: RoleWords, packs: Packs) -> Profile:
    """A supplier is the brand where its names open the titles."""
    if profile.reading.kind != "category" or not roles.has("names.maybe_brand", profile.head, whole=True):
        return profile
    common = [str(name).casefold() for name, _ in (profile.column.distinct or Counter()).most_common(30)]
    titles = [str(text).casefold() for text in title.examples()]
    opening = sum(any(text.startswith(name) for text in titles) for name in common)
    brand = Concepts(packs).get("brand")
    return replace(profile, concept=brand, kind_of=brand) if opening >= 0.5 * len(common) else profile


def _of_offers(offers: OfferPart | None, packs: Packs, roles: RoleWords, rows: int) -> list[Profile]:
    """Profiles of the keys that only offers have."""
    if offers is None:
        return []
    heads = read_heads([column.name for column in offers.further], packs)
    profiles = []
    for column in offers.further:
        reading = read_kind(column, heads[column.name], roles, packs, rows)
        profiles.append(Profile(column, heads[column.name], reading, ".", None, None, column.share(rows)))
    return profiles


def _language(profiles: Sequence[Profile], packs: Packs) -> str | None:
    """The language that most of the texts are in."""
    texts = [str(value) for p in profiles for value in p.examples()[:_TEXTS_LOOKED_AT]]
    codes = [pack.code for pack in packs]
    counts = Counter(detect_language(text, codes, codes[0]) for text in texts if len(text) >= 12)
    return counts.most_common(1)[0][0] if counts else None


def _currency(
    kept: Sequence[Profile],
    profiles: dict[str, Profile],
    language: str | None,
    roles: RoleWords,
    packs: Packs,
    found: _Notes,
) -> Currency:
    prices = [p for p in kept if is_price(p, roles)]
    prices.sort(key=lambda p: price_rank(p, roles))
    named = [p.column for p in profiles.values() if roles.has("names.currency", p.head, whole=True)]
    currency = find_currency([(p.head, p.reading) for p in prices], named, language, packs)
    if currency.guess is not None:
        found.guesses.append(Guess("project.currency", currency.code, currency.guess))
    return currency


def _rules(
    fields: Sequence[ProposedField], kept: Sequence[Profile], roles: RoleWords, found: _Notes
) -> tuple[ProposedRule, ...]:
    """Only what can be had. Where the feed doesn't say so for every item, the others are kept, as a guess."""
    heads = {p.name: p for p in kept}
    for proposed in fields:
        profile = heads[proposed.column]
        when = {"number": f"item.{proposed.name} > 0", "flag": f"item.{proposed.name}"}.get(proposed.type)
        if when is None or not roles.has("stock", profile.head, whole=True):
            continue
        if profile.share < _EVERY_ITEM:
            when = f"!has(item.{proposed.name}) || {when}"
            why = f"{1 - profile.share:.0%} of the rows don't say, and are kept"
            found.guesses.append(Guess("policy.rules.in_stock", when, why))
        return (ProposedRule("in_stock", when, "out of stock"),)
    return ()


def _remarks(survey: ColumnSurvey, category: str | None) -> list[str]:
    notes = []
    if survey.cut is not None:
        notes.append(f"Only the part before the damage was looked at: {survey.cut}")
    if survey.unreadable:
        notes.append(f"{survey.unreadable:,} rows can't be read; landas import lists them with the reason.")
    if category is None:
        notes.append(
            "No column says what kind of thing an item is; the kinds are learnt from the titles at build. "
            "If there is such a column, name it as category under [catalog]."
        )
    return notes


def _left_out(
    selection: Selection, offers: OfferPart | None, survey: ColumnSurvey, profiles: dict[str, Profile]
) -> tuple[LeftOut, ...]:
    left = [entry for entry in selection.left_out if offers is None or entry.column != offers.column]
    left += [LeftOut(name, "empty in every row") for name in survey.columns if name not in profiles]
    return tuple(left)
