"""Which characters a model's sentence may be made of, and what may touch a slot.

Look-alike letters, hidden characters and signs that change a value ("-{e1.value}") are how a false sentence gets
past a reader of words; so they are refused before any word is read.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.plain import plain_text
from landas.grounding.wording.slots import Slot, malformed_slots, outside_slots, slots_in

PUNCTUATION = frozenset(" .,;:!?'’\"“”()-–—&…")
_BEFORE_SLOT = frozenset(" (“\"'")
_AFTER_SLOT = frozenset(' .,;:!?)”"…')
_OWNED_TITLE = frozenset("'’")


def character_faults(text: str, language: str) -> Iterator[str]:
    """The first fault found: what is wrong and how to write it."""
    around = outside_slots(text)
    if any(not c.isprintable() for c in text):
        yield "holds a line break or another control character; write one line."
    elif malformed_slots(text):
        yield f"{malformed_slots(text)[0]!r} is no slot; use slots exactly as listed."
    elif plain_text(around) != " ".join(around.split()):
        yield "holds markup, a link or a symbol; write plain words."
    elif strange := foreign_characters(around, language):
        yield f"holds the character {strange[0]!r}; write plain words in the language asked for."
    elif not _stands_free(text):
        yield "joins a slot with other characters; put words between slots and spaces around them."


def foreign_characters(text: str, language: str) -> list[str]:
    """Characters that are neither punctuation nor of a script that the language is written in."""
    return [c for c in text if not _is_plain(c, language)]


def _is_plain(character: str, language: str) -> bool:
    """Punctuation, digits (refused elsewhere, by name), and letters of the scripts that the language is written in."""
    if character in PUNCTUATION or (character.isascii() and character.isdigit()):
        return True
    return character.isalpha() and _script(character) in _scripts(language)


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split()[0]


@lru_cache(maxsize=16)
def _scripts(language: str) -> frozenset[str]:
    said = "".join(text for variants in load_phrasebook(language).phrases.values() for text in variants)
    return frozenset(_script(c) for c in said if c.isalpha())


def _stands_free(text: str) -> bool:
    """True when every slot has a space or punctuation around it, and some word or comma between two values."""
    last: Slot | None = None
    for slot in slots_in(text):
        before, after = text[slot.start - 1 : slot.start], text[slot.end : slot.end + 1]
        owned = slot.part == "title" and after in _OWNED_TITLE
        if (before and before not in _BEFORE_SLOT) or (after and after not in _AFTER_SLOT and not owned):
            return False
        if last and "title" not in (last.part, slot.part):
            between = text[last.end : slot.start]
            if not any(c.isalpha() or c in ",;:()" for c in between):
                return False
        last = slot
    return True
