"""Indonesian licence plates: area letters, up to four digits, up to three letters ("B 1234 XYZ").

Model numbers look alike ("D 3400 AF"), so without a word such as plate only the fullest form counts.
"""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_AREAS = (
    "A AA AB AD AE AG B BA BB BD BE BG BH BK BL BM BN BP D DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT E EA EB ED "
    "F G H K KB KH KT KU L M N P PA PB PE PG PS PT R S T W Z CC CD RI"
)
_AREA = "|".join(sorted(_AREAS.split(), key=len, reverse=True))
_SHAPE = re.compile(rf"(?<![\w-])(?:{_AREA})[ .-]?\d{{1,4}}[ .-]?[A-Z]{{0,3}}(?![\w-])", re.I)
_FULL = re.compile(r"[A-Z]{1,2} \d{3,4} [A-Z]{3}")
_BESIDE_VEHICLE = re.compile(r"[A-Z]{1,2}[ -]?(?:\d{1,4}[ -]?[A-Z]{2,3}|\d{3,4}[ -]?[A-Z])", re.I)
_RIGHT_BESIDE = re.compile(r"[A-Z]{1,2}[ -]?\d{1,4}[ -]?[A-Z]{1,3}", re.I)
_BRITISH = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}[ -]?[A-Z]{3}(?![\w-])", re.I)
_UNITS = frozenset(
    {
        "CPU",
        "RPM",
        "MHZ",
        "GHZ",
        "DPI",
        "KVA",
        "MAH",
        "PPM",
        "BTU",
        "PCS",
        "LED",
        "LCD",
        "USB",
        "SSD",
        "HDD",
        "RAM",
    }
    | {"VAC", "VDC", "LBS", "TFT"}
)
_SHORTEST = 4


class PlateRecogniser:
    """Meets `Recogniser`."""

    kind: Kind = "plate"

    def find(self, reading: Reading) -> Iterator[Place]:
        text = reading.text
        for match in _SHAPE.finditer(text):
            start, end = match.span()
            if reading.is_cued("plate", start, end):
                if len(match.group()) >= _SHORTEST:
                    yield start, end
            elif self._is_plain(match.group(), reading, start, end):
                yield start, end
        for match in _BRITISH.finditer(text):
            if reading.is_cued("plate", *match.span()):
                yield match.span()

    def _is_plain(self, written: str, reading: Reading, start: int, end: int) -> bool:
        """Whether a shape is a plate's although no word says plate."""
        if written[-3:].upper() in _UNITS or reading.is_cued_before("product", start):
            return False
        vehicle = _BESIDE_VEHICLE.fullmatch(written) and reading.is_cued_before("vehicle", start)
        if _RIGHT_BESIDE.fullmatch(written) and reading.is_cued_before("vehicle", start, within=1):
            return True
        return bool(vehicle or _FULL.fullmatch(written))
