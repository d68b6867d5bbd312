"""Indonesian identity numbers (NIK): region, date of birth (day + 40 for women) and a serial number, 16 digits."""

from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Digits, Place, Reading

_PROVINCES = frozenset(
    {
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        81,
        82,
        *range(91, 98),
    }
)
_REGENCIES = range(1, 80)
_WOMEN = 40
_LENGTHS = range(15, 18)
"""Digits of a number that is called a NIK: one may be lost or doubled in typing."""


class NikRecogniser:
    """Meets `Recogniser`. Beside the word NIK or KTP the parts needn't be right."""

    kind: Kind = "nik"

    def find(self, reading: Reading) -> Iterator[Place]:
        for row in reading.numbers:
            if (has_region_and_date(row.value) and _is_together(row)) or _is_named(row, reading):
                yield row.start, row.end


def _is_named(row: Digits, reading: Reading) -> bool:
    return row.is_whole and len(row.value) in _LENGTHS and reading.is_cued("nik", row.start, row.end)


def _is_together(row: Digits) -> bool:
    """Whether the groups are those of a number, not a list of numbers."""
    if row.marks & {",", "/", "|"}:
        return False
    if len(row.shape) == 1 or row.is_one_by_one or (len(row.shape) == 2 and row.marks == {"\n"}):
        return True
    return row.shape in {(4, 4, 4, 4), (6, 6, 4), (8, 8), (2, 2, 2, 6, 4), (2, 2, 2, 2, 2, 2, 4)}


def has_region_and_date(digits: str) -> bool:
    """Whether 16 digits begin with a region and a date, as a NIK and the number of a family card do.

    >>> has_region_and_date("3171016504900001"), has_region_and_date("3171019904900001")
    (True, False)
    """
    if len(digits) != 16 or digits[12:] == "0000":
        return False
    province, regency, district, day, month = (int(digits[n : n + 2]) for n in (0, 2, 4, 6, 8))
    day -= _WOMEN if day > _WOMEN else 0
    return (
        province in _PROVINCES
        and regency in _REGENCIES
        and district > 0
        and 1 <= day <= 31
        and 1 <= month <= 12
    )
