"""Names of people: those the caller knows, and those that words such as "my name is" introduce."""

import re
from collections.abc import Iterator

from landas.language.tokens import fold
from landas.llm.redaction.found import Kind
from landas.llm.redaction.reading import Place, Reading

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*(?!\w)\.?")
_GAP = re.compile(r"[ \t]+|[ \t]*\n[ \t]*(?=\S)")
_LEAD = re.compile(r"[\s:=,\"'“‘(-]*")
_CLAUSE_START = re.compile(r"(?:^|[.,;:!?\n(\"“-]\s*|\b(?:hi|hello|halo|hai|hey|kak|min|gan)\s+)$", re.I)
_CLAUSE_END = re.compile(r"\s*(?:$|[.,;:!?\n)\"”-])")
_LONGEST_WRITTEN_BIG = 4
_LONGEST_WRITTEN_SMALL = 2
_SHORTEST_PART = 3
_PARTICLES = frozenset(
    {"van", "von", "de", "da", "di", "del", "der", "den", "la", "el", "al", "bin", "binti", "ibn"}
)


class NameRecogniser:
    """Meets `Recogniser`. Names that nothing introduces are left alone: most are brands, films or places."""

    kind: Kind = "name"

    def find(self, reading: Reading) -> Iterator[Place]:
        yield from _known(reading)
        for match in reading.words.introductions.finditer(reading.text):
            # Careful: a form's label begins its line; "product name:" is none of a person.
            labels = match.group().endswith(":")
            if labels and not _CLAUSE_START.search(reading.text[: match.start()]):
                continue
            if place := _name_at(reading, match.end(), must_be_big=False):
                yield place
        for match in reading.words.capitalised.finditer(reading.text):
            if not _CLAUSE_START.search(reading.text[: match.start()]):
                continue
            place = _name_at(reading, match.end(), must_be_big=True)
            if place and _ends_there(reading, place[1]):
                yield place


def _known(reading: Reading) -> Iterator[Place]:
    """Known names in any spelling of capitals; a single part of one only where it is written as a name."""
    for name in reading.names:
        parts = [part for part in name.split() if len(part) >= _SHORTEST_PART]
        if not parts:
            continue
        whole = r"\s+".join(map(re.escape, name.split()))
        for match in re.finditer(rf"(?<!\w){whole}(?!\w)", reading.text, re.I):
            yield match.span()
        some = "|".join(map(re.escape, parts))
        for match in re.finditer(rf"(?<!\w)(?:{some})(?!\w)", reading.text, re.I):
            if match.group()[0].isupper():
                yield match.span()


def _name_at(reading: Reading, position: int, *, must_be_big: bool) -> Place | None:
    """The words after an introduction that are a name: up to four with capital letters, or two without."""
    text, words = reading.text, reading.words
    at = _past(_LEAD, text, position)
    if title := words.titles.match(text, at):
        at = title.end()
    start, end, count, big = at, at, 0, False
    while count < _LONGEST_WRITTEN_BIG:
        word = _WORD.match(text, at)
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


def _is_full_stop(word: str) -> bool:
    """Whether a word's dot ends the sentence; after a letter or two it abbreviates ("M. Rizki")."""
    return word.endswith(".") and len(word) > 3


def _ends_there(reading: Reading, end: int) -> bool:
    """Whether a clause ends after the name, or a word follows that is no part of one."""
    if _CLAUSE_END.match(reading.text, end):
        return True
    following = _WORD.match(reading.text, _past(_LEAD, reading.text, end))
    return following is not None and fold(following.group()) in reading.words.ends


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position
