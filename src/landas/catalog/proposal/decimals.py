"""Whether a feed writes decimals with a point or a comma, told from the numbers that read one way only."""

import re
from collections.abc import Iterable
from typing import Any

from landas.catalog.numerals import DecimalMark
from landas.catalog.proposal.column import Column

_COMMA = re.compile(
    r"(?<![\d.,])\d{1,3}(\.\d{3})*,\d{1,2}(?![\d.,])|(?<![\d.,])\d{1,3}(\.\d{3}){2,}(?![\d.,])"
)
_POINT = re.compile(r"(?<![\d.,])\d+(,\d{3})*\.\d{1,2}(?![\d.,])|(?<![\d.,])\d{1,3}(,\d{3}){2,}(?![\d.,])")
_LONGEST = 24


def column_mark(column: Column) -> DecimalMark | None:
    """The mark of one column's short texts; None where they don't tell."""
    return _mark(column.examples)


def feed_mark(columns: Iterable[Column]) -> DecimalMark:
    """The mark that most of a feed's telling columns use; a point where none tells."""
    marks = [mark for column in columns if (mark := column_mark(column))]
    return "," if marks.count(",") > marks.count(".") else "."


def _mark(values: Iterable[Any]) -> DecimalMark | None:
    comma = point = 0
    for value in values:
        if isinstance(value, str) and len(value) <= _LONGEST:
            comma += _COMMA.search(value) is not None
            point += _POINT.search(value) is not None
    if comma == point:
        return None
    return "," if comma > point else "."
