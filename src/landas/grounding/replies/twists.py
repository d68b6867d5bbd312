"""Words that would make a true slot say something false: "not", "less than", "only", "was", "the best".

A slot says what a thing is. Whatever changes that must itself rest on a slot of the sentence: a comparing word on a
difference, a word of stock on a stock slot, a reason on an event; the rest have nothing to rest on.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from landas.grounding.replies.slot_input import EvidenceLine, ItemLines
from landas.grounding.verifier.phrases import split_key
from landas.grounding.verifier.words import vocabulary
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.slots import outside_slots, slots_in
from landas.language.pack import LanguagePack

BACKED_BY: Mapping[str, str | None] = {
    "comparatives": "tradeoff",
    "more": "tradeoff",
    "less": "tradeoff",
    "than": "tradeoff",
    "less_than": "tradeoff",
    "more_than": "tradeoff",
    "twice": None,
    "up_to": None,
    "same": None,
    "superlatives": None,
    "most": None,
    "least": None,
    "all_items": "shared",
    "no_item": None,
    "only_item": None,
    "other_item": None,
    "numbers": None,
    "stock_left": "availability",
    "availability": "availability",
    "unavailable": None,
    "cause": "similar_to_event",
    "unknown": None,
    "budget": "wish",
}
"""Kinds of phrases of the language packs, with the type of evidence whose slot must stand in the same sentence.
`shared` is a sentence about all shown items together, `wish` a slot of that part; None: nothing backs them."""

_NO_NUMBERS = frozenset({"0", "1"})
"""What "no" and "one" are among the number words: ordinary words, which the verifier reads in their place."""


def twist_faults(text: str, item: ItemLines | None, packs: Sequence[LanguagePack]) -> Iterator[str]:
    """Every word or phrase around the slots that nothing in the sentence backs."""
    if bound := _bound_before_slot(text, packs):
        yield f"says {bound!r} of a slot; say what the slot is, not what it is more or less than."
        return
    words = split_key(outside_slots(text))
    types = _types_used(text, item)
    for said, needed in _twists(words, packs):
        if needed is None or needed not in types:
            yield f"says {said!r}, which no slot of the sentence backs; say only what the slots are."
            return


def _bound_before_slot(text: str, packs: Sequence[LanguagePack]) -> str | None:
    """ "Costs more than {e1.value}": a comparing phrase that ends where a value begins."""
    known = vocabulary(packs)
    end = 0
    for slot in slots_in(text):
        words, end = split_key(text[end : slot.start]), slot.end
        if slot.name[0] == "i":
            continue
        if words and words[-1] in _own_words(tuple(pack.code for pack in packs), "bounding"):
            return words[-1]
        for first in range(len(words)):
            for size, marker in known.markers_at(words, first):
                if marker.kind in ("than", "less_than", "more_than") and first + size == len(words):
                    return " ".join(words[first:])
    return None


def _types_used(text: str, item: ItemLines | None) -> frozenset[str]:
    """Types of the evidence whose slots the sentence uses. A stock word beside another value would change that."""
    if item is None:
        return frozenset({"shared"})
    lines = [line for line in item.evidence if _used(line, text)]
    types = frozenset(line.type for line in lines)
    valued = [line for line in lines if line.type != "semantic_match"]
    parts = {slot.part for slot in slots_in(text)}
    if "wish" in parts and "value" not in parts:
        types |= {"wish"}
    return types if len(valued) == 1 else types - {"availability"}


def _used(line: EvidenceLine, text: str) -> bool:
    written = {slot.written for slot in slots_in(text) if slot.name[0] == "e"}
    return bool(written & set(line.slots))


def _twists(words: Sequence[str], packs: Sequence[LanguagePack]) -> Iterator[tuple[str, str | None]]:
    """(word or phrase, type that must back it). A word inside a longer phrase is judged as that phrase."""
    known = vocabulary(packs)
    twisting = _own_words(tuple(pack.code for pack in packs), "twisting")
    position = 0
    while position < len(words):
        length = 1
        for size, marker in known.markers_at(words, position):
            if marker.kind not in BACKED_BY or (marker.kind == "numbers" and marker.content in _NO_NUMBERS):
                continue
            yield " ".join(words[position : position + size]), BACKED_BY[marker.kind]
            length = max(length, size)
        if known.has("negators", words[position]) or (length == 1 and words[position] in twisting):
            yield words[position], None
        position += length


@lru_cache(maxsize=16)
def _own_words(codes: tuple[str, ...], kind: Literal["twisting", "bounding"]) -> frozenset[str]:
    books = [load_phrasebook(code) for code in codes]
    return frozenset(word for book in books for word in getattr(book, kind))
