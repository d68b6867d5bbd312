"""Street addresses: a number and a name with a street word, as English ("221 Baker Street, London") and Indonesian
("Jl. Melati No. 5 RT 01/RW 02") write them, or any number and name that the words before call an address."""

import re
from collections.abc import Iterator
from functools import cache

from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading
from landas.llm.redaction.words import Words

_NAME = r"(?![A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w))(?:[A-Z][\w'’.-]*|\d{1,3}(?:st|nd|rd|th))"
_NAMES = rf"{_NAME}(?:[ \t]{_NAME}){{0,3}}"
_PLAIN_NAMES = r"[A-Z][a-z]{2,}(?:[ \t][A-Z][a-z]{2,}){0,2}"
_CITY = r"[A-Z][\w'’.-]{2,}(?:[ \t][A-Z][\w'’.-]+){0,2}"
_HOUSE = r"(?<![\w.,/$€£-])\d{1,6}[A-Za-z]?(?:[-/]\d{1,4})?"
_POST_CODE = r"(?:[A-Z]{2}\s)?\d{4,6}(?:-\d{4})?(?!\w)|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}(?!\w)"
_NO_CODE = r"(?![A-Z]{2}\b)"
"""Capitals alone are a plug or a screw ("ST"), no street."""
_GAP = r"(?:\s*[,/]\s*|\s*\n\s*|\s)"


class AddressRecogniser:
    """Meets `Recogniser`. A lone "21 Jump Street" is let pass: it is the name of a film as likely as a home."""

    kind: Kind = "address"

    def find(self, reading: Reading) -> Iterator[Place]:
        text, words = reading.text, reading.words
        shapes = _shapes(words)
        for match in shapes.numbered.finditer(text):
            start, end = match.start(), shapes.end_of(text, match.end())
            long_number = match["house"] is None or len(match["house"]) >= 3
            if long_number or end > match.end() or reading.is_cued_before("address", start):
                yield start, end
        for match in shapes.named.finditer(text):
            end = shapes.end_of(text, match.end())
            if match["number"] or end > match.end() or reading.is_cued_before("address", match.start()):
                yield match.start(), end
        for match in shapes.cued.finditer(text):
            if reading.is_cued_before("address", match.start()):
                yield match.start(), shapes.end_of(text, match.end())
        for match in shapes.led_to.finditer(text):
            yield match.start("house"), shapes.end_of(text, match.end())
        for match in shapes.post_box.finditer(text):
            yield match.start(), shapes.end_of(text, match.end())
        for match in shapes.with_post_code.finditer(text):
            yield match.span()


class _Shapes:
    """The patterns of one sequence of packs."""

    def __init__(self, words: Words) -> None:
        number, street = words.house_number, words.street_after
        flat = rf"(?:(?i:{words.address_parts})[ .]{{0,2}}\w{{1,4}},?\s)"
        parts = (
            rf"(?i:{words.address_parts})[ .]{{0,2}}(?:\d{{1,3}}/\d{{1,3}}(?!\d)|[\w-]+)(?:[ \t]{_NAMES})?"
        )
        parts = rf"(?:{parts}|(?i:{number})[ .]{{0,3}}[\w/-]*\d[\w/-]*)"
        self.numbered = re.compile(
            rf"{flat}?(?P<house>{_HOUSE}),?[ \t]{_NAMES}[ \t]{_NO_CODE}(?i:{street})(?!\w)"
            rf"|{flat}{_HOUSE},?[ \t]{_PLAIN_NAMES}[ \t](?i:{words.weak_street_after})(?!\w)"
        )
        self.post_box = re.compile(rf"(?<!\w)(?i:{words.post_box})[ .]{{0,2}}\d{{1,6}}(?!\w)")
        part = rf"(?!(?i:{number})\b){_NAME}"
        self.named = re.compile(
            rf"(?<![\w-])(?i:{words.street_before})(?!\w)\.?[ \t]*"
            rf"(?:{part}(?:[ \t]{part}){{0,3}}|(?!(?i:{number})\b)(?:\w+[ \t]){{1,4}}?(?=(?i:{number})\b))"
            rf"(?P<number>[ \t,]*(?:(?i:{number})(?!\w)[ .]{{0,3}}[\w/-]*\d[\w/-]*"
            r"|\d{1,4}[A-Za-z]?(?:/\d+)?(?!\w)))?"
        )
        self.led_to = re.compile(
            rf"(?<!similar )(?<!compared )(?<!mirip )(?:(?i:\b(?:to|at|in|on|ke|di))\s|\n\s{{0,8}}"
            rf"|(?i:\b(?:{words.recipient})\s)[^,\n]{{2,40}},\s)"
            rf"(?P<house>{_HOUSE}),?[ \t]{_PLAIN_NAMES}[ \t]{_NO_CODE}(?i:{street}|{words.weak_street_after})(?!\w)"
        )
        self.cued = re.compile(rf"{_HOUSE},?[ \t]{_PLAIN_NAMES}")
        self.with_post_code = re.compile(
            rf"{_HOUSE},?[ \t]{_NAMES}(?:{_GAP}{parts})?(?:{_GAP}{_CITY}){{1,2}}{_GAP}[A-Z]{{2}}\s\d{{5}}(?!\w)"
        )
        self._more = re.compile(rf"{_GAP}(?:{parts}|{_POST_CODE})|\s{{0,8}}[,\n]\s{{0,8}}{_NAMES}(?!\w)")

    def end_of(self, text: str, end: int) -> int:
        """Where the address ends with its flat, quarter, city and postal code."""
        while more := self._more.match(text, end):
            end = more.end()
        return end


@cache
def _shapes(words: Words) -> _Shapes:
    return _Shapes(words)
