"""How a name stands in a text: which words after a place are one, of any kind or of the packs' lists, and where its
clause begins and ends."""

import re

from landas.language.tokens import fold
from landas.llm.redaction.reading import Place, Reading

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*(?!\w)\.?")
_GAP = re.compile(r"[ \t]+|[ \t]*\n[ \t]*(?=\S)")
_LEAD = re.compile(r"[\s:=,\"'“‘(-]*")
_CLAUSE_START = re.compile(r"(?:^|[.,;:!?\n(\"“-]\s*|\b(?:hi|hello|halo|hai|hey|kak|min|gan)\s+)$", re.I)
_CLAUSE_END = re.compile(r"\s*(?:$|[.,;:!?\n()<\"”]|\s*[-–—](?=\s))")
_WHOLE_LINE = re.compile(r"[ \t]*(?:\n|$)")
_REACH = 24
_LONGEST_WRITTEN_BIG = 4
_LONGEST_WRITTEN_SMALL = 2
_PARTICLES = frozenset(
    {"van", "von", "de", "da", "di", "del", "der", "den", "la", "el", "al", "bin", "binti", "ibn"}
)


def starts_clause(text: str, at: int) -> bool:
    before = text[max(0, at - _REACH) : at]
    return _CLAUSE_START.search(before if at <= _REACH else f"x{before}") is not None


def ends_clause(text: str, at: int) -> bool:
    return _CLAUSE_END.match(text, at) is not None


def ends_line(text: str, at: int) -> bool:
    return _WHOLE_LINE.match(text, at) is not None


def name_at(reading: Reading, position: int, *, must_be_big: bool) -> Place | None:
    """The words after an introduction that are a name: up to four with capital letters, or two without."""
    text, words = reading.text, reading.words
    at = _past(_LEAD, text, position)
    if title := words.titles.match(text, at):
        at = title.end()
    start, end, count, big = at, at, 0, False
    while count < _LONGEST_WRITTEN_BIG:
        word = WORD.match(text, at)
        if word is None or fold(word.group().rstrip(".")) in words.ends:
            break
        is_big = word.group()[0].isupper()
        particle = count > 0 and word.group() in _PARTICLES
        big = is_big if count == 0 else big
        if particle:
            is_big = big
        elif big != is_big or (must_be_big and not is_big) or (not big and count == _LONGEST_WRITTEN_SMALL):
            break
        end, count = word.end(), count + (not particle)
        if _is_full_stop(word.group()):
            end -= 1
            break
        gap = _GAP.match(text, end)
        if gap is None or "\n" in gap.group():
            break
        at = gap.end()
    return (start, end) if count else None


def listed_at(reading: Reading, position: int) -> Place | None:
    """A given name of the packs' lists, with the names and initials after it that are written like it."""
    text, words = reading.text, reading.words
    at = _past(_LEAD, text, position)
    if title := words.titles.match(text, at):
        at = title.end()
    first = WORD.match(text, at)
    if first is None or fold(first.group().rstrip(".")) not in words.given_names:
        return None
    start, end, big = first.start(), first.end(), first.group()[0].isupper()
    if _is_full_stop(first.group()):
        return start, end - 1
    reached = end
    for _ in range(_LONGEST_WRITTEN_BIG - 1):
        gap = _GAP.match(text, reached)
        following = WORD.match(text, gap.end()) if gap and "\n" not in gap.group() else None
        if following is None or fold(following.group().rstrip(".")) in words.ends:
            break
        word = fold(following.group().rstrip("."))
        known = word in words.given_names or word in words.family_names
        alike = big == following.group()[0].isupper() or word in _PARTICLES
        if not alike:
            break
        reached = following.end() - _is_full_stop(following.group())
        # Careful: what follows may be a thing's ("Budi Samsung Galaxy"), unless the clause ends there.
        if known or ends_there(reading, reached, at_mark=not big):
            end = reached
        if reached < following.end():
            break
    return start, end


def _is_full_stop(word: str) -> bool:
    """Whether a word's dot ends the sentence; after a letter or two it abbreviates ("M. Rizki")."""
    return word.endswith(".") and len(word) > 3


def ends_there(reading: Reading, end: int, *, at_mark: bool = False) -> bool:
    """Whether a clause ends after the name, or a word follows that is no part of one (unless `at_mark`)."""
    if ends_clause(reading.text, end):
        return True
    if at_mark:
        return False
    following = WORD.match(reading.text, _past(_LEAD, reading.text, end))
    return following is not None and fold(following.group().rstrip(".")) in reading.words.ends


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
