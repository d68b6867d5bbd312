"""Which shown items the words of a turn point at: places in the list, pronouns, stretches of a title."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from landas.ids import ItemId
from landas.language.tokens import Token, tokenize
from landas.understanding.about_words import AboutWords

_LONGEST_RUN = 8
_SHORTEST_WORD = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """An item that the conversation has shown."""

    item_id: ItemId
    title: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What a conversation may refer to: the last list, and the items that the last answer about items spoke of."""

    listed: tuple[Listed, ...] = ()
    spoken: tuple[ItemId, ...] = ()


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

    @property
    def keys(self) -> list[str]:
        """The words, abbreviations spelt out."""
        return [self.short.get(token.key, token.key) for token in self.tokens]

    def take(self, at: int, size: int, items: Sequence[ItemId] = ()) -> int:
        self.items += [item for item in items if item not in self.items]
        self.taken |= set(range(at, at + size))
        return size


def references(
    text: str, talk: Talk, words: AboutWords, values: Collection[int] = (), nouns: Collection[int] = ()
) -> References:
    """`values` are places of tokens that say a wish: alone they name no item ("the white one"). `nouns` are places of
    tokens that name a kind of thing, or that nothing explains: a definite one is a thing that was spoken of."""
    found = References(tokenize(text), words.short)
    at, keys = 0, found.keys
    while at < len(keys):
        if at in nouns and any(len(keys[at]) > len(e) + 2 and keys[at].endswith(e) for e in words.endings):
            found.pronoun = found.pronoun or "one"
        if aside := words.asides.starting(keys, at):
            at += aside[0]
            continue
        if keys[at] in words.definite and at + 1 in nouns and not _is_place(keys, at + 1, words):
            found.pronoun = found.pronoun or "one"
            at += found.take(at, 2)
            continue
        at += max(1, _at(found, at, keys, talk, words, values))
    return found


def _is_place(keys: Sequence[str], at: int, words: AboutWords) -> bool:
    """ "First" in "the first two", which may be no word of the catalogue."""
    return bool(words.beginnings.starting(keys, at) or words.places.starting(keys, at))


def _at(
    found: References, at: int, keys: list[str], talk: Talk, words: AboutWords, values: Collection[int]
) -> int:
    """How many tokens from `at` point at items."""
    ids = [item.item_id for item in talk.listed]
    if several := words.beginnings.starting(keys, at):
        found.placed = True
        found.beyond = found.beyond or several[1] > len(ids)
        return found.take(at, several[0], ids[: several[1]])
    if one := words.places.starting(keys, at):
        found.placed = True
        place = one[1] - 1 if one[1] > 0 else len(ids) - 1
        found.beyond = found.beyond or place >= len(ids)
        return found.take(at, one[0], ids[place : place + 1] if place >= 0 else ())
    if pronoun := words.pronouns.starting(keys, at):
        found.pronoun = found.pronoun or pronoun[1]
        return found.take(at, pronoun[0])
    size, item = _title(keys, at, talk)
    if item is None or (size == 1 and at in values):
        return 0
    return found.take(at, size, [item])


def _title(keys: Sequence[str], at: int, talk: Talk) -> tuple[int, ItemId | None]:
    """The longest stretch from `at` that one listed title has and no other."""
    titles = [[token.key for token in tokenize(item.title)] for item in talk.listed]
    for size in range(min(_LONGEST_RUN, len(keys) - at), 0, -1):
        run = list(keys[at : at + size])
        holding = [n for n, title in enumerate(titles) if _holds(title, run)]
        if len(holding) == 1 and (size > 1 or len(run[0]) >= _SHORTEST_WORD):
            return size, talk.listed[holding[0]].item_id
    return 0, None


def _holds(title: Sequence[str], run: Sequence[str]) -> bool:
    return any(title[i : i + len(run)] == run for i in range(len(title) - len(run) + 1))
