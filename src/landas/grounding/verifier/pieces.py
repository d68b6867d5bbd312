"""A text cut into words, numbers and marks with their places, the finest grain the verifier works on."""

import re
from dataclasses import dataclass

from landas.language.tokens import fold

_PIECE = re.compile(
    r"\d+(?=[x×]\d)|(?<=\d)[x×](?=\d)"  # 720x1520
    r"|\d+(?:[.,]\d+)*[^\W\d_]*[^\W_]*"  # 14, 1.5, 50MP, 802.11
    r"|[^\W\d_][^\W_]*(?:(?<!\d)['’][^\W\d_]+)?"  # words; doesn't; SM7325
    r"|(?<=[^\s])['’]s\b"  # the Nimbus 14's price, the SM7325's price: a mark, no word
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, numeral or mark; `key` is how it is compared."""

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
    pieces: list[Piece] = []
    for match in _PIECE.finditer(text):
        piece = match.group()
        word = piece[0].isalnum()
        key = fold(piece).replace("’", "'") if word else piece
        digits = not piece.isalpha() and any(c.isdigit() for c in piece)
        base = key[:-2] if key.endswith("'s") else key
        pieces.append(Piece(piece, key, match.start(), match.end(), word, digits, base))
    return tuple(pieces)
