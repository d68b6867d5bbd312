"""Times of day ("14:00", "2 pm", "pukul 14.00") as one amount in hours, so that they are no pairs of bare numbers."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from landas.grounding.verifier.pack_tables import table_of, words_of

UNIT = "o'clock"


def find_times(text: str, codes: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """(start, end, hours since midnight) of every time of day; words that only say that it is one belong to it."""
    yield from _in_words(text, codes)
    if not any(c.isdigit() for c in text):
        return
    for match in _pattern(tuple(codes)).finditer(text):
        before, hour, mark, minute, after = match.groups()
        words = {(before or "").casefold(), (after or "").casefold()} - {""}
        if not words and mark != ":":
            continue
        behind = (after or "").casefold().replace(".", "")
        value = int(hour) + int(minute or 0) / 60
        if value < 12 and _is_in(behind, "clock_afternoon", codes):
            value += 12
        elif int(hour) == 12 and _is_in(behind, "clock_morning", codes):
            value -= 12
        yield *match.span(), value


def _in_words(text: str, codes: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """ "noon", "tengah malam"."""
    hours = {word: hour for code in codes for word, hour in table_of(code).get("clock_words", {}).items()}
    if not any(word in text.casefold() for word in hours):
        return
    for word, hour in hours.items():
        for match in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
            yield *match.span(), float(hour)


def _is_in(word: str, name: str, codes: Sequence[str]) -> bool:
    return any(word in words_of(code, name) for code in codes)


@lru_cache(maxsize=8)
def _pattern(codes: tuple[str, ...]) -> re.Pattern[str]:
    before = "|".join(sorted(re.escape(w) for c in codes for w in words_of(c, "clock_before")))
    behind = {
        w for c in codes for n in ("clock_after", "clock_morning", "clock_afternoon") for w in words_of(c, n)
    }
    after = "|".join(sorted(map(re.escape, behind), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?<![\w.,:])(?:({before})\s+)?([01]?\d|2[0-4])(?:([:.])([0-5]\d))?(?![\d:]|[.,]\d)(?:\s?({after})(?!\w))?",
        re.IGNORECASE,
    )
