"""What texts are read with: one catalogue's lexicon and schema, and the words of its languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from landas.catalog.fields import Schema
from landas.language.comparisons import Comparison
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity
from landas.language.tokens import Token, tokenize
from landas.language.units import dimension
from landas.language.vocabulary import Vocabulary, vocabulary
from landas.understanding.lexicon.labels import NAMES, SIZES, field_labels
from landas.understanding.lexicon.lexicon import Lexicon, word_key
from landas.understanding.pieces.dates import DateWish, is_bare_year
from landas.understanding.pieces.pieces import Word
from landas.understanding.words.marks import Marks, plain_key

PIVOT = "en"
"""The language that the glossaries translate into: its own words need no glossary."""
_SHORTEST_BARE = 4
"""Letters of the shortest word that is known without its ending."""


@dataclass(frozen=True)
class Knowledge:
    """What texts are read with: one catalogue's lexicon and schema, and the languages' words."""

    lexicon: Lexicon
    schema: Schema
    packs: tuple[LanguagePack, ...]
    marks: Marks
    today: Callable[[], date]

    def packs_first(self, language: str) -> tuple[LanguagePack, ...]:
        """The packs, that of a text's language first."""
        return tuple(sorted(self.packs, key=lambda pack: pack.code != language))

    @cached_property
    def affixes(self) -> tuple[tuple[str, ...], ...]:
        """Beginnings and endings that are written together with a word ("bergenre", "harganya"), and signs that
        double it ("abu2")."""
        tables = [pack.table("understanding") for pack in self.packs]
        return tuple(
            tuple(a for t in tables for a in t.get(kind, ()))
            for kind in ("prefixes", "suffixes", "doublings")
        )

    def vocabulary_for(self, language: str) -> Vocabulary:
        """The packs' words for amounts, those of a text's language first, with the names of the numeric fields."""
        return self._vocabularies[language if language in self._vocabularies else ""]

    @cached_property
    def _vocabularies(self) -> Mapping[str, Vocabulary]:
        labels = field_labels(self.schema, self.packs)
        names = [
            name
            for field in self.schema.fields.values()
            if field.is_numeric and field.filterable
            for label in labels[field.name]
            for name in (label, *(label + ending for ending in self.affixes[1]))
        ]
        links = vocabulary(self.packs).links_with(names)
        codes = ("", *(pack.code for pack in self.packs))
        return {code: replace(vocabulary(self.packs_first(code)), links=links) for code in codes}

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings with which a word stays a known one: "harganya", "seratusan"."""
        return (*self.affixes[1], *vocabulary(self.packs).about_endings)

    @cached_property
    def sizes(self) -> frozenset[str]:
        """Fields whose values are said without a label, short as they are: "kaos L", "sneakers 42"."""
        return frozenset(name for key in SIZES for name in self.lexicon.standard.get(key, ()))

    @cached_property
    def names(self) -> frozenset[str]:
        """Fields of names. One that is also a plain word ("hp") is meant where it is spelt so or beside a kind."""
        return frozenset(name for key in NAMES for name in self.lexicon.standard.get(key, ()))

    @cached_property
    def contrasts(self) -> frozenset[str]:
        """Plain keys of words between what isn't wanted and what is: "without a reader but touchscreen"."""
        return frozenset(
            plain_key(word)
            for pack in self.packs
            for word in pack.table("understanding").get("contrasts", ())
        )

    @cached_property
    def years(self) -> frozenset[str]:
        """Fields of years and dates."""
        return frozenset(name for key in ("year", "date") for name in self.lexicon.standard.get(key, ()))

    def has_year(self, number: float) -> bool:
        """Whether a field of years has values about this one."""
        return any(
            (held := self.lexicon.distribution(name)) and held.low - 1 <= number <= held.high + 1
            for name in self.years
            if (field := self.schema.fields.get(name)) and field.is_numeric
        )

    @cached_property
    def currency(self) -> str | None:
        """What "two thousand" is counted in where nothing else is said; nothing in a catalogue without prices."""
        return self.schema.currency if self._has_prices else None

    @property
    def _has_prices(self) -> bool:
        return any(field.type == "money" for field in self.schema.fields.values())

    def may_mean(self, wish: DateWish) -> bool:
        """Whether a year or decade that nothing introduces is one: a decade only where no price is about 90 of them.
        Days told from today are dates where things have such."""
        if wish.relative:
            return self._has_day(wish)
        return self.has_year(float(wish.first[:4])) and (
            is_bare_year(wish) or wish.said or not self._has_prices
        )

    def _has_day(self, wish: DateWish) -> bool:
        whole_years = wish.first.endswith("-01-01") and wish.last.endswith("-12-31")
        if whole_years and self.has_year(float(wish.first[:4])):
            return True
        held = (self.lexicon.distribution(f.name) for f in self.schema.filterable() if f.type == "date")
        return any(
            h is not None and h.low <= int(wish.last[:4]) and int(wish.first[:4]) <= h.high for h in held
        )

    @cached_property
    def small_numbers(self) -> Mapping[str, float]:
        """Words for 2 to 12; "one" and "a half" say other things too often."""
        return {
            plain_key(word): float(number)
            for pack in self.packs
            for word, number in pack.numbers.items()
            if 2 <= number <= 12 and " " not in word
        }

    @cached_property
    def counters(self) -> frozenset[str]:
        """Words between a number and what it counts: "dua buah port"."""
        tables = (pack.tables.get("readings", {}) for pack in self.packs)
        return frozenset(plain_key(word) for table in tables for word in table.get("counters", ()))

    @cached_property
    def words_for_one(self) -> frozenset[str]:
        return frozenset(
            plain_key(word)
            for pack in self.packs
            for word, number in pack.numbers.items()
            if number == 1 and " " not in word
        )

    @cached_property
    def ordinals(self) -> Mapping[str, float]:
        """Words for a place in a row, which number storeys too: "the second floor"."""
        return {
            plain_key(word): float(place)
            for pack in self.packs
            for word, place in pack.table("about")["places"].items()
            if place > 0 and " " not in word
        }

    def is_counted(self, field: str) -> bool:
        declared = self.schema.fields.get(field)
        return declared is not None and declared.type == "number" and declared.unit is None

    def is_flag(self, field: str) -> bool:
        declared = self.schema.fields.get(field)
        return declared is not None and declared.type == "flag"

    def may_hold(self, field: str, said: Comparison | Quantity) -> bool:
        """Whether a number said so is of a size and kind that the field's values may have."""
        declared, held = self.schema.fields.get(field), self.lexicon.distribution(field)
        if declared is None or not declared.is_numeric:
            return declared is None or declared.type != "flag"
        if said.unit is not None and declared.unit is not None:
            return dimension(said.unit) == dimension(declared.unit)
        if said.unit is not None:
            return declared.type == "number" and held is not None and held.is_measured
        return held is None or declared.type == "money" or held.is_near(said.low, said.high)

    def words_in(self, text: str) -> list[Word]:
        """The words of a text; "mahal-mahal" is one where "mahal" is a function word and the two are no name."""
        words: list[Word] = []
        for token in tokenize(text):
            word = self._word(token)
            before = words[-1] if words else None
            if before and before.plain == word.plain and self._is_doubled(before, word, text):
                words[-1] = replace(before, end=word.end)
            else:
                words.append(word)
        return words

    def _is_doubled(self, before: Word, word: Word, text: str) -> bool:
        hyphen = text[before.end : word.start] == "-"
        return hyphen and (word.plain,) in self.marks.phrases and 2 * word.key not in self.lexicon.senses

    def _word(self, token: Token) -> Word:
        """A word; its key without its prefix, doubled, or without its ending where the lexicon knows it only so."""
        key, plain = word_key(token.text), self._undoubled(plain_key(token.text))
        bare = key
        if key not in self.lexicon.senses and (plain,) not in self.marks.phrases:
            prefixes, suffixes, doublings = self.affixes
            bare = next((key.removesuffix(s) for s in suffixes if key.endswith(s)), key)
            forms = [key.removeprefix(p) for p in prefixes if key.startswith(p)]
            forms += [2 * word_key(key.removesuffix(d)) for d in doublings if key.endswith(d)]
            key = next(
                (f for f in (*forms, bare) if len(f) >= _SHORTEST_BARE and f in self.lexicon.senses), key
            )
        return Word(key, plain, token.start, token.end, bare)

    def _undoubled(self, plain: str) -> str:
        """ "Mahal2" says what "mahal" does: a function word with a sign that doubles it."""
        if (plain,) in self.marks.phrases:
            return plain
        forms = (plain.removesuffix(sign) for sign in self.affixes[2] if plain.endswith(sign))
        return next((form for form in forms if (form,) in self.marks.phrases), plain)
