"""Dates of birth. A date is a thing's as likely as a person's, so a word of birth must stand beside it."""

import re
from collections.abc import Iterator
from functools import cache

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading
from landas.llm.redaction.words import Words

_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(?P<one>\d{1,2})(?P<mark>[-/. ])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d{2})"
    r"|(?P<first>(?:19|20)\d{2})(?P<line>[-/.])(?P<month>\d{1,2})(?P=line)(?P<day>\d{1,2}))(?![\w/-])"
)


class BirthRecogniser:
    """Meets `Recogniser`. A day and a month alone are a birthday; a year alone tells too little."""

    kind: Kind = "birth"

    def find(self, reading: Reading) -> Iterator[Place]:
        for match in _NUMERIC.finditer(reading.text):
            if _is_date(match) and reading.is_cued("birth", *match.span()):
                yield match.span()
        for match in _named(reading.words).finditer(reading.text):
            if reading.is_cued("birth", *match.span()):
                yield match.span()


def _is_date(match: re.Match[str]) -> bool:
    """Whether a day and a month can be read from it; "3 6 12" is as likely a row of sizes."""
    if match["mark"] == " " and len(match["year"]) == 2:
        return False
    one, two = sorted((int(match["one"] or match["month"]), int(match["two"] or match["day"])))
    return 1 <= one <= 12 and two <= 31


@cache
def _named(words: Words) -> re.Pattern[str]:
    """ "March 3rd, 1985", "3 Maret 1985", "the 3rd of March"."""
    day = rf"\d{{1,2}}(?:{words.day_endings})?"
    year = r"(?:,?\s+(?:19|20)\d{2})?"
    month = rf"(?:{words.months})\.?"
    return re.compile(
        rf"(?<![\w.,/-])(?:{day}[\s-]+(?:(?:{words.of_month})\s+)?{month}(?:[\s-]+\d{{4}}|{year})|{month}\s+{day}{year})(?!\w)",
        re.I,
    )
