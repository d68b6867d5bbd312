"""Catalogue and user words made fit for a sentence: markup, links, braces and control characters taken out."""

import html
import re
from collections.abc import Sequence

LONGEST_TITLE = 72
LONGEST_QUOTE = 40
SHORTEST_TITLE = 24

_TAG = re.compile(r"</?[A-Za-z!][^<>]*>")
_LINK = re.compile(r"(?:https?://|www\.)\S+|\]\([^)]*\)", re.IGNORECASE)
_UNSPOKEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff{}`*_\[\]<>|#\\~^]+")
_YEAR_AT_END = re.compile(r" \((?:1[89]|20)\d\d\)$")
_BREAK = re.compile(r"\s+[-–—/]\s+|\s*[;(]\s*|,\s+|:\s+")


def plain_text(text: str) -> str:
    """Text as one line without markup; what is left holds nothing that a page, a shell or a slot would obey."""
    without_markup = _TAG.sub(" ", html.unescape(_TAG.sub(" ", text)))
    return " ".join(_UNSPOKEN.sub(" ", _LINK.sub(" ", without_markup)).split())


def quotable(text: str) -> str:
    """A person's own words, short enough to quote back."""
    words = plain_text(text).replace('"', "").replace("“", "").replace("”", "")
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + "…"


def display_titles(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles as said in a sentence: short beginnings, unless another of the titles begins so, too."""
    full = [plain_text(title) for title in titles]
    short = [_beginning(title) for title in full]
    alone = [
        short.count(said) == 1
        and not any(other.startswith(said) for place, other in enumerate(full) if place != own)
        for own, said in enumerate(short)
    ]
    return tuple(s if only else f for s, f, only in zip(short, full, alone, strict=True))


def _beginning(title: str) -> str:
    """The title up to a natural break within 72 characters, outside brackets where there is one; else whole words
    that fit. A year in brackets at its end tells two things of one name apart, and stays."""
    if len(title) <= LONGEST_TITLE:
        return title
    if year := _YEAR_AT_END.search(title):
        return f"{_cut(title[: year.start()], LONGEST_TITLE - len(year[0]))}{year[0]}"
    return _cut(title, LONGEST_TITLE)


def _cut(title: str, longest: int) -> str:
    if len(title) <= longest:
        return title
    ends = [m.start() for m in _BREAK.finditer(title) if SHORTEST_TITLE <= m.start() <= longest]
    ends = [end for end in ends if title.count("(", 0, end) == title.count(")", 0, end)] or ends
    cut = title[: ends[-1]] if ends else title[: longest + 1].rsplit(" ", 1)[0][:longest]
    return cut.rstrip(" ,;:-–—/(.\"'&+")
