"""Words that are written in one or in two: "ultra-wide" is "ultrawide", "hexacore" is "Hexa-core".

What a fact writes in one word is that word wherever a reply splits it, and no longer its parts: an ultra-wide lens is
not the one that is "(wide)". What a fact splits may also be said in one.
"""

from collections.abc import Sequence

from landas.grounding.verifier.pieces import Piece
from landas.grounding.verifier.words import Senses, Vocabulary

_SHORTEST = 6
"""Letters of the shortest compound: "i pad" and "a part" are none."""
_OPENING = 3
"""Letters by which most words are known to begin no compound; the first part of one may be shorter."""


class Solid:
    """Words that the facts write in one, and how these begin."""

    def __init__(self, words: frozenset[str]) -> None:
        self.words = words
        self.openings = frozenset(word[:_OPENING] for word in words)


def solid_keys(pieces: Sequence[Piece]) -> frozenset[str]:
    """The words of a fact that may be compounds."""
    return frozenset(p.key for p in pieces if p.is_word and len(p.key) >= _SHORTEST and p.key.isalpha())


def joined_at(pieces: Sequence[Piece], position: int) -> tuple[str, int] | None:
    """The word at `position` and the next one written as one, and where the next one stands; None without one."""
    other = position + 1
    hyphen = other < len(pieces) and pieces[other].text == "-"
    other += hyphen
    if other >= len(pieces) or not (pieces[position].is_word and pieces[other].is_word):
        return None
    if hyphen and pieces[other].start - pieces[position].end != 1:
        return None
    joined = pieces[position].key + pieces[other].key
    return (joined, other) if len(joined) >= _SHORTEST and joined.isalpha() else None


def with_compounds(
    pieces: Sequence[Piece], senses: Sequence[Senses], solid: Solid, vocabulary: Vocabulary
) -> tuple[Senses, ...]:
    """The senses of a reply's pieces; both parts of a word that the facts write in one have the sense of the whole."""
    found = list(senses)
    for position in range(len(pieces) - 1):
        key = pieces[position].key
        if len(key) >= _OPENING and key[:_OPENING] not in solid.openings:
            continue
        compound = joined_at(pieces, position)
        if compound is None or compound[0] not in solid.words:
            continue
        joined, other = compound
        whole = vocabulary.senses(joined) | {
            f"={m.content}" for _, m in vocabulary.markers_at([joined], 0) if m.kind == "value_words"
        }
        found[position] = found[other] = whole
    return tuple(found)


def split_senses(pieces: Sequence[Piece], position: int) -> Senses:
    """What the hyphened word that the piece at `position` is part of is called in one ("Hexa-core")."""
    found = set()
    if (
        position + 1 < len(pieces)
        and pieces[position + 1].text == "-"
        and (here := joined_at(pieces, position))
    ):
        found.add(here[0])
    if position > 1 and pieces[position - 1].text == "-" and (before := joined_at(pieces, position - 2)):
        found.add(before[0])
    return frozenset(found)
