"""A value as the verifier reads it: its words, with the denials among them, and its amounts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from landas.grounding.verifier.amounts import Amount, Operator, find_amounts
from landas.grounding.verifier.compounds import split_senses
from landas.grounding.verifier.dates import spelt
from landas.grounding.verifier.pieces import Piece, cut
from landas.grounding.verifier.words import Senses, Vocabulary, vocabulary_of
from landas.language.pack import load_packs

_CHUNK = re.compile(r"[,;/()\n|]")
_CORES = re.compile(r"\b(\d{1,2})x(?=[\d.]+ ?[GM]Hz)")


@dataclass(frozen=True, slots=True)
class ValueWord:
    """One word of a value; `negated` when the value denies it ("non-removable"), `chunk` counts its list part."""

    senses: Senses
    position: int
    chunk: int
    negated: bool


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value as the verifier reads it: its words and its amounts, each with the list part it stands in."""

    words: tuple[ValueWord, ...]
    amounts: tuple[tuple[Amount, int, int], ...]
    """(amount, position among the words, chunk)"""
    senses: Senses
    """All senses of the words that aren't denied."""
    slashed: frozenset[int] = frozenset()
    """List parts that a slash joins to the part before them."""
    closed_share: float = 0.0


@lru_cache(maxsize=16384)
def read_value(text: str, codes: tuple[str, ...]) -> ValueView:
    """Words and amounts of a value. Cached: a catalogue says the same values again and again."""
    vocabulary = vocabulary_of(codes)
    text = _CORES.sub(r"\1 of ", spelt(text))  # "4x1.6 GHz": four of them, no product
    pieces = cut(text)
    senses = senses_of(vocabulary, pieces)
    amounts = _bounded(find_amounts(text, load_packs(codes)), pieces, vocabulary)
    words: list[ValueWord] = []
    placed: list[tuple[Amount, int, int]] = []
    chunk, waiting, denied = 0, list(amounts), -2
    slashed: set[int] = set()
    begins = 0
    for position, piece in enumerate(pieces):
        if not piece.is_word:
            begins = len(words) if piece.text in ".,;:()" else begins
            chunk += bool(_CHUNK.match(piece.text))
            slashed.update({chunk} if piece.text == "/" else ())
            continue
        while waiting and waiting[0].start <= piece.start:
            placed.append((waiting.pop(0), position, chunk))
        if vocabulary.has("negators", piece.key):
            denied = position
            if _is_refused(pieces, position, vocabulary):
                words[begins:] = [replace(word, negated=True) for word in words[begins:]]
            continue
        negated = denied >= 0 and _follows(pieces, denied, position)
        meant = senses[position] | split_senses(pieces, position)
        meant |= vocabulary.implied.get(piece.key, frozenset())
        words.append(ValueWord(meant, position, chunk, negated))
    stated = frozenset(s for word in words if not word.negated for s in word.senses)
    closed = sum(vocabulary.has("closed", piece.key) for piece in pieces if piece.is_word)
    return ValueView(tuple(words), tuple(placed), stated, frozenset(slashed), closed / max(1, len(words)))


def _bounded(
    amounts: Sequence[Amount], pieces: Sequence[Piece], vocabulary: Vocabulary
) -> tuple[Amount, ...]:
    """The amounts of a value, those it gives as a most marked as such ("Up to 6 h (2G) / Up to 8 h (3G)")."""
    words = [piece for piece in pieces if piece.is_word]
    keys = [piece.key for piece in words]
    bounds: dict[int, Operator] = {
        words[at + length].start: _BOUNDS[marker.kind]
        for at in range(len(words) if amounts else 0)
        for length, marker in vocabulary.markers_at(keys, at)
        if marker.kind in _BOUNDS and at + length < len(words)
    }
    return tuple(replace(a, operator=bounds[a.start]) if a.start in bounds else a for a in amounts)


_BOUNDS: dict[str, Operator] = {"up_to": "max", "starting": "start"}


def _is_refused(pieces: Sequence[Piece], position: int, vocabulary: Vocabulary) -> bool:
    """ "A charger is not included": the denial of a state denies the words before it."""
    behind = pieces[position + 1] if position + 1 < len(pieces) else None
    return behind is not None and vocabulary.has("states", behind.key)


def senses_of(vocabulary: Vocabulary, pieces: Sequence[Piece]) -> tuple[Senses, ...]:
    """Senses of each piece, the value it stands for included (`=black` for "hitam"); nothing for marks."""
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    keys = [pieces[i].base for i in words]
    found: list[Senses] = [frozenset()] * len(pieces)
    meant: dict[int, set[str]] = {}
    for place, at in enumerate(words):
        found[at] = vocabulary.senses(keys[place])
        markers = vocabulary.markers_at(keys, place)
        if not markers and (base := vocabulary.base(keys[place])) != keys[place]:
            markers = vocabulary.markers_at([base], 0)  # "parkirnya"
        for length, marker in markers:
            if marker.kind == "value_words" and _in_one_go(pieces[at : words[place + length - 1]]):
                for i in words[place : place + length]:
                    meant.setdefault(i, set()).add(f"={marker.content}")
    for i, values in meant.items():
        found[i] |= values
    return tuple(found)


def _in_one_go(pieces: Sequence[Piece]) -> bool:
    return all(piece.is_word or piece.text == "-" for piece in pieces)


def _follows(pieces: Sequence[Piece], denied: int, position: int) -> bool:
    """A denial reaches the next word, or the next two, within one part of a list."""
    between = pieces[denied + 1 : position]
    if between and between[0].text == "-":
        return len(between) == 1  # "non-removable Li-Ion"
    return len(between) <= 2 and not any(_CHUNK.match(piece.text) for piece in between)
