"""The function words of a request: what the language packs say about negation, hedges, order and vague words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import Literal

from landas.language.pack import Adjective, LanguagePack, Towards, load_packs
from landas.language.phrases import variants
from landas.language.tokens import fold, tokenize

MarkKind = Literal[
    "negation", "with", "hedge", "filler", "greeting", "stop", "or", "and", "linking", "than",
    "any", "compare", "budget", "degree", "sort", "adjective", "date", "permit",
    "waive", "refuse", "unbind", "also", "instead", "afresh", "correct", "take", "clear",
]  # fmt: skip
Degree = Literal["plain", "comparative", "superlative"]
DateOp = Literal["gt", "gte", "lt", "lte", "eq"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a phrase does in a request. `about` and `towards` are set for adjectives and sorts, `op` for dates."""

    kind: MarkKind
    about: str = ""
    towards: Towards = "low"
    degree: Degree = "plain"
    excess: bool = False
    """Said of what is too much: "too expensive" wishes for something cheaper."""
    op: DateOp = "eq"
    factor: float = 1.0
    """How many times as much as what was shown: "twice the" RAM."""


LABEL = "label"
"""What an adjective is about that speaks of the field whose label stands beside it."""
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Marks:
    """All marks of some packs by the plain keys of their words."""

    phrases: dict[Phrase, tuple[Mark, ...]]
    longest: int
    common_words: frozenset[str]
    """Plain keys of words that carry no wish of their own."""

    def at(self, keys: Sequence[str], start: int) -> Iterator[tuple[int, Mark]]:
        """Every mark that begins at a word, with how many words it takes."""
        for length in range(min(self.longest, len(keys) - start), 0, -1):
            for mark in self.phrases.get(tuple(keys[start : start + length]), ()):
                yield length, mark


@lru_cache(maxsize=32768)
def plain_key(word: str) -> str:
    """A function word's key: folded, letters and digits only ("don't" -> "dont")."""
    return "".join(char for char in fold(word) if char.isalnum())


@lru_cache(maxsize=4096)
def phrase_of(text: str) -> Phrase:
    """The plain keys of a text's words, each word held once however many phrases say it."""
    letters = text.replace("'", "")
    # The packs have tens of thousands of phrases that need no tokens to be told apart.
    if letters.isascii() and letters.islower() and letters.replace(" ", "").isalpha():
        return tuple(map(intern, letters.split()))
    return tuple(intern(key) for token in tokenize(text) if (key := plain_key(token.text)))


def marks_of(packs: Sequence[LanguagePack]) -> Marks:
    return _marks(tuple(pack.code for pack in packs))


@lru_cache(maxsize=16)
def _marks(codes: tuple[str, ...]) -> Marks:
    phrases: dict[Phrase, list[Mark]] = {}
    for pack in load_packs(codes):
        for text, mark in _entries(pack):
            phrase = phrase_of(text)
            if phrase and mark not in phrases.setdefault(phrase, []):
                phrases[phrase].append(mark)
    for marks in (found for phrase, found in phrases.items() if len(phrase) == 1):
        # A word that says nothing anywhere is no part of how requests begin.
        if Mark("stop") in marks and Mark("filler") in marks:
            marks.remove(Mark("filler"))
    common = {
        phrase[0]
        for phrase, marks in phrases.items()
        if len(phrase) == 1 and any(m.kind not in ("adjective", "sort", "filler", "budget") for m in marks)
    }
    # Most phrases do one of a few hundred things: what they do is held once.
    shared = {found: found for marks in phrases.values() if (found := tuple(marks))}
    return Marks(
        {phrase: shared[tuple(marks)] for phrase, marks in phrases.items()},
        max((len(phrase) for phrase in phrases), default=1),
        frozenset(common),
    )


def is_comparing(phrase: str, packs: Sequence[LanguagePack]) -> bool:
    """ "Newer", "paling lama": an adjective in a comparing degree, which no text of an item answers."""
    keys = phrase_of(phrase)
    return any(
        size == len(keys) and mark.degree != "plain" and not mark.excess
        for size, mark in marks_of(packs).at(keys, 0)
    )


def suggesting(packs: Sequence[LanguagePack]) -> frozenset[str]:
    """Plain keys of words that ask for anything good where no wish stands beside them."""
    return frozenset(
        plain_key(word) for pack in packs for word in pack.table("understanding").get("suggests", ())
    )


def _entries(pack: LanguagePack) -> Iterator[tuple[str, Mark]]:
    own = pack.table("understanding")
    lists: tuple[tuple[MarkKind, Sequence[str]], ...] = (
        ("negation", (*pack.negations, *pack.flag_words["without"], *own.get("spares", ()))),
        ("with", pack.flag_words["with"]),
        ("hedge", pack.hedges),
        ("filler", (*pack.fillers, *own.get("no_longer", ()))),
        ("greeting", pack.greetings),
        (
            "stop",
            (
                *pack.stop_words,
                *own.get("idle", ()),
                *pack.approximate_before,
                *own.get("keep", ()),
            ),
        ),
        ("or", pack.alternatives),
        ("and", (*pack.conjunctions, *own.get("but", ()))),
        ("linking", own["linking"]),
        ("than", own["than"]),
        ("any", own["any"]),
        ("take", own.get("takes_back", ())),
        ("clear", own.get("clears", ())),
        ("compare", own["compare"]),
        ("budget", own["budgets"]),
        ("degree", own["degrees"]),
        ("permit", own["permits"]),
        ("waive", own["waives"]),
        ("refuse", own.get("refusals_behind", ())),
        ("unbind", own["unbinds"]),
        ("also", own["also"]),
        ("instead", own["instead"]),
        ("afresh", own["afresh"]),
        ("correct", own.get("corrects", ())),
    )
    for kind, words in lists:
        mark = Mark(kind)
        yield from ((word, mark) for word in words)
    yield from stances_of(pack)
    for op, words in own["dates"].items():
        yield from ((word, Mark("date", op=op)) for word in words)
    for phrase, (about, towards) in pack.sorts.items():
        yield phrase, Mark("sort", about, towards, "superlative")
    for phrase, factor in own.get("multiples", {}).items():
        yield phrase, Mark("adjective", LABEL, "high" if factor > 1 else "low", "comparative", factor=factor)
    for adjective in pack.adjectives:
        yield from adjective_marks(adjective, pack)


def stances_of(pack: LanguagePack) -> Iterator[tuple[str, Mark]]:
    """What the pack's `stances.toml`, where it has one, says of how people stand to a thing."""
    lists: tuple[tuple[MarkKind, str, str], ...] = (
        ("negation", "unwanted", "before"),
        ("refuse", "unwanted", "behind"),
        ("with", "wanted", "before"),
        ("unbind", "indifferent", "before"),
        ("waive", "indifferent", "behind"),
        ("hedge", "permitted", "before"),
        ("permit", "permitted", "behind"),
        ("than", "preferred", "than"),
        ("filler", "neutral", "phrases"),
    )
    for kind, stance, place in lists:
        mark = Mark(kind)
        yield from ((words, mark) for words in stance_words(pack, stance, place))
    joints = stance_words(pack, "unwanted", "joints")
    for verb in stance_words(pack, "unwanted", "with_joint"):
        yield from ((f"{verb} {joint}", Mark("negation")) for joint in joints)
    sides = {words for pair in around(pack) for side in pair for words in side if " " in words.strip()}
    stop = Mark("stop")
    yield from ((words, stop) for words in sorted(sides))


def stance_words(pack: LanguagePack, stance: str, place: str) -> tuple[str, ...]:
    """One list of the pack's `stances.toml`, its choices spelt out; none where it has no such list."""
    table = pack.tables.get("stances", {})
    groups = table.get("groups", {})
    phrases = table.get(stance, {}).get(place, ())
    return tuple(dict.fromkeys(words for phrase in phrases for words in variants(phrase, groups)))


def around(pack: LanguagePack) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words that refuse what stands between them: what opens, and what closes."""
    table = pack.tables.get("stances", {})
    for pair in table.get("unwanted", {}).get("around", ()):
        opening, closing = (tuple(variants(side, table.get("groups", {}))) for side in pair)
        yield opening, closing


def adjective_marks(adjective: Adjective, pack: LanguagePack) -> Iterator[tuple[str, Mark]]:
    """An adjective in every degree: its own forms, and those that marks and prefixes make of it."""
    about, towards = adjective.about, adjective.towards
    superlative = Mark("sort", about, towards, "superlative")
    comparative = Mark("adjective", about, towards, "comparative")
    for form in adjective.forms:
        yield form, Mark("adjective", about, towards)
        yield from ((f"{mark} {form}", superlative) for mark in pack.superlative_marks)
        yield from ((f"{mark} {form}", comparative) for mark in pack.comparative_marks)
        yield from ((f"{prefix}{form}", superlative) for prefix in pack.superlative_prefixes)
    excess = Mark("adjective", about, "high" if towards == "low" else "low", "comparative", excess=True)
    own = pack.table("understanding")
    for form in adjective.forms:
        yield from ((f"{word} {form}", excess) for word in own.get("excess", ()))
        yield from ((f"{before}{form}{after}", excess) for before, after in own.get("excess_around", ()))
        yield from ((f"{form}{ending}", comparative) for ending in own.get("slightly_after", ()))
    for about_what, end, before, behind, wished in own.get("complaints", ()):
        if (about, towards) == (about_what, end):
            for form in adjective.forms:
                said = [f"{word} {form}" for word in before] + [f"{form} {word}" for word in behind]
                yield from ((phrase, excess) for phrase in said)
                yield from (
                    (f"{word} {phrase}", Mark("adjective", about, towards))
                    for word in wished
                    for phrase in said
                )
    yield from ((form, comparative) for form in adjective.comparatives)
    yield from ((form, superlative) for form in adjective.superlatives)
    for behind in own.get("ordering_behind", ()):
        yield from ((f"{form} {behind}", superlative) for form in adjective.superlatives)
