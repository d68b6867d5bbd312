"""Which shown items the words of a turn point at: places in the list, pronouns, stretches of a title."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from landas.ids import ItemId
from landas.language.phrases import Phrases
from landas.language.tokens import Token, tokenize
from landas.understanding.shown.about_words import AboutWords
from landas.understanding.shown.refusing import is_broken, refusing
from landas.understanding.shown.titles import TitleRuns

MIDDLE = 0
"""The place in the middle of the list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item that the conversation has shown."""

    item_id: ItemId
    title: str


@dataclass(frozen=True)
class Talk:
    """What a conversation may refer to: the last list, and the items that the last answer about items spoke of."""

    listed: tuple[Listed, ...] = ()
    spoken: tuple[ItemId, ...] = ()
    former: tuple[Listed, ...] = ()
    """The list before the last one."""
    pointers: Phrases[tuple[ItemId, ...]] = field(default_factory=lambda: Phrases({}))
    """Words of the turn at hand that point by what an item is ("the black one", its id); at nothing, where the list has
    no such place."""

    @cached_property
    def titles(self) -> TitleRuns:
        """The titles of the last list, by what of them is said."""
        return TitleRuns({item.item_id: item.title for item in self.listed})

    @property
    def listed_ids(self) -> tuple[ItemId, ...]:
        return tuple(item.item_id for item in self.listed)


_Role = Literal["meant", "standard", "refused"]
"""Whether an item is spoken of, compared with, or turned down."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """So many words that point at items; at a place where there is one, at none where the list has no such place."""

    size: int
    items: Sequence[ItemId] = ()
    pronoun: str | None = None
    placed: bool = False
    beyond: bool = False
    described: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it points at items and not merely has a word of theirs."""
        return bool(self.items) and (self.placed or self.size > 1)


@dataclass
class References:
    """`taken`: places of tokens that point at items. `pronoun`: `one` or `several`, where there is one."""

    tokens: Sequence[Token]
    short: Mapping[str, str] = field(default_factory=dict)
    items: list[ItemId] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    pronoun: str | None = None
    placed: bool = False
    """Whether some item is pointed at by its place in the list."""
    beyond: bool = False
    """Whether a place is pointed at that the list doesn't have."""
    standards: list[ItemId] = field(default_factory=list)
    """Items that something is compared with: the second of "lighter than the second"."""
    compares: bool = False
    """Whether anything shown is compared with so, a mere "that" included."""
    refused: list[ItemId] = field(default_factory=list)
    """Items that are turned down: the second of "not the second"."""
    described: set[int] = field(default_factory=set)
    """Those of `taken` that say what an item is, and wish for nothing."""

    keys: list[str] = field(init=False)
    """The words, abbreviations spelt out."""

    def __post_init__(self) -> None:
        self.keys = [self.short.get(token.key, token.key) for token in self.tokens]

    def take(self, at: int, hit: _Hit, role: _Role) -> None:
        held = {"meant": self.items, "standard": self.standards, "refused": self.refused}[role]
        held += [item for item in hit.items if item not in held]
        self.compares = self.compares or role == "standard"
        self.taken |= set(range(at, at + hit.size))


def references(
    text: str, talk: Talk, words: AboutWords, values: Collection[int] = (), nouns: Collection[int] = ()
) -> References:
    """`values` are places of tokens that say a wish: alone they name no item ("the white one"). `nouns` are places of
    tokens that name a kind of thing, or that nothing explains: a definite one is a thing that was spoken of."""
    found = References(tokenize(text), words.short)
    at, last, keys = 0, -1, found.keys
    role: _Role = "meant"
    while at < len(keys):
        if at in nouns and any(len(keys[at]) > len(e) + 2 and keys[at].endswith(e) for e in words.endings):
            found.pronoun = found.pronoun or "one"
        if aside := words.asides.starting(keys, at):
            at += aside[0]
            continue
        hit = _at(at, keys, talk, words, values)
        if keys[at] in words.definite and at + 1 in nouns and not (hit or _is_place(keys, at + 1, words)):
            hit = _Hit(2, pronoun="one")
        if hit is None:
            at += 1
            continue
        joined = (
            0 <= last == at - 1 and keys[last] in words.joints and not is_broken(text, found.tokens, last)
        )
        role = role if joined else "meant"
        if words.is_behind_than(keys, at):
            role = "standard"
        elif hit.is_sure and (around := refusing(text, found.tokens, keys, range(at, at + hit.size), words)):
            role = "refused"
            found.taken |= set(around)
        _note(found, at, hit, talk, role)
        at = last = at + hit.size
    return found


def _note(found: References, at: int, hit: _Hit, talk: Talk, role: _Role) -> None:
    if hit.pronoun and role == "standard":
        hit = replace(hit, items=talk.spoken)
    elif hit.pronoun:
        found.pronoun = found.pronoun or hit.pronoun
    found.take(at, hit, role)
    found.placed = found.placed or hit.placed
    found.beyond = found.beyond or hit.beyond
    found.described |= set(range(at, at + hit.size)) if hit.described else set()


def _is_place(keys: Sequence[str], at: int, words: AboutWords) -> bool:
    """ "First" in "the first two", which may be no word of the catalogue."""
    return bool(words.beginnings.starting(keys, at) or words.place_at(keys, at))


def _at(at: int, keys: Sequence[str], talk: Talk, words: AboutWords, values: Collection[int]) -> _Hit | None:
    """What the tokens from `at` point at."""
    ids = talk.listed_ids
    if pointed := talk.pointers.starting(keys, at):
        size, items = pointed
        return _Hit(size, items, placed=True, beyond=not items, described=True)
    if several := words.beginnings.starting(keys, at):
        return _Hit(several[0], ids[: several[1]], placed=True, beyond=several[1] > len(ids))
    if one := words.place_at(keys, at):
        place = _place(one[1], len(ids))
        there = 0 <= place < len(ids)
        if not there and keys[at][:1].isdigit():
            return None  # "How about the 10th?" after three items is a day.
        return _Hit(one[0], ids[place : place + 1] if there else (), placed=True, beyond=not there)
    if pronoun := words.pronouns.starting(keys, at):
        return _Hit(pronoun[0], pronoun=pronoun[1])
    size, item = talk.titles.longest(keys, at)
    return None if item is None or (size == 1 and at in values) else _Hit(size, [item])


def _place(said: int, count: int) -> int:
    """The position of a place in a list of so many: from its end where it is negative; -1 where it has none."""
    if said == MIDDLE:
        return count // 2 if count % 2 else -1
    return said - 1 if said > 0 else count + said
