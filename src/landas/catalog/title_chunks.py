"""Titles cut into stretches of plain words, within which the name of a product's kind can stand.

Marks, numbers, units, brands and linking words end a stretch: "Acme X-200 laptop bag for 15.6 inch" has
"laptop bag" as its second, and nothing after "for" names the thing itself.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from landas.language.pack import LanguagePack
from landas.language.stemming import singular
from landas.language.tokens import Token, tokenize, word_keys
from landas.language.units import unit_symbol

_INNER = frozenset({" ", "-", "/", "&", "'", "’", ""})
"""What may stand between two words of one stretch."""

_OPENING, _CLOSING, _INSIDE = 1.2, 1.0, 0.3
"""How well a word's place in its stretch speaks for it."""
_LINKED = 0.05
"""How much a word after "for" or "with" counts as the name of the thing, against one before."""
_LATER = 0.85
"""What each further stretch leaves: titles name the thing before they list what it has."""
_IN_TEXT = 0.5
_TEXT_KEPT, _TEXT_CHUNKS = 100, 2
"""Where in an item's text the name of its kind is looked for: code points, stretches."""
_LONGEST_NAME = 3
_SPELT_OUT = 4
"""Letters of a unit that is no abbreviation."""
_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a title in a row, folded and in the singular. `linked`: they follow a word such as "for".

    `counted`: the first follows a bare number, as units do. `spelled`: the words as they are written. `suspended`: the
    last leaves its main word to what follows, as the first does in "notebook- and tablet holder".
    """

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    linked: bool = False
    counted: bool = False
    suspended: bool = False


class HeadWords:
    """The packs' tables of words that are never a kind of product, or that stand between thing and purpose."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        self._packs = tuple(packs)
        tables = [(pack, pack.tables.get("heads", {})) for pack in packs]
        self.linking = _keys(word for _, table in tables for word in table.get("linking", ()))
        self.never = _keys(
            word
            for pack, table in tables
            for word in (
                *table.get("attributes", ()),
                *table.get("containers", ()),
                *(form for adjective in pack.adjectives for form in adjective.forms if " " not in form),
            )
        )
        self.stops = _keys(word for pack in packs for word in pack.stop_words) - self.linking
        self.first = _keys(
            phrase.split()[0]
            for pack, table in tables
            if table.get("head") == "first"
            for phrase in pack.glossary
        ) - _keys(english for pack in packs for english in pack.glossary.values())
        """Nouns of languages in which the main word comes first; loanwords follow the order of English."""
        self.nouns = (
            _keys(phrase for pack in packs for pair in pack.glossary.items() for phrase in pair) - self.never
        )
        """Words of the packs' glossaries, which list general nouns of both languages."""

    def is_unit(self, text: str) -> bool:
        return unit_symbol(text, self._packs) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """A word that may be an item's main word. `weight`: how well its position speaks for it.

    `modifiers` are the words next to it that may belong to its name, the nearest first; `leads` where they follow.
    """

    word: str
    modifiers: tuple[str, ...]
    weight: float
    leads: bool = False
    counted: bool = False
    """It follows a bare number, as a unit or a part would: "1280 pixels", "4 port"."""
    closing: bool = False
    """It stands where main words do: last in its stretch, or first in languages that begin with it."""
    shouted: bool = False
    """It is written in capitals, as an abbreviation is."""

    def names(self) -> list[str]:
        """The longer names that the word may have here, longest first."""
        found = []
        for length in range(min(_LONGEST_NAME - 1, len(self.modifiers)), 0, -1):
            near = self.modifiers[:length]
            found.append(" ".join((self.word, *near) if self.leads else (*reversed(near), self.word)))
        return found


def places_of(
    title: str, text: str, words: HeadWords, brands: frozenset[tuple[str, ...]]
) -> tuple[Place, ...]:
    """Every word of a title, and of the beginning of a text, that may say what the thing is."""
    told = chunks_of(text[:_TEXT_KEPT], words, brands)[:_TEXT_CHUNKS]
    return (
        *(
            place
            for number, chunk in enumerate(chunks_of(title, words, brands))
            for place in _places_in(chunk, words, _LATER ** min(number, 4))
        ),
        *(place for chunk in told for place in _places_in(chunk, words, _IN_TEXT)),
    )


def chosen_place(places: Sequence[Place], strength: Mapping[str, float]) -> Place | None:
    """The best supported of an item's words; the first of equals."""
    known = [place for place in places if strength.get(place.word)]
    return max(known, key=lambda place: place.weight * strength[place.word], default=None)


def brand_names(titled: Iterable[tuple[str, Sequence[str]]]) -> frozenset[tuple[str, ...]]:
    """Values with which the titles of their own items mostly begin: that is how brands are written."""
    borne: Counter[tuple[str, ...]] = Counter()
    leading: Counter[tuple[str, ...]] = Counter()
    for title, values in titled:
        keys = word_keys(title)
        for name in {word_keys(value) for value in values} - {()}:
            borne[name] += 1
            leading[name] += keys[: len(name)] == name
    return frozenset(name for name, count in leading.items() if count >= 0.5 * borne[name])


def _places_in(chunk: Chunk, words: HeadWords, weight: float) -> Iterator[Place]:
    plain = list(chunk.words)
    while plain and plain[-1] in words.never:
        plain.pop()
    last = _last_plain(chunk.spelled[: len(plain)])
    for number, word in enumerate(plain):
        if len(word) < 2 or word in words.never or not word.isalpha():
            continue
        leads = number == 0 and word in words.first
        closes = number >= last and not chunk.suspended
        position = _OPENING if leads else _CLOSING if closes else _INSIDE
        around = plain[number + 1 :] if leads else plain[:number][::-1]
        modifiers = takewhile(lambda near: near not in words.never and near != word, around)  # noqa: B023
        counted = weight * position * (_LINKED if chunk.linked else 1.0)
        yield Place(
            word,
            tuple(modifiers),
            counted,
            leads,
            counted=number == 0 and chunk.counted,
            closing=position > _INSIDE and not chunk.linked,
            shouted=chunk.spelled[number].isupper(),
        )


def _last_plain(spelled: Sequence[str]) -> int:
    """The place of the last word that is no short abbreviation: both "mouse" and "USB" close "laser mouse USB"."""
    plain = [n for n, word in enumerate(spelled) if not (word.isupper() and len(word) <= _ABBREVIATION)]
    return plain[-1] if plain else len(spelled) - 1


def chunks_of(text: str, words: HeadWords, brands: frozenset[tuple[str, ...]]) -> list[Chunk]:
    """The stretches of a text in order; `brands` are names as tuples of folded words."""
    chunks: list[Chunk] = []
    current: list[Token] = []
    tokens = tokenize(text)
    linked = counted = False
    for place, kind in [*_kinds(text, tokens, words, brands), (len(tokens), "mark")]:
        if kind == "word":
            counted = counted if current else _bare_number(tokens, place - 1)
            current.append(tokens[place])
            continue
        if current:
            spelled = tuple(token.text for token in current)
            keys = tuple(singular(token.key) for token in current)
            left_open = _is_suspended(text, current[-1], tokens[place:], words)
            chunks.append(Chunk(keys, spelled, linked, counted, left_open))
            current.clear()
        linked = kind == "link" or (linked and kind != "mark")
    return chunks


def _is_suspended(text: str, token: Token, behind: Sequence[Token], words: HeadWords) -> bool:
    """Whether a hyphen and a word such as "or" follow."""
    hyphen = text[token.end : token.end + 2] == "- "
    return hyphen and bool(behind) and behind[0].key in words.stops | words.linking


def _bare_number(tokens: Sequence[Token], place: int) -> bool:
    return place >= 0 and not any(character.isalpha() for character in tokens[place].key)


def _kinds(
    text: str, tokens: Sequence[Token], words: HeadWords, brands: frozenset[tuple[str, ...]]
) -> Iterator[tuple[int, str]]:
    """For each token `word`, `link` or `break`; before one that follows a mark also `mark`."""
    place, after_number = 0, False
    while place < len(tokens):
        token = tokens[place]
        gap = text[tokens[place - 1].end : token.start] if place else ""
        if gap not in _INNER and not (after_number and words.is_unit(gap)):
            yield place, "mark"
        brand = _brand_at(tokens, place, brands)
        if brand:
            yield place, "break"
            place, after_number = place + brand, False
            continue
        numeric = any(character.isdigit() for character in token.key)
        # Careful: "in" and "m" are units after a number and words elsewhere.
        qualifies = after_number and _qualifies_a_unit(tokens, place, words)
        if numeric or qualifies or (after_number and words.is_unit(token.text)) or _is_trademark(text, token):
            yield place, "break"
        elif token.key in words.linking:
            yield place, "link"
        elif token.key in words.stops:
            yield place, "break"
        else:
            yield place, "word"
        after_number = numeric or qualifies
        place += 1


def _qualifies_a_unit(tokens: Sequence[Token], place: int, words: HeadWords) -> bool:
    """The "ANSI" of "4000 ANSI lumens"."""
    behind = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return tokens[place].text.isupper() and len(behind) >= _SPELT_OUT and words.is_unit(behind)


def _is_trademark(text: str, token: Token) -> bool:
    """A protected name is no kind of thing."""
    return text[token.end : token.end + 1] in ("™", "®")


def _brand_at(tokens: Sequence[Token], place: int, brands: frozenset[tuple[str, ...]]) -> int:
    """How many tokens from `place` on are a brand's name."""
    for length in (3, 2, 1):
        if tuple(token.key for token in tokens[place : place + length]) in brands:
            return length
    return 0


def _keys(phrases: Iterator[str] | Sequence[str]) -> frozenset[str]:
    return frozenset(token.key for phrase in phrases for token in tokenize(phrase))
