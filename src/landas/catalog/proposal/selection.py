"""Which of the remaining columns become fields, and why the others are left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from landas.catalog.proposal.profile import Profile, holds_addresses
from landas.catalog.proposal.roles import RoleWords

MOST_FIELDS = 140
_FLAG_VARIETY = 0.4
_FEW_ROWS = 50
_CONTACT = re.compile(r"\s*(\+?[\d\s().-]{7,20}|[^@\s]+@[^@\s]+\.\w+)\s*")
_STANDARD_BONUS = 3.0
_KIND_BONUS = 1.3
_PACKING_MALUS = 0.3
_TELLING = {"money": 1.0, "number": 0.9, "category": 1.0, "tags": 0.9, "date": 0.7, "flag": 0.8, "text": 0.3}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that no field reads, and why."""

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The columns that become fields, the most informative first, and the others."""

    kept: tuple[Profile, ...]
    left_out: tuple[LeftOut, ...]


def select_fields(
    profiles: Iterable[Profile], rows: int, roles: RoleWords, most: int = MOST_FIELDS
) -> Selection:
    """Keeps the columns that tell items apart, at most `most`, the most informative first."""
    left: list[LeftOut] = []
    telling: list[Profile] = []
    for profile in profiles:
        reason = _useless(profile, rows, roles)
        if reason is None:
            telling.append(profile)
        else:
            left.append(LeftOut(profile.name, reason))
    telling, repeated = _without_restatements(telling, roles)
    left += repeated
    ranked = sorted(telling, key=lambda profile: _information(profile, roles), reverse=True)
    left += [
        LeftOut(p.name, f"tells less than the {most} columns kept (filled in {_percent(p.share)})")
        for p in ranked[most:]
    ]
    return Selection(tuple(ranked[:most]), tuple(left))


def _useless(profile: Profile, rows: int, roles: RoleWords) -> str | None:
    if profile.reading.kind == "objects":
        return (
            "a list of objects; give each variant a row of its own with a column they share, or name offers"
        )
    if kind := holds_addresses(profile):
        return kind
    if _is_identifier(profile, roles):
        return "an identifier of other systems"
    if _is_contact(profile, roles):
        return "an address or contact data"
    least = 1 if rows <= _FEW_ROWS else max(2, min(20, rows // 200))
    if profile.column.filled < least:
        return f"filled in {profile.column.filled:,} of {rows:,} rows"
    lasting = roles.has("stock", profile.head, whole=True) or roles.has("price", profile.head, whole=True)
    if rows > 2 and profile.share > 0.95 and profile.column.kinds == 1 and not lasting:
        return "the same value in every row"
    if roles.has("names.currency", profile.head, whole=True):
        return "the currency of the prices"
    return None


def _is_identifier(profile: Profile, roles: RoleWords) -> bool:
    if profile.reading.kind not in ("text", "category", "number", "tags"):
        return False
    if roles.has("identifier", profile.head):
        return True
    codes = [
        str(code)
        for value in profile.examples()[:200]
        for code in (value if isinstance(value, list) else [value])
    ]
    return bool(codes) and sum(map(_is_gtin, codes)) > 0.9 * len(codes)


def _is_gtin(code: str) -> bool:
    """Whether a code is a GTIN (EAN, UPC, ISBN-13): its last digit checks the others."""
    code = code.strip().removesuffix(".0")
    if len(code) not in (8, 12, 13, 14) or not code.isdigit():
        return False
    weighed = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(code)))
    return weighed % 10 == 0


def _is_contact(profile: Profile, roles: RoleWords) -> bool:
    fit = roles.fit("contact", profile.head, whole=True)
    if fit is None or profile.reading.kind in ("flag", "date", "money"):
        return False
    values = [str(value) for value in profile.examples()[:200]]
    return profile.reading.kind == "text" or sum(map(bool, map(_CONTACT.fullmatch, values))) > 0.5 * len(
        values
    )


def _without_restatements(
    profiles: Sequence[Profile], roles: RoleWords
) -> tuple[list[Profile], list[LeftOut]]:
    """Leaves out `weight_imperial` where there is `weight`."""
    heads = {profile.head.words for profile in profiles}
    kept, left = [], []
    for profile in profiles:
        words = profile.head.words
        if (
            roles.has("names.restated", profile.head, ranks=100)
            and len(words) > 1
            and (words[:-1] in heads or words[1:] in heads)
        ):
            left.append(LeftOut(profile.name, "another column in other units"))
        else:
            kept.append(profile)
    return kept, left


def _information(profile: Profile, roles: RoleWords) -> float:
    """How much a column tells items apart: filled often, with varied values, of a standard field."""
    value = profile.share * _TELLING.get(profile.reading.kind, 0.3) * _variety(profile)
    if profile.concept is not None:
        return value * _STANDARD_BONUS
    if roles.about_packing(profile.head):
        return value * _PACKING_MALUS
    return value * _KIND_BONUS if profile.kind_of is not None else value


def _variety(profile: Profile) -> float:
    """1 where no value is common, towards 0.1 where nearly every row has the same; a flag is worth having."""
    distinct = profile.column.distinct
    if not distinct:
        return 1.0
    variety = 1.0 - max(distinct.values()) / profile.column.filled
    return max(_FLAG_VARIETY if profile.reading.kind == "flag" else 0.1, variety)


def _percent(share: float) -> str:
    return f"{share:.1%}" if share >= 0.001 else "less than 0.1%"
