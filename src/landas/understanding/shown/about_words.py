"""The words by which turns speak of shown items (`about.toml` of all packs), and what fields are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from landas.catalog.fields import Schema
from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases, short_forms, spellings
from landas.language.stemming import stem
from landas.language.tokens import word_keys
from landas.language.units import all_units
from landas.understanding.lexicon.labels import field_labels, standard_fields
from landas.understanding.turns.acts import ActWords, act_words
from landas.understanding.words.marks import is_comparing, marks_of

Mark = Literal[
    "compare", "which", "which_of", "seeking", "wanting", "existing", "checking", "assuring", "selling", "some",
    "everything", "tags", "beyond", "values", "shown", "ones", "of_shown", "former", "other",
]  # fmt: skip


FARTHEST = 20
"""The last place that is told by its number: larger ones are sizes and amounts."""
_SHORTEST_STEM = 4
_REACH, _LONGEST = 8, 3
"""Words before a "than" among which its adjective stands, and the most that such an adjective has."""


@dataclass(frozen=True)
class AboutWords:
    """`own`: every single word of these lists, which names nothing that could be asked after; `by_language` has the
    same words for each language."""

    places: Phrases[int]
    beginnings: Phrases[int]
    pronouns: Phrases[str]
    definite: frozenset[str]
    """Words before a noun that was spoken of ("the apartment")."""
    endings: tuple[str, ...]
    """Endings of such a noun ("apartemennya")."""
    asides: Phrases[bool]
    """What only seems to point at something: the "that" of "besides that"."""
    openers: Phrases[bool]
    joining: Phrases[bool]
    """Of the openers those that begin a wish as often ("and under $20")."""
    marks: Mapping[Mark, Phrases[bool]]
    fields: Phrases[tuple[str, ...]]
    alone: Phrases[tuple[str, ...]]
    """What asks for a field where no other is named: the "how much" of "the second one how much"."""
    attributing: Mapping[str, frozenset[str]]
    """By language the words that make a comparing word speak of other items ("yang lebih murah"), where it has any."""
    scattered: Mapping[frozenset[str], tuple[str, ...]]
    """The words of each name of several words -> its fields: "what time is check-in" asks the check-in time."""
    akin: Mapping[str, tuple[str, ...]]
    """The stem of each name of one word -> its fields: "does it need much water" asks the watering."""
    own: frozenset[str]
    by_language: Mapping[str, frozenset[str]]
    packs: tuple[LanguagePack, ...]
    short: Mapping[str, str]
    """What abbreviations stand for."""
    suffixes: tuple[str, ...]
    """Endings that are written together with the name of a field ("ramnya")."""
    numbered: Phrases[bool]
    """What stands before the number of a place ("number 2", "nomor 2")."""
    describing: frozenset[str]
    """Words before what describes a shown item ("the black one", "yang hitam tadi")."""
    than: Phrases[bool]
    idle: frozenset[str]
    """Words that say nothing beside a place: those of these lists, of any request, of taking up and thanking."""
    politeness: frozenset[str]
    """Words that make a question kinder and ask nothing: "please", "kak", "ya"."""
    joints: frozenset[str]
    """Words that join two of a kind: "and", "atau"."""
    measures: frozenset[str]
    """Words behind a number that measures something: units, thousands, currencies."""
    counts: Mapping[str, int]
    """Whole numbers in one word."""
    acts: ActWords
    turns_down: Phrases[bool]
    """Before what points at an item: it is not wanted, unless that is asked ("not the first one")."""
    leaves_out: Phrases[bool]
    """The same, asked or not: "hide the first one"."""
    keeps_in: Phrases[bool]
    """Before `leaves_out`: it stays ("don't hide the second")."""
    turned_down: Phrases[bool]
    """The same behind it: "yang pertama jangan"."""

    @property
    def refusing(self) -> frozenset[str]:
        """Every word by which an item is turned down."""
        return self.turns_down.words | self.leaves_out.words | self.turned_down.words

    def found(self, mark: Mark, keys: Sequence[str]) -> bool:
        """Whether a phrase of that list occurs."""
        return any(self.marks[mark].starting(keys, at) for at in range(len(keys)))

    def ends(self, mark: Mark, keys: Sequence[str]) -> bool:
        """Whether the words end with a phrase of that list."""
        return self.marks[mark].ending(keys, len(keys)) is not None

    def is_tagged(self, keys: Sequence[str]) -> bool:
        """Whether the words end as a yes-or-no question about what was shown does."""
        return self.ends("tags", keys) and not self.found("beyond", keys)

    def seeks(self, keys: Sequence[str]) -> bool:
        """Whether the words ask for things, rather than what those that were shown have."""
        seeking, existing = self.marks["seeking"], self.marks["existing"]
        return any(
            (found := seeking.starting(keys, at)) and found != existing.starting(keys, at)
            for at in range(len(keys))
        )

    def place_at(self, keys: Sequence[str], at: int) -> tuple[int, int] | None:
        """(number of words, place) of the place in a list that the words from `at` name; None where their number
        measures something ("pilihan 2 kg")."""
        found = self.places.starting(keys, at) or self._numbered(keys, at)
        behind = keys[at + found[0]] if found and at + found[0] < len(keys) else ""
        return None if found and behind in self.measures and self.has_number(keys, at, found[0]) else found

    def has_number(self, keys: Sequence[str], at: int, size: int) -> bool:
        """Whether a place is named by a number, as "number 2" and "2nd" do and "second" doesn't."""
        named = keys[at : at + size]
        return any(c.isdigit() for c in "".join(named)) or (size > 1 and named[-1] in self.counts)

    def _numbered(self, keys: Sequence[str], at: int) -> tuple[int, int] | None:
        before = self.numbered.starting(keys, at)
        number = keys[at + before[0]] if before and at + before[0] < len(keys) else ""
        place = int(number) if number.isdecimal() else self.counts.get(number, 0)
        return (before[0] + 1, place) if before and 0 < place <= FARTHEST else None

    def is_behind_than(self, keys: Sequence[str], at: int) -> bool:
        """Whether what begins at `at` is what something is compared with: "lighter than the second"."""
        while at and keys[at - 1] in self.definite | self.describing:
            at -= 1
        than = self.than.ending(keys, at)
        return than is not None and self._compares_before(keys, at - than[0])

    def _compares_before(self, keys: Sequence[str], end: int) -> bool:
        marks = {key for pack in self.packs for mark in pack.comparative_marks for key in word_keys(mark)}
        return any(
            keys[start] in marks or self.compares(" ".join(keys[start:stop]))
            for start in range(max(0, end - _REACH), end)
            for stop in range(start + 1, min(start + _LONGEST, end) + 1)
        )

    def compares(self, phrase: str) -> bool:
        """Whether a phrase is an adjective in a comparing degree."""
        return is_comparing(phrase, self.packs)

    def language(self, text: str) -> str | None:
        """The language of most of these words in a text; None where no one language has most."""
        keys = set(word_keys(text))
        counts = {code: len(keys & words) for code, words in self.by_language.items()}
        most = max(counts.values(), default=0)
        best = [code for code, count in counts.items() if count == most]
        return best[0] if most and len(best) == 1 else None


def _by_stem(
    named: Mapping[str, tuple[str, ...]], packs: Sequence[LanguagePack]
) -> dict[str, tuple[str, ...]]:
    single = [(keys[0], names) for word, names in named.items() if len(keys := word_keys(word)) == 1]
    found = [(stem(key, pack.code), names) for key, names in single for pack in packs]
    return {root: names for root, names in found if len(root) >= _SHORTEST_STEM}


def about_words(schema: Schema, packs: Sequence[LanguagePack]) -> AboutWords:
    tables = [pack.table("about") for pack in packs]
    named = _field_words(schema, packs)
    marks: dict[Mark, Phrases[bool]] = {
        "compare": _listed(tables, "compare", "words"),
        "which": _listed(tables, "compare", "which"),
        "which_of": _listed(tables, "compare", "which_of"),
        "seeking": _listed(tables, "ask", "seeking"),
        "wanting": _listed(tables, "ask", "wanting"),
        "existing": _listed(tables, "ask", "existing"),
        "checking": _listed(tables, "ask", "checking"),
        "assuring": _listed(tables, "ask", "assuring"),
        "selling": _listed(tables, "ask", "selling"),
        "some": _listed(tables, "ask", "some"),
        "everything": _listed(tables, "ask", "everything"),
        "tags": _listed(tables, "ask", "tags"),
        "beyond": _listed(tables, "ask", "beyond"),
        "values": _listed(tables, "ask", "values"),
        "shown": _listed(tables, "described", "shown"),
        "ones": _listed(tables, "described", "ones"),
        "of_shown": _listed(tables, "described", "of_shown"),
        "former": _listed(tables, "described", "former"),
        "other": _listed(tables, "described", "other"),
    }
    return AboutWords(
        places=Phrases({word: place for table in tables for word, place in table["places"].items()}),
        beginnings=Phrases({word: count for table in tables for word, count in table["beginnings"].items()}),
        pronouns=Phrases(
            {
                word: kind
                for table in tables
                for kind, words in table["pronouns"].items()
                for word in spellings(words)
            }
        ),
        definite=frozenset(word for table in tables for word in table.get("definite", {}).get("before", ())),
        endings=tuple(word for table in tables for word in table.get("definite", {}).get("endings", ())),
        asides=_listed(tables, "asides", "words"),
        openers=_listed(tables, "ask", "openers"),
        joining=_listed(tables, "ask", "joining"),
        marks=marks,
        fields=Phrases(named),
        alone=Phrases(_fields_alone(schema, packs)),
        attributing={
            pack.code: frozenset(listed)
            for pack in packs
            if (listed := pack.table("about")["compare"].get("attributing"))
        },
        scattered={
            frozenset(keys): names for word, names in named.items() if len(keys := word_keys(word)) > 1
        },
        akin=_by_stem(named, packs),
        own=frozenset(_with_short(_own(tables), packs)),
        by_language={pack.code: frozenset(_own([pack.table("about")])) for pack in packs},
        packs=tuple(packs),
        short=short_forms([pack.tables.get("acts", {}) for pack in packs]),
        suffixes=tuple(s for pack in packs for s in pack.table("understanding").get("suffixes", ())),
        numbered=_listed(tables, "described", "numbered"),
        describing=frozenset(
            word for table in tables for word in table.get("described", {}).get("before", ())
        ),
        idle=frozenset(marks_of(packs).common_words | _own(tables) | act_words(packs).own),
        politeness=frozenset(word for table in tables for word in table["ask"].get("politeness", ())),
        than=Phrases({word: True for pack in packs for word in pack.table("understanding")["than"]}),
        joints=frozenset(
            key
            for pack in packs
            for word in (*pack.conjunctions, *pack.alternatives)
            for key in word_keys(word)
        ),
        measures=_measures(packs),
        counts={word: int(n) for pack in packs for word, n in pack.numbers.items() if n == int(n)},
        acts=act_words(packs),
        turns_down=_of_acts(packs, "turns_down"),
        leaves_out=_of_acts(packs, "leaves_out"),
        keeps_in=_of_acts(packs, "keeps_in"),
        turned_down=_of_acts(packs, "turned_down"),
    )


def _measures(packs: Sequence[LanguagePack]) -> frozenset[str]:
    """Single words behind a number that say what it counts. "In" is rather no inch, behind a place."""
    spellings_of = (spelling for unit in all_units().values() for spelling in unit.spellings)
    named = (w for pack in packs for w in (*pack.magnitudes, *pack.currencies, *pack.unit_words))
    single = {keys[0] for word in (*spellings_of, *named) if len(keys := word_keys(word)) == 1}
    return frozenset(single - marks_of(packs).common_words)


def _of_acts(packs: Sequence[LanguagePack], part: str) -> Phrases[bool]:
    listed = (phrase for pack in packs for phrase in pack.tables.get("acts", {}).get(part, ()))
    return Phrases(dict.fromkeys(spellings(listed), True))


def _listed(
    tables: Sequence[Mapping[str, Mapping[str, Sequence[str]]]], part: str, key: str
) -> Phrases[bool]:
    return Phrases({word: True for table in tables for word in spellings(table.get(part, {}).get(key, ()))})


def _with_short(words: set[str], packs: Sequence[LanguagePack]) -> set[str]:
    known = short_forms([pack.tables.get("acts", {}) for pack in packs])
    return words | {short for short, word in known.items() if word in words}


def _field_words(schema: Schema, packs: Sequence[LanguagePack]) -> dict[str, tuple[str, ...]]:
    """Phrase -> the public fields it may name."""
    found: dict[str, list[str]] = {}
    for name, labels in field_labels(schema, packs).items():
        for label in labels:
            found.setdefault(label, []).append(name)
    standard = standard_fields(schema, packs)
    for pack in packs:
        for key, words in pack.table("about")["fields"].items():
            for word in words:
                found.setdefault(word, list(standard.get(key, ())[:1]))
    kept = {word: tuple(n for n in names if schema.fields[n].public) for word, names in found.items()}
    return {word: names for word, names in kept.items() if names}


def _fields_alone(schema: Schema, packs: Sequence[LanguagePack]) -> dict[str, tuple[str, ...]]:
    standard = standard_fields(schema, packs)
    return {
        word: names
        for pack in packs
        for key, words in pack.table("about").get("fields_alone", {}).items()
        for word in words
        if (names := tuple(name for name in standard.get(key, ())[:1] if schema.fields[name].public))
    }


def _own(tables: Sequence[Mapping[str, Mapping[str, object]]]) -> set[str]:
    """Every word of the packs' lists but those for fields."""
    words: set[str] = set()
    for table in tables:
        for part in ("places", "beginnings"):
            words |= {key for phrase in table[part] for key in word_keys(phrase)}
        for part in ("pronouns", "compare", "ask"):
            for listed in table[part].values():
                assert isinstance(listed, list)
                words |= {key for phrase in listed for key in word_keys(phrase)}
        for listed in (table.get("described", {}).get(part, ()) for part in ("ones", "numbered")):
            assert isinstance(listed, Sequence)
            words |= {key for phrase in listed for key in word_keys(phrase)}
    return words
