"""Indonesian tax numbers (NPWP): 15 digits whose ninth checks the first eight; since 2024 also 16, a zero before."""

from collections.abc import Iterator

from landas.llm.redaction.card import passes_luhn
from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Digits, Place, Reading

_WRITTEN = (2, 3, 3, 1, 3, 3)
_LENGTHS = range(14, 17)


class NpwpRecogniser:
    """Meets `Recogniser`. The written form (`01.234.567.8-901.000`) and the word NPWP need no checksum."""

    kind: Kind = "npwp"

    def find(self, reading: Reading) -> Iterator[Place]:
        for row in reading.numbers:
            if row.shape == _WRITTEN or _is_valid(row) or _is_named(row, reading):
                yield row.start, row.end


def _is_named(row: Digits, reading: Reading) -> bool:
    whole = row.is_whole or row.shape[:5] == _WRITTEN[:5]
    return whole and len(row.value) in _LENGTHS and reading.is_cued("npwp", row.start, row.end)


def _is_valid(row: Digits) -> bool:
    digits = row.value[1:] if len(row.value) == 16 and row.value[0] == "0" else row.value
    return len(row.shape) == 1 and len(digits) == 15 and digits[:2] != "00" and passes_luhn(digits[:9])
