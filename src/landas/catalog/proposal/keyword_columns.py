"""Columns that became no field but hold words an item may be looked for by, as few patterns."""

from collections import Counter
from collections.abc import Mapping, Sequence

from landas.catalog.proposal.profile import Profile
from landas.catalog.proposal.selection import LeftOut

_WORDY = frozenset({"text", "category", "tags", "flag"})
_BREAKS = "_.- "
_FEWEST = 20
"""Columns that must share a beginning before a pattern stands for them."""
_MOST_NAMED = 40
USABLE_REASONS = ("filled in ", "tells less ")


def keyword_columns(left_out: Sequence[LeftOut], profiles: Mapping[str, Profile]) -> tuple[str, ...]:
    """Patterns and names for `keywords`; only columns left out for telling little, never identifiers or contacts."""
    columns = [
        entry.column
        for entry in left_out
        if entry.reason.startswith(USABLE_REASONS)
        and (profile := profiles.get(entry.column)) is not None
        and profile.reading.kind in _WORDY
    ]
    patterns = _patterns(columns)
    covered = tuple(pattern.removesuffix("*") for pattern in patterns)
    single = [column for column in columns if not column.startswith(covered)] if covered else columns
    return (*patterns, *single[:_MOST_NAMED])


def _patterns(columns: Sequence[str]) -> list[str]:
    """The longest beginnings that many columns share, none within another."""
    counts = Counter(
        column[: n + 1] for column in columns for n, char in enumerate(column) if char in _BREAKS and n
    )
    chosen: list[str] = []
    for beginning, count in sorted(counts.items(), key=lambda entry: (-entry[1], -len(entry[0]))):
        if count >= _FEWEST and not any(beginning.startswith(c) or c.startswith(beginning) for c in chosen):
            chosen.append(beginning)
    return [f"{beginning}*" for beginning in chosen]
