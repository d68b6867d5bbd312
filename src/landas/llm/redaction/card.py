"""Payment cards: the shapes cards are written in, an issuer's first digits and the Luhn checksum (ISO/IEC 7812)."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Digits, Place, Reading

_SHAPES = frozenset(
    {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (6, 10), (8, 8), (4, 4, 4, 3), (4, 4, 4)}
)
_LONGEST = 19
_SHORTEST = 12
_SHORTEST_ALONE = 15
"""Shorter rows of digits may be the number of an article (GTIN, 8 to 14 digits), so they need the word card."""
_CODE = re.compile(
    r"(?<!\w)(?:cvv2?|cvc2?)(?:\s?(?:is|number|nya|adalah))?[\s:=.-]{0,3}(?P<code>\d{3,4})(?!\w)", re.I
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
    long_enough = len(row.shape) > 1 or len(row.value) >= _SHORTEST_ALONE
    return long_enough and row.value[0] in "2345689" and passes_luhn(row.value)


def _is_shaped(row: Digits) -> bool:
    return (len(row.shape) == 1 or row.shape in _SHAPES) and row.marks <= {" ", "-", " - "}


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
