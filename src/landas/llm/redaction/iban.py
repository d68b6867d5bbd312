"""International bank account numbers: a country's own length and the checksum of ISO 13616 (modulo 97)."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_START = re.compile(r"(?<![^\W_])[A-Za-z]{2}[ .-]?\d{2}(?=[ .\n-]?[A-Za-z0-9])")
_MARKS = " -.\n"
_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BI": 27, "BR": 29,
    "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DJ": 27, "DK": 18, "DO": 28, "EE": 20, "EG": 29,
    "ES": 24, "FI": 18, "FK": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28,
    "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MN": 20,
    "MR": 27, "MT": 31, "MU": 30, "NI": 28, "NL": 18, "NO": 15, "OM": 23, "PK": 24, "PL": 28, "PS": 29, "PT": 25,
    "QA": 29, "RO": 24, "RS": 22, "RU": 33, "SA": 24, "SC": 31, "SD": 18, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "SO": 23, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20, "YE": 30,
}  # fmt: skip


class IbanRecogniser:
    """Meets `Recogniser`. Beside the word IBAN the checksum needn't hold: people mistype."""

    kind: Kind = "iban"

    def find(self, reading: Reading) -> Iterator[Place]:
        text = reading.text
        for match in _START.finditer(text):
            length = _LENGTHS.get(match.group()[:2].upper())
            if length is None:
                continue
            end = _end(text, match.start(), length)
            if end is None:
                continue
            if _is_valid(text[match.start() : end]) or reading.is_cued("iban", match.start(), end):
                yield match.start(), end


def _end(text: str, start: int, length: int) -> int | None:
    """Where the `length`-th letter or digit ends, with at most one mark between two."""
    counted, at = 0, start
    while counted < length and at < len(text):
        if text[at].isascii() and text[at].isalnum():
            counted += 1
        elif text[at] not in _MARKS or text[at - 1] in _MARKS:
            return None
        at += 1
    whole = counted == length and (at == len(text) or not text[at].isalnum())
    return at if whole else None


def _is_valid(written: str) -> bool:
    plain = re.sub(r"[ .\n-]", "", written).upper()
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1
