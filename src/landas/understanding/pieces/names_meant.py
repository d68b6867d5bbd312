"""Whether a name that is also a plain word is meant as a name: "hp" is a maker beside "laptop", elsewhere a phone."""

from collections.abc import Set
from dataclasses import dataclass

from landas.request.intent import Constraint, Intent
from landas.understanding.lexicon.lexicon import Sense
from landas.understanding.pieces.knowledge import Knowledge
from landas.understanding.pieces.pieces import Piece, Word
from landas.understanding.words.marks import MarkKind

_DENIES: frozenset[MarkKind] = frozenset({"negation", "refuse", "waive", "unbind"})
_LONGEST = 3
"""Words of the longest denial looked for."""


@dataclass(frozen=True)
class NamesMeant:
    """What tells it in one text. `foreign`: the text is in another language than the words that names may be mistaken
    for. `before` is what earlier turns left."""

    words: list[Word]
    known: Knowledge
    before: Intent | None
    foreign: bool

    def is_meant(self, piece: Piece, sense: Sense, kinds: Set[int]) -> bool:
        """`kinds`: the places of words that say what kind of thing is looked for.

        A name is meant beside a kind ("laptop hp", "laptop bukan hp"), where an earlier turn wished for it, and where
        it is refused while the talk is of things of a kind.
        """
        if self.foreign or piece.last in kinds or self._left_of(piece.first) in kinds:
            return True
        if self.before is None:
            return False
        denied = bool(self._denial_before(piece.first) or self._denies_from(piece.last))
        return any(_holds(wish, sense) for wish in self.before.constraints) or (
            denied and bool(self.before.categories)
        )

    def _left_of(self, place: int) -> int:
        """The place of the word before one, over words that deny it and little words."""
        at = place - 1
        while at > 0:
            denial = self._denial_before(at + 1)
            if not denial and not self._is(at, frozenset({"stop"})):
                break
            at -= denial or 1
        return at

    def _denial_before(self, place: int) -> int:
        """How many words right before a place deny what stands there."""
        return next(
            (
                length
                for length in range(min(_LONGEST, place), 0, -1)
                if self._is(place - length, _DENIES, length)
            ),
            0,
        )

    def _denies_from(self, place: int) -> int:
        """How many words from a place on deny what stands before it."""
        most = min(_LONGEST, len(self.words) - place)
        return next((length for length in range(most, 0, -1) if self._is(place, _DENIES, length)), 0)

    def _is(self, place: int, kinds: frozenset[MarkKind], length: int = 1) -> bool:
        phrase = tuple(word.plain for word in self.words[place : place + length])
        return any(mark.kind in kinds for mark in self.known.marks.phrases.get(phrase, ()))


def _holds(wish: Constraint, sense: Sense) -> bool:
    return wish.field == sense.field and sense.value in wish.values
