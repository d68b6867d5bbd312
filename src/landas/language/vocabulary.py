"""The words of several packs that read amounts, joined and compiled once: all languages are on at once.

Where two packs give a word different meanings, the pack that comes first wins.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.language import patterns
from landas.language.pack import LanguagePack, Op
from landas.language.phrases import Phrases
from landas.language.tokens import fold
from landas.language.units import all_units

_SPREADS = frozenset({"+-", "±", "+/-", "-+"})


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What `numerals`, `amounts`, `ranges` and `comparisons` look words up in. Patterns ignore case."""

    packs: tuple[LanguagePack, ...]
    decimal: str
    """The first pack's decimal mark, for a number that can be read both ways."""
    numbers: Phrases[float]
    magnitudes: Mapping[str, float]
    money_magnitudes: Mapping[str, tuple[float, ...]]
    """Short magnitudes that count only beside a currency: "$5m"."""
    magnitude_after: re.Pattern[str]
    about_after: re.Pattern[str]
    about_endings: tuple[str, ...]
    unit_words: Mapping[str, str]
    exact_units: Mapping[str, str]
    unit_after: re.Pattern[str]
    unit_not_before: Mapping[str, frozenset[str]]
    """Units that are also plain words -> words before which they are that ("2 in stock")."""
    wholes: Phrases[str]
    """One of a unit, without a number: "a terabyte", "setahun"."""
    fractions: Mapping[str, float]
    fraction_after: re.Pattern[str]
    counter_after: re.Pattern[str]
    scale_after: re.Pattern[str]
    """Words of counting glued to a number; they are no unit."""
    currency_words: Mapping[str, str]
    currency_before: re.Pattern[str]
    currency_after: re.Pattern[str]
    leaves_hundreds_out: bool
    """Whether "two fifty" is two hundred and fifty."""
    leaves_thousands_out: bool
    """Whether "dua juta lima ratus" is two million five hundred thousand."""
    behind_sums: frozenset[str]
    """Words that may stand right behind a sum: "sejuta dua aja"."""
    rough_ranges: Mapping[str, tuple[float, float]]
    """Words for a number of tens or hundreds: "belasan juta"."""
    spreads: frozenset[str]
    """What stands between a number and how far off it may be: "300 give or take 50"."""
    decimal_words: frozenset[str]
    """How a decimal mark is said: "two point five"."""
    standards: frozenset[str]
    """Names that look like amounts: "5G", "4K"."""
    conjunctions: Phrases[None]
    alternatives: Phrases[None]
    ranges: Mapping[str, frozenset[str]]
    """Joint -> openings it needs; the empty opening needs none."""
    approximate_before: Phrases[None]
    proposing_before: Phrases[None]
    approximate_after: Phrases[None]
    openings: Phrases[str]
    before: Phrases[Op]
    after: Phrases[Op]
    after_at_end: Phrases[Op]
    """Comparators after a number where a clause ends there: "2 juta lebih", but not "2 juta lebih murah"."""
    after_words: frozenset[str]
    """Comparators of one word after a number: "500rb min" holds no minutes."""
    negations: Phrases[None]
    links: Phrases[None]
    """Words that may stand between a comparator and its number: field labels, "of", "harga"."""
    plain_links: Phrases[None]
    """Those of them that are no field labels."""

    def links_with(self, names: Iterable[str]) -> Phrases[None]:
        """The links with a catalogue's own names of fields: "at least trunk space of 400 l"."""
        return _set_of([*self.links.phrases, *names])


_compiled: dict[tuple[int, ...], Vocabulary] = {}


def vocabulary(packs: Sequence[LanguagePack]) -> Vocabulary:
    """The vocabulary of these packs, in their order. Compiled once for each sequence of packs."""
    key = tuple(map(id, packs))
    # Careful: the vocabulary keeps its packs alive, so an id in `_compiled` is never used again for another.
    if key not in _compiled:
        _compiled[key] = _compile(tuple(packs))
    return _compiled[key]


def _compile(packs: tuple[LanguagePack, ...]) -> Vocabulary:
    readings = [pack.tables.get("readings", {}) for pack in packs]
    suffixes = [s[1:] for pack in packs for s in pack.approximate_after if s.startswith("-")]
    units = {s.lower(): unit.symbol for unit in all_units().values() for s in unit.spellings}
    units |= _first_wins(pack.unit_words for pack in packs)
    exact = {spelling: unit.symbol for unit in all_units().values() for spelling in unit.exact}
    magnitudes, only_of_money = _magnitudes(packs)
    short = _listed([*(table.get("money_magnitudes", {}) for table in readings), only_of_money])
    money = _first_wins(pack.currencies for pack in packs)
    links = [word for table in readings for word in table.get("links", ())]
    fractions = _first_wins(table.get("fractions_behind", {}) for table in readings)
    labels = [label for pack in packs for labels in pack.field_labels.values() for label in labels]
    return Vocabulary(
        packs=packs,
        decimal=packs[0].decimal if packs else ".",
        numbers=Phrases(_first_wins(pack.numbers for pack in packs)),
        magnitudes=magnitudes,
        money_magnitudes=short,
        magnitude_after=patterns.magnitude_after([*magnitudes, *short], suffixes),
        about_after=patterns.about_after(suffixes),
        about_endings=tuple(suffixes),
        unit_words=units,
        exact_units=exact,
        unit_after=patterns.unit_after([*units, *exact], suffixes),
        unit_not_before=_word_sets(table.get("unit_not_before", {}) for table in readings),
        wholes=Phrases(_first_wins(table.get("wholes", {}) for table in readings)),
        fractions=fractions,
        fraction_after=patterns.fraction_after(fractions),
        counter_after=patterns.counter_after(w for table in readings for w in table.get("counters", ())),
        scale_after=patterns.scale_after(w for table in readings for w in table.get("out_of", ())),
        currency_words=money,
        currency_before=patterns.currency_before(money),
        currency_after=patterns.currency_after(money, suffixes),
        leaves_hundreds_out=any(table.get("hundreds_left_out", False) for table in readings),
        leaves_thousands_out=any(table.get("thousands_left_out", False) for table in readings),
        behind_sums=frozenset(word for table in readings for word in table.get("behind_sums", ())),
        rough_ranges={
            word: (float(low), float(high))
            for table in readings
            for word, (low, high) in table.get("rough_ranges", {}).items()
        },
        spreads=frozenset(fold(word) for table in readings for word in table.get("spreads", ())) | _SPREADS,
        decimal_words=frozenset(word for table in readings for word in table.get("decimal_words", ())),
        standards=frozenset(word for table in readings for word in table.get("standards", ())),
        conjunctions=_set_of(word for pack in packs for word in pack.conjunctions),
        alternatives=_set_of(word for pack in packs for word in pack.alternatives),
        ranges=_joints(pair for pack in packs for pair in pack.ranges),
        approximate_before=_set_of(word for pack in packs for word in pack.approximate_before),
        proposing_before=_set_of(word for pack in packs for word in pack.proposing_before),
        approximate_after=_set_of(
            w for pack in packs for w in pack.approximate_after if not w.startswith("-")
        ),
        openings=Phrases({opening: fold(opening) for pack in packs for opening, _ in pack.ranges if opening}),
        before=Phrases(_before(packs)),
        after=Phrases(_first_wins(pack.after_number for pack in packs)),
        after_at_end=Phrases(_first_wins(table.get("bounds_at_end", {}) for table in readings)),
        after_words=frozenset(fold(word) for pack in packs for word in pack.after_number),
        negations=_set_of(
            [
                *(word for pack in packs for word in pack.negations),
                *(word for table in readings for word in table.get("refusals", ())),
            ]
        ),
        links=_set_of([*labels, *links]),
        plain_links=_set_of(links),
    )


def _before(packs: Sequence[LanguagePack]) -> dict[str, Op]:
    """Comparators before a number, with those that the adjectives make: "lighter than", "lebih murah dari"."""
    made: dict[str, Op] = {}
    for pack in packs:
        for adjective in pack.adjectives:
            marked = [f"{mark} {form}" for mark in pack.comparative_marks for form in adjective.forms]
            for word in (*adjective.comparatives, *marked):
                op: Op = "lt" if adjective.towards == "low" else "gt"
                made |= {f"{word} {than}": op for than in pack.tables.get("readings", {}).get("than", ())}
    return made | _first_wins(pack.before_number for pack in packs)


def _first_wins(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for table in tables:
        merged = dict(table) | merged
    return merged


def _magnitudes(packs: Sequence[LanguagePack]) -> tuple[dict[str, float], dict[str, float]]:
    """The magnitudes, and those that only money has: a "mil" is a million, where an earlier pack has miles of it."""
    found: dict[str, float] = {}
    only_of_money: dict[str, float] = {}
    units: set[str] = set()
    for pack in packs:
        for word, factor in pack.magnitudes.items():
            if word not in found:
                (only_of_money if word in units else found)[word] = factor
        units.update(pack.unit_words)
    return found, only_of_money


def _listed(tables: Iterable[Mapping[str, float]]) -> dict[str, tuple[float, ...]]:
    merged: dict[str, tuple[float, ...]] = {}
    for table in tables:
        for word, factor in table.items():
            merged[word] = (*merged.get(word, ()), factor)
    return merged


def _word_sets(tables: Iterable[Mapping[str, Sequence[str]]]) -> dict[str, frozenset[str]]:
    merged: dict[str, frozenset[str]] = {}
    for table in tables:
        for word, others in table.items():
            merged[word] = merged.get(word, frozenset()) | frozenset(map(fold, others))
    return merged


def _joints(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    joints: dict[str, frozenset[str]] = {}
    for opening, joint in pairs:
        joints[fold(joint)] = joints.get(fold(joint), frozenset()) | {fold(opening)}
    return joints


def _set_of(phrases: Iterable[str]) -> Phrases[None]:
    return Phrases(dict.fromkeys(phrases))
