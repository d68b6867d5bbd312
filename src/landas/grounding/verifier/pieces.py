"""A text cut into words, numbers and marks with their places, the finest grain the verifier works on."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from landas.language.tokens import fold

_PIECE = re.compile(
    r"\d+(?=[x×]\d)|(?<=\d)[x×](?=\d)"  # 720x1520
    r"|\d+(?:[.,]\d+)*[^\W\d_]*[^\W_]*"  # 14, 1.5, 50MP, 802.11
    r"|[^\W\d_][^\W_]*(?:(?<!\d)['’][^\W\d_]+)?"  # words; doesn't; SM7325
    r"|(?<=[^\s])['’]s\b"  # the Nimbus 14's price, the SM7325's price: a mark, no word
    r"|\S"
)


_LONGEST_CACHED = 40


class Piece(NamedTuple):
    """One word, numeral or mark; `key` is how it is compared.

    A named tuple, since these are made by the hundred for every text: a frozen dataclass takes three times as long.
    """

    text: str
    key: str
    start: int
    end: int
    is_word: bool
    has_digit: bool
    base: str = ""
    """The key without a possessive ("printer's")."""

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()


def cut(text: str) -> tuple[Piece, ...]:
    """The pieces of `text` in order; offsets count code points."""
    pieces = [_piece(match[0], *match.span()) for match in _PIECE.finditer(text)]
    for at in range(2, len(pieces)):
        if len(pieces[at].text) == 1 and pieces[at].text in _WORDS_OF_A_LETTER and _is_joined(pieces, at):
            pieces[at] = pieces[at]._replace(key=f"-{pieces[at].key}", base=f"-{pieces[at].base}")
    for at, piece in enumerate(pieces):
        if piece.key == "may" and _is_month(pieces, at):
            pieces[at] = piece._replace(key="mei", base="mei")
    return tuple(pieces)


_WORDS_OF_A_LETTER = frozenset("AIO")
"""Letters that languages have as words ("a", "I"): at the end of a name ("USB-A") they tell one kind from another."""


def _is_month(pieces: Sequence[Piece], at: int) -> bool:
    """ "May 2024", "3 May": beside a number "may" is no verb. It is compared by its Indonesian name, which is no other
    word.
    """
    behind = pieces[at + 1] if at + 1 < len(pieces) else None
    before = pieces[at - 1] if at else None
    capital = pieces[at].text[0].isupper()
    return bool((behind and behind.is_number) or (capital and before and before.is_number))


def _is_joined(pieces: Sequence[Piece], at: int) -> bool:
    hyphen, before = pieces[at - 1], pieces[at - 2]
    return hyphen.text == "-" and before.is_word and before.end == hyphen.start == pieces[at].start - 1


def _piece(text: str, start: int, end: int) -> Piece:
    key, is_word, has_digit, base = (_form_of_word if len(text) <= _LONGEST_CACHED else _form)(text)
    return Piece(text, key, start, end, is_word, has_digit, base)


def _form(text: str) -> tuple[str, bool, bool, str]:
    """The key, whether it is a word and holds a digit, and the key without a possessive."""
    is_word = text[0].isalnum()
    key = fold(text).replace("’", "'") if is_word else text
    has_digit = not text.isalpha() and any(c.isdigit() for c in text)
    return key, is_word, has_digit, key[:-2] if key.endswith("'s") else key


_form_of_word = lru_cache(maxsize=16384)(_form)
"""Texts repeat their words; careful: a long piece is no word, and would only fill the memory."""
