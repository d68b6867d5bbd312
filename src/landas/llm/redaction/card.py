"""Payment cards: the shapes cards are written in, an issuer's first digits and the Luhn checksum (ISO/IEC 7812)."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Digits, Place, Reading

_SHAPES = frozenset(
    {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 10), (8, 8), (4, 4, 4, 3), (4, 4, 4)}
)
_DINERS = ("300", "301", "302", "303", "304", "305", "36", "38")
_LONGEST = 19
_SHORTEST = 12
_DINERS_LENGTH = 14
_SHORTEST_ALONE = 15
"""Shorter rows of digits may be the number of an article (GTIN, 8 to 14 digits), so they need the word card."""
_CODE = re.compile(
    r"(?<!\w)(?:cvv2?|cvc2?|cvn|security code|kode keamanan)"
    r"(?:\s?(?:is|number|nya|saya|adalah|kartu)){0,2}[\s:=.-]{0,3}"
    r"(?P<code>\d{3,4})(?!\w)",
    re.I,
)


class CardRecogniser:
    """Meets `Recogniser`. The code on the back (CVV) belongs to the card."""

    kind: Kind = "card"

    def find(self, reading: Reading) -> Iterator[Place]:
        for row in reading.numbers:
            if _SHORTEST <= len(row.value) <= _LONGEST and _is_shaped(row):
                cued = reading.is_cued("card", row.start, row.end)
                if cued or _is_issued(row) or _is_dashed(row):
                    yield row.start, row.end
        for match in _CODE.finditer(reading.text):
            yield match.span("code")


def _is_issued(row: Digits) -> bool:
    diners = len(row.value) == _DINERS_LENGTH and row.value.startswith(_DINERS)
    long_enough = len(row.shape) > 1 or len(row.value) >= _SHORTEST_ALONE or diners
    listed = bool(row.marks & {",", "/", "|"})
    return long_enough and not listed and row.value[0] in "2345689" and passes_luhn(row.value)


def _is_shaped(row: Digits) -> bool:
    """Whether the groups are those of a card; digits one by one are, if all are written so."""
    return len(row.shape) == 1 or row.shape in _SHAPES or row.is_one_by_one


def _is_dashed(row: Digits) -> bool:
    """Four groups of four with dashes are no product's, whatever their checksum."""
    return row.shape == (4, 4, 4, 4) and row.marks == {"-"}


def passes_luhn(digits: str) -> bool:
    """Whether the last digit checks the others.

    >>> passes_luhn("4111111111111111"), passes_luhn("4111111111111112")
    (True, False)
    """
    doubled = (int(d) * 2 if n % 2 else int(d) for n, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0
