"""Numbers as feeds write them inside text: "1.500.000", "1,299.00", "12,5", "1 200", "(5)"."""

import math
import re
from typing import Literal

DecimalMark = Literal[".", ","]

LARGEST = 1e15
"""Beyond this a float no longer holds every whole number, so a value can't be trusted."""

_GROUPED = {".": re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?"), ",": re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")}
_PLAIN = re.compile(r"(\d+([.,]\d*)?|[.,]\d+)([eE][-+]?\d+)?")
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f'](?=\d{3}(\D|$))")


def parse_numeral(text: str, decimal: DecimalMark = ".") -> float | None:
    """The number a numeral stands for; None where it is none.

    `decimal` settles only what could be read both ways: "1.500" is 1.5, or 1500 where the mark is a comma.
    """
    body = _SPACED.sub("", text.strip().replace("\u2212", "-"))
    sign = -1.0 if body.startswith("-") else 1.0
    body = body.lstrip("+-").strip()
    for mark, pattern in _GROUPED.items():
        if pattern.fullmatch(body) and not _reads_as_decimal(body, mark, decimal):
            return sign * float(body.replace(mark, "").replace(",", "."))
    if not _PLAIN.fullmatch(body):
        return None
    return sign * float(body.replace(",", "."))


def _reads_as_decimal(body: str, mark: str, decimal: DecimalMark) -> bool:
    """ "1.500" with a decimal point, and "0,750" always: no thousands begin with a zero."""
    if body.startswith("0"):
        return True
    return mark == decimal and sum(body.count(m) for m in ".,") == 1


def number_problem(value: float) -> str | None:
    """Why a number can't be kept; None for a sound one."""
    if not math.isfinite(value):
        return "is not a finite number"
    if abs(value) > LARGEST:
        return "is larger than any real value"
    return None


def tidy(value: float) -> float:
    """Without the noise of binary conversion: 0.1 + 0.2 is 0.3."""
    return float(f"{value:.12g}")
