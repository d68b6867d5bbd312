"""Values of fields that may not be told (`public = false`), of the items a reply speaks of."""

import re
from collections.abc import Iterable, Iterator

from landas.safety.output.check import Kind, Surroundings

SHORTEST_TEXT = 4
SHORTEST_NUMBER = 3
"""Digits; a shorter number stands in too many true sentences to tell that it is the hidden one."""
_NUMBER = re.compile(r"\d(?:[\d.,' ]*\d)?")
_WHOLE = re.compile(r"\D")


class HiddenValues:
    """Meets `Check`. A value that is public too, or that the person said, hides nothing."""

    kind: Kind = "hidden_value"

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]:
        if not around.hidden:
            return
        said = " ".join((*around.public, around.request))
        numbers = {digits for value in around.hidden for digits in _digits(value)} - set(_numbers_in(said))
        for match in _NUMBER.finditer(reply):
            if _forms(match.group()) & numbers:
                yield match.span()
        folded = said.casefold()
        for text in {text for value in around.hidden for text in _texts(value)}:
            if text.casefold() not in folded:
                for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", reply, re.I):
                    yield match.span()


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str) and len(value) >= SHORTEST_TEXT:
        yield value
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _texts(entry)


def _digits(value: object) -> Iterator[str]:
    """The digits of a number as they are written, whole or with its fraction."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    for written in {f"{value:.15g}", str(round(value))}:
        digits = _WHOLE.sub("", written)
        if len(digits.strip("0")) >= SHORTEST_NUMBER or len(digits) > SHORTEST_NUMBER:
            yield digits


def _numbers_in(text: str) -> Iterable[str]:
    return {form for match in _NUMBER.finditer(text) for form in _forms(match.group())}


def _forms(written: str) -> set[str]:
    """The digits of a number, with and without what may be its fraction: "1.250,00" is 1250 too."""
    return {_WHOLE.sub("", written), _WHOLE.sub("", re.sub(r"[.,]\d{1,2}$", "", written))}
