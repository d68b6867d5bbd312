"""The sentences a language pack offers (`packs/<code>/wording.toml`), and how one of several is chosen."""

import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib import resources
from string import Template
from typing import Any

from landas.grounding.wording.style import Tone

FALLBACK = "en"
"""The language whose sentences serve a pack that has none yet."""

Rules = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True, slots=True)
class FlagForms:
    """How a yes-or-no field is said with a subject ("allows pets", "doesn't allow pets"; of several: "allow pets"),
    in a row of facts, and as a wish that it be not so."""

    does: str
    lacks: str
    do: str
    listed: str
    unlisted: str
    unwished: str


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One language's sentences and the small grammar they need."""

    code: str
    phrases: Mapping[str, tuple[str, ...]]
    wishes: Mapping[str, str]
    numbers: tuple[str, ...]
    thing: tuple[str, str]
    separator: str
    conjunctions: Mapping[str, str]
    quotation: str
    capitals: frozenset[str]
    possessive: Rules
    plural_rules: Rules
    singular_rules: Rules
    comparatives: Mapping[str, tuple[str, str]]
    scales: Mapping[str, tuple[str, str]]
    moments: Mapping[str, tuple[str, str]]
    """As `scales`, of numbers that say when ("year"): nobody tells how far apart they are."""
    uncounted: frozenset[str]
    """Words of a label before which a number doesn't count things: "20 rooms", but no "20 number of rooms"."""
    counted_tails: frozenset[str]
    """Words behind what is counted in a label: "3 rooms available"."""
    flag_forms: tuple[tuple[re.Pattern[str], "FlagForms"], ...]
    events: Mapping[str, str]
    availability_words: frozenset[str]
    in_values: frozenset[str]
    out_values: frozenset[str]
    twisting: frozenset[str]
    bounding: frozenset[str]
    separating: frozenset[str]
    leading: frozenset[str]
    """Small words that lead on to the value where a label ends in one: "made for study"."""
    levels: frozenset[str]
    """Values that many fields have: "low" alone doesn't say of what."""
    asking: frozenset[str]
    """The words that a model's clarifying question may be made of, beside its slots."""
    examples: Mapping[str, str]
    """A sentence that says one thing or two of an item, as a small model should write it."""

    def say(self, key: str, seed: str, **values: str) -> str:
        """A variant of phrase `key` with `$name`s filled; the same seed always chooses the same one. A label that leads
        on to its value has phrases of its own: "it is made for study", where others are "its colour is red"."""
        led = f"{key}_led"
        key = led if led in self.phrases and self.leads_on(values.get("label", "")) else key
        variants = self.phrases[key]
        digest = hashlib.sha256(f"{seed}:{key}".encode()).digest()
        return Template(variants[digest[0] % len(variants)]).substitute(values)

    def leads_on(self, label: str) -> bool:
        """Whether the value must follow a label: "made for", "diajar oleh"."""
        return label.rpartition(" ")[2].casefold() in self.leading and " " in label

    def listed(self, parts: Sequence[str], conjunction: str = "and") -> str:
        """`a`, `a and b`, `a, b and c`, in this language's way."""
        if len(parts) < 2:
            return "".join(parts)
        return self.separator.join(parts[:-1]) + self.conjunctions[conjunction] + parts[-1]

    def count_word(self, count: int) -> str:
        """Small counts in words, others in digits."""
        return self.numbers[count] if 0 <= count < len(self.numbers) else str(count)

    def quote(self, text: str) -> str:
        return Template(self.quotation).substitute(text=text)

    def own(self, label: str) -> str:
        """`its weight`, `beratnya`."""
        for pattern, template in self.possessive:
            if pattern.search(label):
                return Template(template).substitute(label=label)
        return label

    def flag(self, label: str) -> FlagForms:
        """The forms of the first rule that the label matches."""
        pattern, forms = next(rule for rule in self.flag_forms if rule[0].search(label))
        return FlagForms(*(pattern.sub(template, label, count=1) for template in astuple(forms)))

    def counts(self, label: str) -> bool:
        """True for what a number is said before: "20 rooms"."""
        words = [word for word in label.split() if word not in self.counted_tails]
        if not words:
            return bool(label)  # "1613 sold"
        last = words[-1]
        plural = self.noun(last, 2) == last != self.noun(last, 1)
        return plural and self.uncounted.isdisjoint(label.casefold().split())

    def noun(self, word: str, count: int) -> str:
        """The word in the number that `count` asks for, whichever number the catalogue spells it in."""
        singular = _inflected(word, self.singular_rules)
        return singular if count == 1 else _inflected(singular, self.plural_rules)


def _inflected(word: str, rules: Rules) -> str:
    for pattern, replacement in rules:
        if pattern.search(word):
            return pattern.sub(replacement, word, count=1)
    return word


@lru_cache(maxsize=32)
def load_phrasebook(code: str, tone: Tone = "neutral") -> Phrasebook:
    """The phrasebook of a language; English where its pack has no `wording.toml`."""
    file = resources.files("landas.language") / "packs" / code / "wording.toml"
    if not file.is_file():
        return load_phrasebook(FALLBACK, tone)
    return phrasebook_of(code, tomllib.loads(file.read_text(encoding="utf-8")), tone)


def phrasebook_of(code: str, table: Mapping[str, Any], tone: Tone = "neutral") -> Phrasebook:
    """A tone has its own sentences for some phrases; the others are said alike in every tone."""
    own = table.get("tones", {}).get(tone, {})
    lists, nouns, stock = table["lists"], table["nouns"], table["availability"]
    slots = table.get("slots", {})
    return Phrasebook(
        code=code,
        phrases={k: (v,) if isinstance(v, str) else tuple(v) for k, v in {**table["phrases"], **own}.items()},
        wishes=table["wishes"],
        numbers=tuple(table["numbers"]["words"]),
        thing=(lists["thing"][0], lists["thing"][1]),
        separator=lists["separator"],
        conjunctions={"and": lists["and"], "or": lists["or"]},
        quotation=lists["quote"],
        capitals=frozenset(lists["capitals"]),
        possessive=_rules(lists["possessive"]),
        plural_rules=_rules(nouns["plural"]),
        singular_rules=_rules(nouns["singular"]),
        comparatives={k: (v[0], v[1]) for k, v in table["comparatives"].items()},
        scales={k: (v[0], v[1]) for k, v in table["scales"].items()},
        moments={k: (v[0], v[1]) for k, v in table.get("moments", {}).items()},
        uncounted=frozenset(table.get("counted", {}).get("never", ())),
        counted_tails=frozenset(table.get("counted", {}).get("tails", ())),
        flag_forms=tuple((re.compile(rule[0]), FlagForms(*rule[1:])) for rule in table["flags"]["forms"]),
        events=table["events"],
        availability_words=frozenset(stock["fields"]),
        in_values=frozenset(stock["in_values"]),
        out_values=frozenset(stock["out_values"]),
        twisting=frozenset(slots.get("twisting", ())),
        bounding=frozenset(slots.get("bounding", ())),
        separating=frozenset(slots.get("separating", ())),
        leading=frozenset(table.get("labels", {}).get("leading", ())),
        levels=frozenset(table.get("labels", {}).get("levels", ())),
        asking=frozenset(word for line in table.get("asking", {}).get("words", ()) for word in line.split()),
        examples=table.get("examples", {}),
    )


def _rules(pairs: Sequence[Sequence[str]]) -> Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)
