"""Where somebody is, to some hundred metres: a latitude and a longitude."""

import re
from collections.abc import Iterator

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_DEGREES = r"[-+]?\d{1,3}\.\d{3,}"
_PAIR = re.compile(
    rf"(?<![\w.,])(?P<lat>{_DEGREES})\s*°?\s*(?P<half>[NSUnsu](?!\w))?\s*[,;/]?\s*"
    rf"(?:(?:lon|lng|long|longitude|bujur)\s*[:=]?\s*)?(?P<long>{_DEGREES})\s*°?\s*(?:[EWTBewtb](?!\w))?(?![\w.]*\d)",
    re.I,
)
_SEXAGESIMAL = re.compile(
    r"\d{1,2}°\s*\d{1,2}['′]\s*(?:\d{1,2}(?:\.\d+)?[\"″'′]{1,2})?\s*[NSULU]\w{0,2}[\s,;]*"
    r"\d{1,3}°\s*\d{1,2}['′]\s*(?:\d{1,2}(?:\.\d+)?[\"″'′]{1,2})?\s*[EWTB]\w{0,1}(?!\w)"
)
_PRECISE = 4
"""Decimals with which a pair is a place wherever it stands; three of them are the thousands of two prices."""
_FARTHEST_NORTH, _FARTHEST_EAST = 90, 180


class LocationRecogniser:
    """Meets `Recogniser`. Numbers that could be amounts count only beside a word such as location, or with a sign."""

    kind: Kind = "location"

    def find(self, reading: Reading) -> Iterator[Place]:
        for match in _SEXAGESIMAL.finditer(reading.text):
            yield match.span()
        for match in _PAIR.finditer(reading.text):
            if _is_on_earth(match) and _is_meant(reading, match):
                yield match.span()


def _is_on_earth(match: re.Match[str]) -> bool:
    return abs(float(match["lat"])) <= _FARTHEST_NORTH and abs(float(match["long"])) <= _FARTHEST_EAST


def _is_meant(reading: Reading, match: re.Match[str]) -> bool:
    decimals = min(len(match[name].partition(".")[2]) for name in ("lat", "long"))
    signed = match["half"] or match["lat"][0] in "-+" or match["long"][0] in "-+"
    return bool(decimals >= _PRECISE or signed or reading.is_cued("location", *match.span()))
