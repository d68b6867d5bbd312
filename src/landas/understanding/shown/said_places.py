"""Numbers that name a place in the list that was shown, and so measure nothing: the 2 of "lighter than number 2"."""

from collections.abc import Iterator, Sequence

from landas.language.tokens import Token, tokenize
from landas.understanding.shown.about_words import FARTHEST, AboutWords

_NUMBER_SIGN = "#"


def without_places(text: str, words: AboutWords, listed: int) -> str:
    """The text with spaces where it names such a place, so that the rest keeps its spans. `listed`: so many items
    were shown; where none was, a number is what it seems, unless something is compared with it."""
    tokens = tokenize(text)
    keys = [words.short.get(token.key, token.key) for token in tokens]
    read = text
    for places in _said(text, tokens, keys, words, listed):
        # "The 3rd" is a day as often.
        may_be_a_day = keys[places.start][:1].isdigit() and not keys[places.start].isdecimal()
        if (listed and not may_be_a_day) or words.is_behind_than(keys, places.start):
            start, end = tokens[places.start].start, tokens[places.stop - 1].end
            read = f"{read[:start]}{' ' * (end - start)}{read[end:]}"
    return read


def signed_places(text: str, tokens: Sequence[Token]) -> Iterator[int]:
    """The tokens of "#2"."""
    for n, token in enumerate(tokens):
        if text[: token.start].endswith(_NUMBER_SIGN) and _is_place(token.key):
            yield n


def _said(
    text: str, tokens: Sequence[Token], keys: Sequence[str], words: AboutWords, listed: int
) -> Iterator[range]:
    yield from (range(n, n + 1) for n in signed_places(text, tokens))
    for at in range(len(keys)):
        if (found := words.place_at(keys, at)) and words.has_number(keys, at, found[0]):
            ones = words.marks["ones"].starting(keys, at + found[0])
            yield range(at, at + found[0] + (ones[0] if ones else 0))
        elif (that := words.pronouns.starting(keys, at)) and words.has_number(keys, at, that[0]):
            yield range(at, at + that[0])
    if words.found("compare", keys):
        # "Compare 1 and 3".
        numbers = [n for n, key in enumerate(keys) if key[:1].isdigit()]
        if all(_is_place(keys[n]) and int(keys[n]) <= listed for n in numbers):
            yield from (range(n, n + 1) for n in numbers)


def _is_place(key: str) -> bool:
    return key.isdecimal() and 0 < int(key) <= FARTHEST
