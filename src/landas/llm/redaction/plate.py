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
_SHAPE = re.compile(rf"(?<![\w-])(?:{_AREA})[ -]?\d{{1,4}}[ -]?[A-Z]{{0,3}}(?![\w-])", re.I)
_FULL = re.compile(r"[A-Z]{1,2} \d{4} [A-Z]{3}")
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
            elif _FULL.fullmatch(match.group()) and not reading.is_cued_before("product", start):
                yield start, end
