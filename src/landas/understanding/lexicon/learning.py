"""Learns a lexicon from a catalogue: its categories, values and labels in every language, and its distributions."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

import numpy as np

from landas.catalog.fields import CATEGORY, Field, Schema, Value, is_number
from landas.catalog.items import Item
from landas.ids import ItemId
from landas.language.pack import LanguagePack
from landas.language.tokens import fold, tokenize
from landas.understanding.lexicon.forms import Translator
from landas.understanding.lexicon.labels import NAMES, PLACES, field_labels, standard_fields
from landas.understanding.lexicon.lexicon import (
    EVERYWHERE,
    Distribution,
    Lexicon,
    Sense,
    phrase_key,
    word_key,
    words_of,
)
from landas.understanding.words.marks import marks_of

LONGEST_VALUE = 60
MOST_WORDS = 6
MOST_SENSES = 8
MOST_VALUES = 20_000
"""Distinct values of one field beyond which only the most frequent are learnt."""
TRANSLATED_VALUES = 2_000
"""A field with more distinct values holds names, which nobody translates."""
MOST_PARTED = 300
"""A field with more distinct values is not known by parts of them."""
_SHORTEST_PART = 3
_FEWEST_CUT = 3
_FEWEST = 4
_FEW_KINDS = 3
_FEWEST_OF_KIND, _SHARE_OF_KIND, _IN_KINDS = 2, 0.005, 0.2
"""A kind holds for so many items and such a share of them, and such a share of all is of some kind."""
_FEW_DISTINCT = 60

Packs = Sequence[LanguagePack]


def build_lexicon(
    items: Iterable[Item], categories: Mapping[ItemId, str], schema: Schema, packs: Packs
) -> Lexicon:
    """The lexicon of a catalogue. `categories` says what kind of thing each item is, where that is known."""
    seen = _Seen(schema)
    for item in items:
        seen.add(item, categories.get(item.item_id))
    translator = Translator(packs)
    labels = field_labels(schema, packs)
    senses: dict[str, Counter[Sense]] = defaultdict(Counter)
    for sense, key, weight in (
        *_category_senses(seen, schema, translator, packs),
        *_value_senses(seen, schema, translator, packs),
        *_label_senses(labels, schema, seen),
    ):
        senses[key][sense] = max(senses[key][sense], weight)
    if schema.category_field is None:
        _prefer_values(senses)
    return Lexicon(
        category_field=schema.category_field or CATEGORY,
        senses={key: _heaviest(counted) for key, counted in sorted(senses.items())},
        standard=standard_fields(schema, packs),
        distributions=seen.distributions(),
        words=seen.word_sets(),
        named=_named(seen, labels, schema),
        filled=seen.names_filled,
        numbered=frozenset(seen.numbered),
        title_names=frozenset(
            pair for pair in seen.pairs if _is_value(senses.get(word_key(pair.rpartition(" ")[2]), ()))
        ),
    )


def _prefer_values(senses: Mapping[str, Counter[Sense]]) -> None:
    """A kind that was only learnt from titles is none where as many items have a field's value of that name."""
    for counted in senses.values():
        values = [n for s, n in counted.items() if s.kind == "value" and not (s.partial or s.needs_label)]
        for sense in [s for s, n in counted.items() if s.kind == "category" and n <= max(values, default=0)]:
            del counted[sense]


def _is_value(senses: Iterable[Sense]) -> bool:
    return any(sense.kind == "value" for sense in senses)


def _named(seen: "_Seen", labels: Mapping[str, Sequence[str]], schema: Schema) -> frozenset[str]:
    """Words of categories, labels, values that few enough are told apart by, and of the project file's synonyms."""
    few = [v for counted in seen.values.values() if len(counted) <= TRANSLATED_VALUES for v in counted]
    declared = [w for f in schema.fields.values() for v in f.values.values() for ws in v.values() for w in ws]
    names = (*seen.kinds(), *few, *declared, *(w for words in labels.values() for w in words))
    return frozenset(word for name in names for word in words_of(name) if word.isalpha())


def _heaviest(counted: Counter[Sense]) -> tuple[Sense, ...]:
    """Full matches before tails of longer names, then by how many items they hold for."""
    ranked = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0].field, str(entry[0].value)))
    return tuple(
        replace(sense, weight=weight)
        for sense, weight in ranked[: MOST_SENSES if ranked[0][0].kind != "category" else 5 * MOST_SENSES]
    )


def numbered_pairs(keys: Sequence[str]) -> Iterator[str]:
    """ "mate 40", "40 pro" of "mate 40 pro": a whole number of a name with the word on either side."""
    for one, other in pairwise(keys):
        if one.isdigit() != other.isdigit():
            yield f"{one} {other}"


class _Seen:
    """What one pass over the items counts."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._named = [
            f for f in schema.fields.values() if f.filterable and f.type in ("category", "tags", "text")
        ]
        self._numeric = [f.name for f in schema.fields.values() if f.is_numeric]
        self._flags = [f.name for f in schema.fields.values() if f.type == "flag"]
        self._dates = [f.name for f in schema.fields.values() if f.type == "date"]
        self.values: dict[str, Counter[str]] = {f.name: Counter() for f in self._named}
        self.count = 0
        self.filled: Counter[str] = Counter()
        self.categories: Counter[str] = Counter()
        self._numbers: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._words: dict[str, set[str]] = defaultdict(set)
        self._said: dict[str, set[str]] = defaultdict(set)
        self.names_filled: dict[str, Counter[str]] = defaultdict(Counter)
        """Category, or EVERYWHERE -> field of names -> items that have it; under EVERYWHERE all items."""
        self.pairs: set[str] = set()
        """Two words of a title in a row, the second in another form than it is looked up by."""
        self.numbered: set[str] = set()
        """A short number of a title and a word right before or behind it."""

    def add(self, item: Item, category: str | None) -> None:
        self.count += 1
        if category is not None:
            self.categories[category] += 1
        self.filled.update(item.values.keys())
        for scope in {EVERYWHERE, category or EVERYWHERE}:
            self.names_filled[scope].update(
                [EVERYWHERE, *(f.name for f in self._named if f.name in item.values)]
            )
        for field in self._named:
            for value in _texts(item.values.get(field.name)):
                self.values[field.name][value] += 1
        for name in self._numeric:
            number = item.values.get(name)
            if is_number(number):
                for scope in {EVERYWHERE, category or EVERYWHERE}:
                    self._numbers[scope][name].append(float(number))
        for name in self._flags:
            if name in item.values:
                for scope in {EVERYWHERE, category or EVERYWHERE}:
                    self._numbers[scope][name].append(float(item.values[name] is True))
        for name in self._dates:
            day = item.values.get(name)
            if isinstance(day, str) and day[:4].isdigit():
                for scope in {EVERYWHERE, category or EVERYWHERE}:
                    self._numbers[scope][name].append(float(day[:4]))
        said = [token.key for token in tokenize(item.title)]
        self.pairs |= {f"{one} {other}" for one, other in pairwise(said) if word_key(other) != other}
        self.numbered |= set(numbered_pairs(words_of(item.title)))
        words = set(words_of(f"{item.title} {item.text}"))
        if category is not None:
            self._said[category] |= words
        for name in item.values:
            words.update(w for value in _texts(item.values[name]) for w in words_of(value))
        for scope in {EVERYWHERE, category or EVERYWHERE}:
            self._words[scope] |= words

    def uses(self, kind: str, word: str) -> bool:
        """Whether items of the kind use the word."""
        return word in self._words.get(kind, ())

    def says(self, category: str, keys: Collection[str]) -> bool:
        """Whether titles or texts of the kind use one of the words, alone or as part of a longer one."""
        return any(key in word for word in self._said[category] for key in keys)

    def is_general(self, word: str) -> bool:
        """Whether items of most kinds use the word: where all are books, "books" doesn't name children's books."""
        kinds = len(self._words.keys() - {EVERYWHERE})
        return kinds > _FEW_KINDS and self._kinds_using[word] > kinds / 2

    @cached_property
    def _kinds_using(self) -> Counter[str]:
        """Word -> how many kinds of things use it."""
        return Counter(w for scope, words in self._words.items() if scope != EVERYWHERE for w in words)

    def kinds(self) -> Mapping[str, int]:
        """Kind of thing -> its items. One that was learnt from a single title is no kind."""
        fewest = 1 if self._schema.category_field else _FEWEST_OF_KIND
        return {kind: count for kind, count in self.categories.items() if count >= fewest}

    def has_kinds(self) -> bool:
        """Whether the kinds learnt from titles are kinds of things. In a catalogue of names (films, restaurants) they
        are chance words, none of which holds for many items."""
        fewest = max(_FEWEST_OF_KIND, _SHARE_OF_KIND * self.count)
        return sum(n for n in self.categories.values() if n >= fewest) >= _IN_KINDS * self.count

    def distributions(self) -> dict[str, dict[str, Distribution]]:
        found: dict[str, dict[str, Distribution]] = {}
        for scope, fields in self._numbers.items():
            enough = {
                n: v
                for n, v in fields.items()
                if len(v) >= _FEWEST or scope == EVERYWHERE or n in self._flags
            }
            found[scope] = {name: _distribution(values) for name, values in enough.items()}
        return found

    def word_sets(self) -> dict[str, frozenset[str]]:
        """Words without digits: codes and numbers are never a wish the catalogue lacks."""
        return {
            scope: frozenset(w for w in words if w.isalpha() and len(w) > 1)
            for scope, words in self._words.items()
        }


def _texts(value: Value | None) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def _distribution(values: list[float]) -> Distribution:
    array = np.array(values)
    low, low_third, high_third, high = (float(q) for q in np.quantile(array, (0, 1 / 3, 2 / 3, 1)))
    distinct = np.unique(array)
    few = tuple(float(v) for v in distinct) if len(distinct) <= _FEW_DISTINCT else ()
    return Distribution(len(values), low, low_third, high_third, high, few)


Learnt = tuple[Sense, str, int]


def says_kind(schema: Schema, packs: Packs) -> bool:
    """Whether a field of the feed says what kind of thing an item is, although nobody declared it to be that."""
    named = standard_fields(schema, packs).get(CATEGORY, ())[:1]
    return any(schema.fields[n].name == CATEGORY and schema.fields[n].type == "category" for n in named)


def _category_senses(seen: _Seen, schema: Schema, translator: Translator, packs: Packs) -> Iterator[Learnt]:
    """A category by its whole name, by each part of a name with "&" or ">", and by its main noun."""
    field_name = schema.category_field or CATEGORY
    declared = schema.fields.get(field_name)
    if schema.category_field is None and (says_kind(schema, packs) or not seen.has_kinds()):
        return
    exact: set[str] = set()
    later: list[Learnt] = []
    for category, count in seen.kinds().items():
        sense = Sense("category", field_name, category, 0)
        names = [category, *_declared_words(declared, category)]
        own = {phrase_key(words_of(name)) for name in names} | set(translator.parts(category))
        for form in {f for name in names for f in translator.forms(name)} | own:
            exact.add(form)
            yield replace(sense, translated=form not in own), form, count
        if (letters := _initials(category)) and seen.uses(category, letters):
            exact.add(letters)
            yield sense, letters, count
        heads = {head for name in names for head in translator.heads(name, seen.is_general)}
        for head in heads:
            loose = not seen.says(category, translator.same(head))
            later.append((replace(sense, partial=True, loose=loose), head, count))
    yield from (learnt for learnt in later if learnt[1] not in exact)


def _initials(name: str) -> str:
    """The letters that a name of three words or more is cut down to: an uninterruptible power supply is a UPS."""
    words = words_of(name)
    return "".join(word[0] for word in words) if len(words) >= _FEWEST_CUT else ""


def _value_senses(seen: _Seen, schema: Schema, translator: Translator, packs: Packs) -> Iterator[Learnt]:
    """Values by their words and translations, but names of makers and people are said as they are; a value of
    several words also by the end or beginning that no other value has ("Windows Phone"). That of a place stands
    for all that have it: "Bandung" for the town and the district, "Jakarta" for its five towns."""
    common = marks_of(tuple(packs)).common_words
    bands = _bands(packs)
    standard = standard_fields(schema, packs)
    names = {name for key in NAMES for name in standard.get(key, ())}
    places = {name for key in PLACES for name in standard.get(key, ())}
    for name, counted in seen.values.items():
        if name == schema.category_field:
            continue
        declared = schema.fields[name]
        translated = len(counted) <= TRANSLATED_VALUES and name not in names
        ends = {frozenset(bands[key]) for value in counted if (key := phrase_key(words_of(value))) in bands}
        of_bands = declared.type == "category" and len(ends) > 1
        known: set[str] = set()
        parts: dict[str, list[tuple[Sense, int]]] = defaultdict(list)
        for value, count in counted.most_common(MOST_VALUES):
            words = words_of(value)
            if not words or len(words) > MOST_WORDS or len(value) > LONGEST_VALUE:
                continue
            # A word in capitals is a name or an abbreviation ("HP"), which no glossary translates.
            named = not translated or (value.isupper() and len(words) == 1)
            forms = {phrase_key(words)} if named else translator.forms(value)
            own = {phrase_key(words), *(phrase_key(words_of(w)) for w in _declared_words(declared, value))}
            said = {form for word in _declared_words(declared, value) for form in translator.forms(word)}
            said |= bands.get(phrase_key(words), set()) if of_bands else set()
            known |= forms | said
            for form in forms | said:
                bare = len(form) < 2 or form.isdigit() or form in common or all(w in common for w in words)
                bare |= name in names and translator.is_native(form)
                yield Sense("value", name, value, 0, bare, form not in own), form, count
            if declared.type == "category" and len(counted) <= MOST_PARTED:
                noun = translator.noun(value) if name not in names else ""
                for part in _ends(words):
                    sense = Sense("value", name, value, 0, partial=True, loose=part == noun)
                    parts[part].append((sense, count))
        for part, senses in parts.items():
            plain = part in common or translator.is_word(part) or len(part) < _SHORTEST_PART or part.isdigit()
            if name in places:
                senses = (
                    senses
                    if part not in known
                    else [s for s in senses if part in _last(words_of(str(s[0].value)))]
                )
            elif part in known:
                senses = []
            if not plain and (len(senses) == 1 or (name in places and len(senses) <= MOST_SENSES)):
                yield from ((sense, part, count) for sense, count in senses)


def _bands(packs: Packs) -> dict[str, set[str]]:
    """Vague word -> every vague word of that meaning: a price band called "cheap" is asked for by "affordable"."""
    refusals = tuple(f"{word} " for pack in packs for word in pack.negations)
    meanings: dict[str, set[str]] = defaultdict(set)
    for adjective in (a for pack in packs for a in pack.adjectives if a.about == "price"):
        said = (form for form in adjective.forms if not form.startswith(refusals))
        meanings[adjective.towards] |= {phrase_key(words_of(form)) for form in said}
    return {key: keys for keys in meanings.values() for key in keys}


def _ends(words: Sequence[str]) -> set[str]:
    """Keys of the shorter beginnings and ends of a name."""
    return {phrase_key(words[:cut]) for cut in range(1, len(words))} | _last(words)


def _last(words: Sequence[str]) -> set[str]:
    """Keys of the shorter ends of a name."""
    return {phrase_key(words[cut:]) for cut in range(1, len(words))}


def _label_senses(labels: Mapping[str, Sequence[str]], schema: Schema, seen: _Seen) -> Iterator[Learnt]:
    """What fields are called. The name itself and the first word of each language come before further words."""
    for name, words in labels.items():
        field = schema.fields[name]
        first = {fold(name.replace("_", " ")), *(fold(own[0]) for own in field.labels.values() if own)}
        for label in words:
            if key := phrase_key(words_of(label)):
                weight = seen.filled[name] + (seen.count if fold(label) in first else 0)
                yield Sense("label", name, None, 0), key, weight


def _declared_words(field: Field | None, value: str) -> list[str]:
    """The synonyms that the project file gives a value."""
    if field is None:
        return []
    found = next((words for v, words in field.values.items() if v.casefold() == value.casefold()), {})
    return [word for several in found.values() for word in several]
