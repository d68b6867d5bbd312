"""Words of a text with their places, and the one folded form in which words are compared everywhere."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[^\W_]*|[^\W_]+(?:['’][^\W\d_]+)*")
_ACCENTS = re.compile("[\u0300-\u036f]")
_LONGEST_CACHED = 40


class Token(NamedTuple):
    """A word or number at code points `start`..`end` (half-open) of the text; `key` is its folded form.

    A named tuple, since these are made by the hundred for every text: a frozen dataclass takes three times as long.
    """

    text: str
    key: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """The words and numbers of `text` in order, without marks: "15.6-inch USB-C" gives 15.6, inch, USB, C.

    A number keeps its inner separators and the letters glued to it ("1,5jt"), a word its apostrophe ("don't").
    """
    return [Token(word := m[0], fold(word), *m.span()) for m in _TOKEN.finditer(text)]


def word_keys(phrase: str) -> tuple[str, ...]:
    """The keys of a phrase's words, to be compared with the keys of a text's tokens."""
    return tuple(token.key for token in tokenize(phrase))


def fold(text: str) -> str:
    """The form in which texts are compared: small letters, no accents, one kind of space and apostrophe.

    Careful: the folded text may be longer or shorter, so never use its offsets for the text itself.
    """
    return _fold_word(text) if len(text) <= _LONGEST_CACHED else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    # Careful: folding a character may bring forth another that folds (ligatures, dotted capitals).
    folded = _fold_once(text)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    return " ".join(unicodedata.normalize("NFKC", _ACCENTS.sub("", plain)).split())


_fold_word = lru_cache(maxsize=65536)(_fold)
