"""Telephone numbers: Indonesian mobile and fixed ones, international ones, North American ones.

A row of digits may as well be an article number or a price. A form that only telephones have ("+62 812…", "0812…",
"(021) 555 1234") is enough; any other needs a word such as "call me at" beside it and nothing of a price.
"""

import re
from collections.abc import Iterator
from functools import cache

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Digits, Place, Reading
from landas.llm.redaction.words import Words

_MARK = r"[ \-./()\n]{0,3}"
_EXTENSION = r"(?:\s?(?:x|ext\.?|#)\s?\d{1,6})?"
_PLUS = re.compile(rf"(?<![\w+])\(?\+\s?\(?\d(?:{_MARK}\d){{6,14}}{_EXTENSION}(?![\w])")
_BRACKETED = re.compile(
    r"(?<!\w)(?:\+?\d{1,3}[ -]?)?\((?:0\d{1,4}|[2-9]\d\d)\)[ \-.\n]?\d{3,4}(?:[ \-.\n]{0,3}\d{2,4}){1,2}"
    rf"{_EXTENSION}(?!\w)"
)
_AMERICAN = re.compile(
    rf"(?<![\w.-])(?:(?:001|1)(?:[-.]| - ))?[2-9]\d\d([-.]| - )[2-9]\d\d\1\d{{4}}{_EXTENSION}(?![\w-])"
)
_ABROAD = re.compile(
    rf"(?<![\w.,])00[1-9]\d{{0,2}}(?:[ \-./()\n]{{1,3}}\d{{2,5}}){{2,5}}{_EXTENSION}(?![\w])"
)
_LETTER_FOR_NOUGHT = re.compile(r"(?<![\w])[Oo]8[1-9]\d(?:[ .-]?\d){6,9}(?!\w)")
_BRITISH = re.compile(r"(?<![\w.,/-])07[4-9]\d{2}[ \n]\d{6}(?![\w-])")
_BARE_EXTENSION = re.compile(_EXTENSION)
_MOBILE = re.compile(r"(?:0|62|0062)8[1-9]\d{7,10}")
_FIXED_SHAPES = frozenset({2, 3, 4})
_DIGITS = range(9, 14)
_CUED_DIGITS = range(7, 16)
_SHORTEST_ONE_BY_ONE = 10
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_ARTICLE = 13
_ARTICLES = ("082", "084", "087", "088")
"""Beginnings that many makers' article numbers share with mobile numbers."""
_SHORTEST_LOCAL = {2: 7, 3: 7, 4: 5, 5: 5}
"""Digits after an area code of so many; fewer make a part number ("012-248164")."""
_LAST_OF_MIXED = 4
"""Digits of the last group where a space and a dash stand in one number ("021 555-1234")."""
_BIG_CITIES = ("021", "022", "024", "031", "061")
"""Indonesian area codes of three digits, where older numbers have six."""


class PhoneRecogniser:
    """Meets `Recogniser`."""

    kind: Kind = "phone"

    def find(self, reading: Reading) -> Iterator[Place]:
        text = reading.text
        for pattern in (_PLUS, _BRACKETED, _AMERICAN, _ABROAD, _LETTER_FOR_NOUGHT, _BRITISH):
            for match in pattern.finditer(text):
                if not _is_thousands(match.group()) and not reading.is_cued_before("product", match.start()):
                    yield match.span()
        for match in _spelt(reading.words).finditer(text):
            yield match.span()
        for row in reading.numbers:
            if _is_number_of_a_phone(row, reading):
                extension = _BARE_EXTENSION.match(text, row.end)
                yield row.start, extension.end() if extension else row.end


@cache
def _spelt(words: Words) -> re.Pattern[str]:
    """Eight digits or more, each a word."""
    return re.compile(
        rf"(?<!\w)(?:{words.spelt_digits})(?:[\s,.-]{{1,3}}(?:{words.spelt_digits})){{7,16}}(?!\w)", re.I
    )


def _is_number_of_a_phone(row: Digits, reading: Reading) -> bool:
    if _holds_more(row):
        return False
    of_product = reading.is_cued_before("product", row.start)
    if (
        len(row.value) in _CUED_DIGITS
        and _is_called_so(row, reading, of_product)
        and not _is_amount(row, reading)
    ):
        return True
    if _is_read_out(row):
        return True
    if _MOBILE.fullmatch(row.value) and reading.is_cued_before("telephone", row.start, within=2):
        return True
    shaped = (_is_mobile(row) or _is_fixed(row)) and not _is_part(row, reading.text)
    return shaped and not of_product and not reading.words.is_priced(reading.text, row.start, row.end)


def _is_read_out(row: Digits) -> bool:
    """Whether so many digits stand one by one that they are no list of anything."""
    shortest = _SHORTEST_ONE_BY_ONE - (row.value[0] == "0")
    return row.is_one_by_one and len(row.marks) == 1 and len(row.value) >= shortest


def _holds_more(row: Digits) -> bool:
    """Whether something else stands in the row: the next line's number, a quantity after the last group."""
    if row.is_one_by_one or len(row.shape) == 1:
        return False
    next_line = "\n" in row.marks and not _is_mobile(row) and not (row.shape[0] <= 4 and len(row.shape) >= 3)
    listed = bool(row.marks & {",", "*", "_", "|"}) and min(row.shape) < 3
    quantity = row.shape[-1] < 3 <= max(row.shape) and sum(row.shape[:-1]) >= _DIGITS[0]
    return next_line or listed or quantity


def _is_called_so(row: Digits, reading: Reading, of_product: bool) -> bool:
    """Whether a word such as "call me at" stands before or, unless a product's word stands before, right after."""
    if reading.is_cued_before("phone", row.start):
        return True
    return not of_product and reading.is_cued("phone", row.start, row.end)


def _is_mobile(row: Digits) -> bool:
    """Careful: thirteen digits in one group with the check digit of an article number are an article."""
    if not _MOBILE.fullmatch(row.value) or (row.shape[0] == 1 and set(row.shape) != {1}):
        return False
    return row.shape != (_ARTICLE,) or not row.value.startswith(_ARTICLES) or not passes_gtin(row.value)


def _is_fixed(row: Digits) -> bool:
    """An area code with its zero, a mark, and groups that aren't those of a date or a part number."""
    if len(row.shape) not in _FIXED_SHAPES or row.shape[0] not in _SHORTEST_LOCAL or min(row.shape[1:]) < 3:
        return False
    local = sum(row.shape[1:]) + row.value.startswith(_BIG_CITIES)
    begins = row.value[0] == "0" and row.value[1] != "0" and row.value[row.shape[0]] not in "01"
    begins = begins and (len(row.marks) == 1 or row.shape[-1] == _LAST_OF_MIXED)
    return (
        begins
        and len(row.value) in _DIGITS
        and local >= _SHORTEST_LOCAL[row.shape[0]]
        and row.marks <= {" ", "-"}
    )


def _is_amount(row: Digits, reading: Reading) -> bool:
    """Whether a number beside a word such as "contact" is a price: grouped by thousands, round, or in a currency."""
    text = reading.text
    if row.value[0] == "0" or _is_mobile(row):
        return False
    round_sum = len(row.shape) == 1 and row.value.endswith("000")
    written = text[row.start : row.end]
    return round_sum or _is_thousands(written) or reading.words.is_priced(text, row.start, row.end)


def _is_thousands(written: str) -> bool:
    return bool(_THOUSANDS.fullmatch(written.lstrip("+ "))) and not re.match(r"\+\s?62.?8", written)


def _is_part(row: Digits, text: str) -> bool:
    """Whether the digits go on a number ("1.0812…") or stand inside the number of an order ("INV/…/0812…")."""
    before, after = text[max(0, row.start - 2) : row.start], text[row.end : row.end + 2]
    goes_on = len(before) == 2 and before[1] in ".," and before[0].isdigit()
    inside = len(before) == 2 and before[1] in "/#-_" and before[0].isalnum()
    return goes_on or inside or (len(after) == 2 and after[0] == "-" and after[1].isdigit())


def passes_gtin(digits: str) -> bool:
    """Whether the last digit checks the others, as in every article number (EAN, UPC, GTIN).

    >>> passes_gtin("4006381333931"), passes_gtin("4006381333932")
    (True, False)
    """
    weighed = (int(d) * (3 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
    return sum(weighed) % 10 == 0
