"""What things are called in a language: fields, values, kinds of things. A word that no project file, pack or
glossary translates is said as the catalogue spells it; nothing is translated by guessing."""

import re
from functools import lru_cache

from landas.catalog.fields import Field, Schema, Value
from landas.grounding.wording.phrasebook import FALLBACK, load_phrasebook
from landas.grounding.wording.plain import plain_text
from landas.language.display import show_value
from landas.language.pack import load_pack

LONGEST_VALUE = 60
_INNER_END = re.compile(r"(?<=[.!?…]) ")
_TIED = "\u00a0"
"""The space behind a full stop within a value ("Kab. Bandung"): no sentence ends there, nor any line."""

_FINER_UNITS = {"kg": ("g", 1000.0), "m": ("cm", 100.0), "L": ("mL", 1000.0), "TB": ("GB", 1000.0)}
"""Below one of the first, people say the second. Storage is told in thousands, as sold."""


def label_of(declared: Field, language: str) -> str:
    """The field's label; an all-capital or camel one keeps its case ("RAM"), others are written small."""
    label = plain_text(declared.label(language))
    return label if label[1:] != label[1:].lower() or len(label) < 3 else label[:1].lower() + label[1:]


def value_text(value: Value, declared: Field | None, unit: str | None, language: str) -> str:
    """A canonical value as said in `language`: money, numbers with units, words."""
    if declared is None:
        return _capped(show_value(value, "text", unit, language))
    if isinstance(value, str) and declared.type in ("category", "text", "tags"):
        return value_word(value, declared, language)
    if isinstance(value, tuple):
        words = [value_word(v, declared, language) for v in value]
        return load_phrasebook(language).listed(words)
    if isinstance(value, float | int) and not isinstance(value, bool) and declared.type == "number":
        value, unit = readable(float(value), unit)
    return _capped(show_value(value, declared.type, unit, language))


def readable(value: float, unit: str | None) -> tuple[float, str | None]:
    """0.3 kg is said as 300 g; other values as they are."""
    if unit in _FINER_UNITS and 0 < abs(value) < 1:
        finer, factor = _FINER_UNITS[unit]
        return round(value * factor, 6), finer
    return value, unit


def value_word(value: str, declared: Field, language: str) -> str:
    """The project file's word for a value, the glossary's, or the value itself."""
    words = declared.values.get(value, {}).get(language)
    return _capped(words[0] if words else _from_glossary(value, language) or value)


def category_noun(category: str, schema: Schema, language: str) -> str:
    """The last part of a category's name as a noun in running text ("Computers > Laptop" gives "laptop")."""
    declared = schema.fields.get(schema.category_field or "")
    if declared and (words := declared.values.get(category, {}).get(language)):
        return plain_text(words[0])
    last = plain_text(category.replace("/", ">").split(">")[-1])
    noun = _from_glossary(last, language) or last
    return noun if any(c.isupper() for c in noun[1:]) and not noun.istitle() else noun.lower()


def things(category: str | None, count: int, schema: Schema, language: str) -> str:
    """The noun for `count` things of a kind: "laptop", "laptops", or plainly "items"."""
    book = load_phrasebook(language)
    if category is None:
        return book.thing[0] if count == 1 else book.thing[1]
    return book.noun(category_noun(category, schema, language), count)


def comparative(declared: Field, lower: bool, language: str) -> str | None:
    """`lighter` for the low end of a field called weight, or that the project file ties "light" to; else None."""
    book = load_phrasebook(language)
    for label in declared.labels.get(language, ()):
        if ends := book.scales.get(label.casefold()):
            return ends[0] if lower else ends[1]
    for word, end in declared.words.items():
        if pair := book.comparatives.get(word.casefold()):
            return pair[0] if lower == (end == "low") else pair[1]
    return None


def moment(declared: Field, lower: bool, language: str) -> str | None:
    """`older` for the low end of a number that says when ("year"); None for others."""
    book = load_phrasebook(language)
    ends = next((book.moments[label] for label in _labels(declared, language) if label in book.moments), None)
    return None if ends is None else ends[0] if lower else ends[1]


def is_moment(declared: Field, language: str) -> bool:
    """True for dates and numbers that say when."""
    return declared.type == "date" or moment(declared, lower=True, language=language) is not None


def of_extremes(declared: Field, language: str) -> str:
    """The ending of the phrases that say who has the least and most of a field: of counted things, of when, or none."""
    if is_counted(declared, language):
        return "_count"
    return "_moment" if moment(declared, lower=True, language=language) else ""


def is_counted(declared: Field, language: str) -> bool:
    """True for a number of things ("rooms": 20 rooms), which the label's plural tells in a language that has one."""
    if declared.type != "number" or declared.unit is not None:
        return False
    own = set(label_of(declared, language).casefold().split())
    english = load_phrasebook(FALLBACK)
    return english.counts(label_of(declared, FALLBACK)) and load_phrasebook(language).uncounted.isdisjoint(
        own
    )


def counted_label(declared: Field, value: Value | None, language: str) -> str:
    """The label as it stands behind the number: "1 room", "20 rooms"."""
    label = label_of(declared, language)
    if value != 1:
        return label
    book = load_phrasebook(language)
    head = " ".join(word for word in label.split() if word not in book.counted_tails)
    return label.replace(head, book.noun(head, 1), 1)


def _labels(declared: Field, language: str) -> list[str]:
    return [label.casefold() for label in declared.labels.get(language, ())]


def _from_glossary(word: str, language: str) -> str | None:
    return _reversed_glossary(language).get(word.casefold())


@lru_cache(maxsize=16)
def _reversed_glossary(language: str) -> dict[str, str]:
    """English word -> this language's first word for it."""
    reverse: dict[str, str] = {}
    for own, english in load_pack(language).glossary.items():
        reverse.setdefault(english.casefold(), own)
    return reverse


def _capped(text: str) -> str:
    text = _INNER_END.sub(_TIED, plain_text(text))
    return text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE].rsplit(" ", 1)[0]
