"""Which columns are the id, the title, the texts, the category and the group of variants."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from landas.catalog.proposal.column import key_of
from landas.catalog.proposal.profile import Profile, holds_addresses
from landas.catalog.proposal.roles import RoleWords

MOST_TEXTS = 6
_NEARLY_ALL = 0.98
_MOST_ROWS = 0.7
_LONG = 60
_MOST_IN_GROUP = 20
_ID_PARTS = 3
_IN_GROUPS = 0.1
_SENTENCES, _MOST_WORDS, _ENDS = 0.25, 5, (".", "?", "!", "…")
"""A column of which more than a quarter are sentences, with more words than a name has or a sign at the end."""
_PATH = re.compile(r"[>/|,&;:]|::")
_ENOUGH_TO_SHARE, _ALONE = 10, 0.8
"""From so many items on, kinds of things are shared: at most so many different ones an item."""
_PLAIN = 6
"""So many of the words for titles head nothing else."""
_TELLING = 0.5
"""A title names things apart from each other: at least so many different ones an item."""


@dataclass(frozen=True, slots=True)
class IdChoice:
    """The id column. `problem` says what stands against it, `guess` why it was chosen."""

    column: str
    unique: bool
    guess: str | None = None
    problem: str | None = None


def choose_title(profiles: Iterable[Profile], roles: RoleWords) -> tuple[Profile | None, str | None]:
    """The column to show as the name of an item, and why it is a guess."""
    texts = [p for p in profiles if p.is_text and p.share >= 0.5 and not holds_addresses(p)]
    for whole in (True, False):
        fitting = [
            (fit, p)
            for p in texts
            if (fit := roles.fit("title", p.head, whole=whole, ranks=_PLAIN)) is not None
            # "Subject" heads names of letters, and also what courses are about.
            and not (fit >= _PLAIN and _repeats(p))
        ]
        if fitting:
            best = min(fit for fit, _ in fitting)
            return max((p for fit, p in fitting if fit == best), key=lambda p: (p.share, _readable(p))), None
    readable = [p for p in texts if p.reading.kind != "tags" and p.column.mean_length <= 150]
    if not readable:
        return None, None
    chosen = max(readable, key=lambda p: (p.column.keys is not None, p.column.mean_length))
    return chosen, "no column is named like a title; this one's short texts differ most"


def _repeats(profile: Profile) -> bool:
    """Whether a column's values tell items apart too seldom to be their names: the subjects of courses."""
    kinds = profile.column.kinds
    return kinds is not None and kinds < _TELLING * profile.column.filled


def _readable(profile: Profile) -> float:
    return -abs(profile.column.mean_length - 50)


def choose_id(
    profiles: list[Profile],
    rows: int,
    title: Profile | None,
    roles: RoleWords,
    event_ids: Collection[str] = (),
) -> IdChoice | None:
    """The id column; the events' item ids, where given, decide between several. None for a feed of no texts."""
    usable = [
        p
        for p in profiles
        if p.reading.kind in ("text", "category", "number", "tags") and not holds_addresses(p)
    ]
    unique = [p for p in usable if _is_unique(p, rows)]
    if event_ids and (found := _of_events(usable, event_ids)):
        return _described(found, rows, "the events name items by it")
    named = [(fit, p) for p in usable if (fit := _id_fit(p, roles)) is not None]
    sound = [(fit, p) for fit, p in named if p in unique]
    near = [(fit, p) for fit, p in named if p.column.keys is not None and p.share >= _NEARLY_ALL]
    for candidates in (sound, near):
        if candidates:
            return _described(min(candidates, key=lambda entry: entry[0])[1], rows)
    codes = [p for p in unique if p.column.mean_length <= 40 and _is_compact(p)]
    if codes:
        return _described(codes[0], rows, "no column is named like an id; this one's values all differ")
    if title is not None and title in unique:
        return _described(title, rows, "no column is named like an id; the titles all differ")
    if named:
        return _described(
            min(named, key=lambda entry: (entry[0], -(entry[1].column.kinds or 10**9)))[1], rows, _LAST_RESORT
        )
    return _described(title, rows, _LAST_RESORT) if title else None


_LAST_RESORT = "no column is a unique id; this one comes closest"


def _id_fit(profile: Profile, roles: RoleWords) -> int | None:
    return roles.fit("id", profile.head, ranks=_ID_PARTS)


def _is_unique(profile: Profile, rows: int) -> bool:
    return profile.column.keys is not None and not profile.column.repeats and profile.column.filled == rows


def _is_compact(profile: Profile) -> bool:
    values = profile.examples()[:200]
    if any(isinstance(value, float) and not value.is_integer() for value in values):
        return False
    return sum(" " in str(value) for value in values) <= 0.05 * len(values)


def _of_events(profiles: list[Profile], event_ids: Collection[str]) -> Profile | None:
    wanted = {key_of(item_id) for item_id in event_ids}
    matched = [(len(wanted & p.column.keys), p) for p in profiles if p.column.keys]
    best = max(matched, key=lambda entry: entry[0], default=(0, None))
    return best[1] if best[0] >= 0.5 * len(wanted) else None


def _described(profile: Profile, rows: int, guess: str | None = None) -> IdChoice:
    column = profile.column
    if _is_unique(profile, rows):
        return IdChoice(column.name, True, guess)
    gaps = rows - column.filled
    faults = [f"{gaps:,} rows have none"] * (gaps > 0)
    if column.keys is None:
        faults.append("many rows share one")
    elif column.repeats:
        faults.append(f"{column.repeats:,} rows repeat an earlier one")
    problem = (
        f"no column is a unique id: in {column.name!r}, {' and '.join(faults)}. Of rows with the same id the "
        "last one counts, and a row without one is refused; add a column that names each item once, if that "
        "is not what you want"
    )
    return IdChoice(column.name, False, guess, problem)


def choose_texts(profiles: Iterable[Profile], roles: RoleWords) -> tuple[str, ...]:
    """The columns of running text and further names, best first; `profiles` without id and title."""
    ranked: list[tuple[int, float, str]] = []
    for profile in profiles:
        if profile.reading.kind != "text" or holds_addresses(profile):
            continue
        fit = roles.fit("text", profile.head, whole=True)
        other_name = roles.fit("title", profile.head, whole=True) is not None and profile.share >= _MOST_ROWS
        if fit is None and not other_name and (profile.column.mean_length < _LONG or profile.share < 0.3):
            continue
        rank = fit if fit is not None else 500
        ranked.append((rank, -profile.column.characters, profile.name))
    return tuple(name for _, _, name in sorted(ranked)[:MOST_TEXTS])


def choose_category(profiles: Iterable[Profile], rows: int, roles: RoleWords) -> str | None:
    """The column that says what kind of thing an item is; None where no head says so and most rows have one."""
    fitting: list[tuple[int, str]] = []
    for profile in profiles:
        fit = roles.fit("category", profile.head, ranks=1)
        if fit is None or profile.reading.kind != "category" or profile.share < _MOST_ROWS:
            continue
        if (profile.column.kinds == 1 and rows > 1) or not _names_kinds(profile):
            continue
        fitting.append((fit, profile.name))
    return min(fitting)[1] if fitting else None


def _names_kinds(profile: Profile) -> bool:
    """Whether values are names that things share, whatever the head says: "Camping", not "How to pitch a tent"."""
    values = [str(value) for value in profile.examples()[:200]]
    if sum(map(_is_sentence, values)) > _SENTENCES * len(values):
        return False
    kinds, filled = profile.column.kinds, profile.column.filled
    return filled < _ENOUGH_TO_SHARE or kinds is None or kinds <= _ALONE * filled


def _is_sentence(value: str) -> bool:
    """A path of kinds ("Home > Lamps & Lighting") is many short names."""
    longest = max(len(part.split()) for part in _PATH.split(value))
    return longest > _MOST_WORDS or value.rstrip()[-1:] in _ENDS


def choose_group(profiles: Iterable[Profile], roles: RoleWords) -> str | None:
    """The column that variants of one thing share."""
    for profile in sorted(profiles, key=lambda p: _rank(roles.fit("group", p.head, whole=True))):
        if roles.fit("group", profile.head, whole=True) is None or profile.reading.kind not in (
            "text",
            "category",
            "number",
        ):
            continue
        # A "product group" is a kind of thing, although "group" alone is one of variants.
        if profile.share < _IN_GROUPS or roles.has("category", profile.head, whole=True):
            continue
        kinds, filled = profile.column.kinds, profile.column.filled
        if kinds is None or (kinds < filled <= _MOST_IN_GROUP * kinds):
            return profile.name
    return None


def _rank(fit: int | None) -> int:
    return 10**6 if fit is None else fit
