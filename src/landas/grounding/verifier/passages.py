"""Running text cut into passages whose words keep their order: what stands together, who does what, what is denied.

Both a source text and a claim about it are read so; only then can one be laid beside the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from landas.grounding.verifier.pieces import Piece, cut
from landas.grounding.verifier.words import Senses, Vocabulary

REACH = 4
"""Telling words behind a denial that it denies, within its part of the sentence."""
_ENDS = frozenset(".!?\n")
_PARTS = frozenset(";,:()")


@dataclass(frozen=True, slots=True)
class Told:
    """One word of a text: how it is compared, whether a denial reaches it, in which part of its sentence it stands."""

    key: str
    senses: Senses
    tells: bool
    """True unless it only holds the sentence together."""
    denied: bool
    part: int
    is_name: bool


@dataclass(frozen=True)
class Passage:
    """A sentence as its words in order."""

    words: tuple[Told, ...]

    @cached_property
    def senses(self) -> Senses:
        return frozenset().union(*(word.senses for word in self.words))

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(word.key for word in self.words)

    @property
    def telling(self) -> tuple[int, ...]:
        return tuple(i for i, word in enumerate(self.words) if word.tells)

    @cached_property
    def parts(self) -> tuple["Passage", ...]:
        """The stretches between marks, if there are several."""
        found: dict[int, list[Told]] = {}
        for word in self.words:
            found.setdefault(word.part, []).append(word)
        return tuple(Passage(tuple(words)) for words in found.values()) if len(found) > 1 else ()

    def places(self, senses: Senses) -> tuple[int, ...]:
        """Where a word of this meaning stands."""
        if self.senses.isdisjoint(senses):
            return ()
        return tuple(i for i, word in enumerate(self.words) if not word.senses.isdisjoint(senses))


def passages(text: str, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """The sentences of a text; a line is one too."""
    return tuple(passage_of(pieces, vocabulary) for pieces in _sentences(cut(text), text))


def _sentences(pieces: Sequence[Piece], text: str) -> Iterator[list[Piece]]:
    sentence: list[Piece] = []
    for at, piece in enumerate(pieces):
        if at and "\n" in text[pieces[at - 1].end : piece.start] and sentence:
            yield sentence
            sentence = []
        inside = at + 1 < len(pieces) and pieces[at + 1].start == piece.end and pieces[at + 1].is_word
        if piece.text in _ENDS and not (piece.text == "." and inside):  # "Rp20.000", "example.com"
            if sentence:
                yield sentence
            sentence = []
        else:
            sentence.append(piece)
    if sentence:
        yield sentence


def passage_of(pieces: Sequence[Piece], vocabulary: Vocabulary) -> Passage:
    has = vocabulary.has
    words: list[Told] = []
    reach = part = 0
    for piece in pieces:
        if not piece.is_word:
            if piece.text in _PARTS:
                reach, part = 0, part + 1
            continue
        denies = has("negators", piece.key) or has("deniers", piece.key)
        tells = not denies and not has("glue", piece.key)
        name = piece.text[0].isupper() and bool(words) and tells
        words.append(Told(piece.key, vocabulary.senses(piece.base), tells, bool(reach) and tells, part, name))
        reach = REACH if denies else max(0, reach - tells)
    return Passage(tuple(words))


def nearest(claim: Passage, source: Sequence[Passage]) -> tuple[int, Passage | None]:
    """The shortest sentence of the source that says most telling words of the claim, and how many it says."""
    telling = [claim.words[i].senses for i in claim.telling]
    said = ((sum(not p.senses.isdisjoint(senses) for senses in telling), p) for p in source)
    return max(said, key=lambda one: (one[0], -len(one[1].words)), default=(0, None))


def part_of(claim: Passage, passage: Passage) -> Passage | None:
    """The stretch of the sentence between two marks that says all it says of the claim; None unless there is one."""
    telling = [claim.words[i].senses for i in claim.telling]
    said = [senses for senses in telling if not passage.senses.isdisjoint(senses)]
    return next((p for p in passage.parts if all(not p.senses.isdisjoint(senses) for senses in said)), None)
