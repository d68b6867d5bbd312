"""Names of people: those the caller knows, and those that words such as "my name is" introduce."""

import re
from collections.abc import Iterator

from landas.language.tokens import fold
from landas.llm.redaction.found import Kind
from landas.llm.redaction.name_shapes import (
    WORD,
    ends_clause,
    ends_line,
    ends_there,
    listed_at,
    name_at,
    starts_clause,
)
from landas.llm.redaction.reading import Place, Reading

_MAILBOX = re.compile(r"\s?[<(]\s?$")
_BIG_WORDS = re.compile(r"((?:(?<!\w)[A-Z][\w'’.-]*[ \t]){0,2}(?<!\w)[A-Z][\w'’.-]*)[ \t]*$")
_SMALL_WORDS = re.compile(r"((?<!\w)[^\W\d_][\w'’-]+[ \t][^\W\d_][\w'’-]+)[ \t]*$")
_SHORTEST_PART = 3


class NameRecogniser:
    """Meets `Recogniser`. Names that nothing introduces are left alone: most are brands, films or places. Of those on
    the packs' lists it takes the ones that a title or a recipient's word stands before, or an address or number beside.
    """

    kind: Kind = "name"

    def find(self, reading: Reading) -> Iterator[Place]:
        yield from _known(reading)
        for match in reading.words.introductions.finditer(reading.text):
            # Careful: a form's label begins its line; "product name:" is none of a person.
            labels = match.group().endswith(":")
            if labels and not starts_clause(reading.text, match.start()):
                continue
            if place := name_at(reading, match.end(), must_be_big=False):
                yield place
        for match in reading.words.capitalised.finditer(reading.text):
            if starts_clause(reading.text, match.start()) and (place := _after(reading, match)):
                yield place
        yield from _titled(reading)
        yield from _before_words(reading)
        if reading.claimed:
            yield from _beside_identifiers(reading)
            yield from _before_mailboxes(reading)


def _after(reading: Reading, introduction: re.Match[str]) -> Place | None:
    """What follows "I'm": a name of the lists, or words with capital letters. In a text that holds more of a person a
    clause such as "I'm jo kowal," is a name in small letters too."""
    if listed := listed_at(reading, introduction.end()):
        return listed
    if _only_closes(reading, introduction) and (family := _of_listed_family(reading, introduction.end())):
        return family
    small = bool(reading.claimed) and not _only_closes(reading, introduction)
    place = name_at(reading, introduction.end(), must_be_big=not small)
    if place is None or not ends_there(reading, place[1], at_mark=small):
        return None
    return None if _only_shouts(reading, introduction, place) else place


def _only_closes(reading: Reading, introduction: re.Match[str]) -> bool:
    return fold(introduction.group()).rstrip(".") in reading.words.closings


def _only_shouts(reading: Reading, introduction: re.Match[str], place: Place) -> bool:
    """Whether what follows is as likely no name: the whole text is in capitals, or it is a closing's word."""
    if introduction.group().isupper() and reading.text[slice(*place)].isupper():
        return True
    signed = "\n" in reading.text[introduction.end() : place[0]] and ends_line(reading.text, place[1])
    return _only_closes(reading, introduction) and not signed


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


def _titled(reading: Reading) -> Iterator[Place]:
    """Names after a title or a word such as "for": of the lists; after a title any, in a text that holds more of a
    person; after "my wife" any with a capital letter."""
    text, words = reading.text, reading.words
    for match in words.titles.finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        if listed := listed_at(reading, match.end()):
            yield listed
        elif reading.claimed and (place := name_at(reading, match.end(), must_be_big=True)):
            yield place
    for match in words.relations.finditer(text):
        place = listed_at(reading, match.end()) or name_at(reading, match.end(), must_be_big=True)
        if place and ends_there(reading, place[1]):
            yield place
    for match in words.recipients.finditer(text):
        found = listed_at(reading, match.end()) or _of_listed_family(reading, match.end())
        if found is None:
            continue
        said = text[slice(*found)]
        both = all(fold(part) in words.given_names | words.family_names for part in said.split())
        if (said[0].isupper() and ends_there(reading, found[1])) or (both and " " in said):
            yield found


def _of_listed_family(reading: Reading, position: int) -> Place | None:
    """Two or three words with capital letters, the last a family name of the lists."""
    place = name_at(reading, position, must_be_big=True)
    if place is None:
        return None
    parts = reading.text[slice(*place)].split()
    return place if len(parts) > 1 and fold(parts[-1]) in reading.words.family_names else None


def _before_words(reading: Reading) -> Iterator[Place]:
    """ "Jo Kowal here": one to three words with capital letters that begin the clause."""
    text = reading.text
    for match in reading.words.after_name.finditer(text):
        found = _BIG_WORDS.search(text[: match.start()])
        if reading.claimed and found is None:
            found = _SMALL_WORDS.search(text[: match.start()])
        if found is None or found[1].isupper() or not starts_clause(text, found.start(1)):
            continue
        # "Click here" is no name.
        if " " in found[1] or reading.claimed or fold(found[1]) in reading.words.given_names:
            yield found.span(1)


def _beside_identifiers(reading: Reading) -> Iterator[Place]:
    """Names of the lists that are a clause of their own, or a given with a family name."""
    text, words = reading.text, reading.words
    for match in WORD.finditer(text):
        # All capitals are a brand's or a model's as likely.
        if match.group().isupper() or fold(match.group().rstrip(".")) not in words.given_names:
            continue
        listed = listed_at(reading, match.start())
        if listed is None:
            continue
        several = " " in text[slice(*listed)]
        starts = starts_clause(text, listed[0])
        alone = starts and ends_clause(text, listed[1])
        line = starts and several and ends_line(text, listed[1])
        if (match.group()[0].isupper() and (alone or several)) or line:
            yield listed


def _before_mailboxes(reading: Reading) -> Iterator[Place]:
    """ "Jo Kowal <jo@…>": the name of a mailbox, one to three words written alike."""
    for start, _ in reading.claimed:
        mark = _MAILBOX.search(reading.text[:start])
        if mark is None:
            continue
        before = reading.text[: mark.start()]
        found = _BIG_WORDS.search(before) or _SMALL_WORDS.search(before)
        if found and not set(fold(found[1]).split()) & reading.words.ends:
            yield found.span(1)
