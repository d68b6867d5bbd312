"""The packs' words of redaction, compiled once for each sequence of packs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from landas.language.pack import LanguagePack, load_pack
from landas.language.tokens import fold

Cue = Literal[
    "email",
    "phone",
    "card",
    "iban",
    "ip",
    "nik",
    "kk",
    "npwp",
    "passport",
    "plate",
    "vehicle",
    "telephone",
    "account",
    "secret",
    "birth",
    "location",
    "site",
    "own_site",
    "address",
    "product",
]

_REACH = 20
"""Characters beside a value in which a price is looked for."""


@dataclass(frozen=True, eq=False)
class Told:
    """`first`: the group `led` behind words that say it of a person, `owned` before them. `more`: the group `also` is
    the next of several ("deaf and pregnant"), right behind the one before."""

    first: re.Pattern[str]
    more: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Words:
    """Patterns over texts in any case."""

    cues: dict[Cue, re.Pattern[str]]
    money_before: re.Pattern[str]
    money_after: re.Pattern[str]
    limit_before: re.Pattern[str]
    introductions: re.Pattern[str]
    capitalised: re.Pattern[str]
    after_name: re.Pattern[str]
    closings: frozenset[str]
    """Introductions that other words follow as often ("thanks", "attention"): only a known name counts after them."""
    recipients: re.Pattern[str]
    relations: re.Pattern[str]
    """People by what they are to the writer ("my wife")."""
    titles: re.Pattern[str]
    given_names: frozenset[str]
    family_names: frozenset[str]
    ends: frozenset[str]
    street_after: str
    street_before: str
    weak_street_after: str
    """Words that products use as well ("flash drive")."""
    house_number: str
    address_parts: str
    post_box: str
    recipient: str
    """The recipients' words as one pattern."""
    introduced_by: re.Pattern[str]
    spelt_digits: str
    at_word: str
    dot_word: str
    mail_hosts: frozenset[str]
    at_word_of_hosts: str
    """Words for the sign that are others as often ("di"): they count only before a host of mail."""
    mark_word: str
    """Words for other marks of a name ("underscore")."""
    months: str
    day_endings: str
    of_month: str
    sites: str
    site_names: frozenset[str]
    told_of_people: tuple["Told", ...]
    """What is a person's alone to tell, in each language."""

    def is_site(self, text: str) -> bool:
        """Whether the text is a site's own name or address."""
        return text.lower() in self.site_names

    def is_priced(self, text: str, start: int, end: int) -> bool:
        """Whether a currency, a magnitude ("juta") or a comparator ("under") stands beside `text[start:end]`."""
        before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
        return bool(
            self.money_before.search(before)
            or self.limit_before.search(before)
            or self.money_after.match(after)
        )


def words_of(packs: Sequence[LanguagePack]) -> Words:
    """The words of these packs, in their order."""
    return _compiled(tuple(pack.code for pack in packs))


@cache
def _compiled(codes: tuple[str, ...]) -> Words:
    packs = [load_pack(code) for code in codes]
    tables = [pack.table("redaction") for pack in packs]
    money = {word for pack in packs for word in pack.currencies}
    limits = {word for pack in packs for word in pack.before_number}
    after = money | {word for pack in packs for word in pack.magnitudes if len(word) > 1}
    return Words(
        cues={cue: _whole(_joined(tables, "cues", cue)) for cue in get_args(Cue)},
        money_before=re.compile(rf"(?<![^\W\d_])(?:{_any(money)})\.?\s?$", re.I),
        money_after=re.compile(rf"\s?(?:{_any(after)})(?!\w)", re.I),
        limit_before=re.compile(rf"(?<!\w)(?:{_any(limits)})\s?$", re.I),
        introductions=_whole(_joined(tables, "names", "introductions")),
        capitalised=_whole(_joined(tables, "names", "capitalised")),
        after_name=_whole(_joined(tables, "names", "after")),
        closings=frozenset(_joined(tables, "names", "closings")),
        recipients=_whole(_joined(tables, "names", "recipients")),
        relations=_whole(_joined(tables, "names", "relations")),
        given_names=frozenset(fold(name) for pack in packs for name in pack.table("names")["given"]),
        family_names=frozenset(fold(name) for pack in packs for name in pack.table("names")["family"]),
        titles=re.compile(rf"(?:{_any(_joined(tables, 'names', 'titles'))})(?!\w)\s*", re.I),
        ends=frozenset(_joined(tables, "names", "ends")),
        street_after=_any(_joined(tables, "address", "street")),
        weak_street_after=_any(_joined(tables, "address", "street_if_led_to")),
        street_before=_any(_joined(tables, "address", "before")),
        house_number=_any(_joined(tables, "address", "number")),
        post_box=_any(_joined(tables, "address", "post_box")),
        recipient=_any(_joined(tables, "names", "recipients")),
        address_parts=_any(_joined(tables, "address", "parts")),
        spelt_digits=_any(
            [w for pack in packs for w, value in pack.numbers.items() if value in range(10)]
            + _joined(tables, "spelt", "digits")
        ),
        at_word=_any(_joined(tables, "email", "at")),
        dot_word=_any(_joined(tables, "email", "dot")),
        at_word_of_hosts=_any(_joined(tables, "email", "at_before_host")),
        mark_word=_any(_joined(tables, "email", "marks")),
        months=_any(month for pack in packs for month in pack.months),
        day_endings=_any(_joined(tables, "dates", "day_endings")),
        of_month=_any(_joined(tables, "dates", "of_month")),
        sites=_any(_joined(tables, "sites", "hosts")),
        site_names=frozenset(_joined(tables, "sites", "hosts")),
        mail_hosts=frozenset(_joined(tables, "email", "hosts")),
        introduced_by=_leading(_joined(tables, "understanding", "introduced_by")),
        told_of_people=tuple(
            _told_of_people(pack.table("safety")["sensitive"], pack.conjunctions) for pack in packs
        ),
    )


def _joined(tables: Sequence[Any], section: str, key: str) -> list[str]:
    return [word for table in tables for word in table[section][key]]


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(words)})(?![^\W_])", re.I)


def _told_of_people(table: Any, conjunctions: Iterable[str]) -> Told:
    """The frames of one language around its words for health, faith and the like; a pack without frames tells none."""
    told = table.get("told", {})
    kinds = (table[part][kind] for part in ("attributes", "people") for kind in told.get("kinds", ()))
    known = {term for kind in kinds for term in kind} | set(told.get("also", ()))
    terms = _any(known - set(told.get("never", ())))
    frames, between, owners = (_any(told.get(key, ())) for key in ("frames", "between", "owners"))
    few, joined = rf"(?:(?:{between}|\d+)\s+){{0,3}}", rf"(?:{_any(conjunctions)})(?!\w)"
    first = (
        rf"(?<!\w)(?:(?:{frames})\s+{few}(?P<led>(?:{terms})s?)"
        rf"|(?P<owned>{terms})\s+(?:{owners}))(?![^\W_])"
    )
    # Behind a comma alone another wish may begin ("I'm pregnant, Christian novels please"): only one in a list counts.
    more = (
        rf"(?:(?P<listed>\s*,\s*)|\s*(?:/|,?\s*{joined})\s*){few}(?P<also>(?:{terms})s?)(?![^\W_])"
        rf"(?(listed)(?=\s*(?:[,.;!?/]|$|{joined})))"
    )
    return Told(re.compile(first, re.I), re.compile(more, re.I))


def _leading(phrases: Iterable[str]) -> re.Pattern[str]:
    """One or several of the phrases, and the marks after them, at the very end."""
    return re.compile(rf"(?:(?<!\w)(?:{_any(phrases)})(?![^\W_])[\s:=,(-]*)+$", re.I)


def _any(words: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first; a space is any white space."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first) or r"(?!)"
