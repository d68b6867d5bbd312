"""What the pieces of a request do to each other: which are turned around by a negation, which only say what for,
and which field's label stands beside a value."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from landas.catalog.fields import Field, Schema
from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.llm.redaction import GAP
from landas.request.intent import Constraint
from landas.understanding.lexicon.labels import PLACES
from landas.understanding.lexicon.lexicon import EVERYWHERE, Distribution, Lexicon, word_key, words_of
from landas.understanding.pieces.pieces import Piece
from landas.understanding.words.marks import Mark, plain_key

WELL_KNOWN = 50
"""From so many items of a kind on, what hardly any has, none is said to have."""
HARDLY = 0.02
REACH = 3
"""Pieces that may stand between a word and what it is about."""
_LARGE = 1000
_BREAK = re.compile(rf"[,;.!?:{GAP}]")


@cache
def _words(phrase: str) -> tuple[str, ...]:
    return tuple(words_of(phrase))


@dataclass(frozen=True)
class Scene:
    """A text read as pieces, with their roles. Numbers are positions in `pieces`."""

    text: str
    pieces: tuple[Piece, ...]
    lexicon: Lexicon
    schema: Schema
    packs: tuple[LanguagePack, ...]
    negated: frozenset[int]
    purpose: frozenset[int]
    """Pieces that say what the thing is for, the linking word included."""
    of_purpose: frozenset[int] = frozenset()
    """Amounts that measure what the thing is for: "bag for a 15 inch laptop"."""
    excused: frozenset[int] = frozenset()
    """Wishes that nobody insists on: "black is fine too"."""
    dropped: frozenset[int] = frozenset()
    """What is named but not wished: "without parking is fine", "parking isn't needed"."""
    categories: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Kinds that earlier turns were about."""
    earlier: tuple[Constraint, ...] = ()
    """What earlier turns wish, the newest first."""
    asked: str = ""
    """The field that the person was just asked about."""

    def without(self, spots: Collection[int]) -> "Scene":
        """The scene with pieces that were read, and say nothing more."""
        if not spots:
            return self
        said = Mark("stop")
        pieces = (replace(p, payload=said) if at in spots else p for at, p in enumerate(self.pieces))
        return replace(self, pieces=tuple(pieces))

    def is_word_of(self, at: int, name: str) -> bool:
        """Whether a piece is a word of that list of the packs' `understanding.toml`."""
        said = self.text[self.pieces[at].start : self.pieces[at].end].casefold()
        return any(said in pack.table("understanding").get(name, ()) for pack in self.packs)

    def is_counter(self, at: int) -> bool:
        """Whether a piece is a word between a number and what it counts."""
        said = self.text[self.pieces[at].start : self.pieces[at].end].casefold()
        return any(said in pack.tables.get("readings", {}).get("counters", ()) for pack in self.packs)

    def is_flag(self, name: str) -> bool:
        field = self.schema.fields.get(name)
        return field is not None and field.type == "flag"

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds whose values tell what is meant: those named, else those of earlier turns."""
        return self.categories or self.about

    @cached_property
    def other_kinds(self) -> frozenset[int]:
        """Parts of names of kinds, where the kinds of earlier turns have such a word themselves: the "backlit" of
        "backlit film" is no turn away from keyboards. The microphone of "headset with microphone" is part of it."""
        kinds = [at for at, piece in enumerate(self.pieces) if piece.is_a("category")]
        return frozenset(at for at in kinds if self._is_other_kind(at) or self._is_had(at, kinds[0]))

    def _is_other_kind(self, at: int) -> bool:
        senses = self.pieces[at].senses
        return (
            bool(self.about)
            and all(sense.value not in self.about for sense in senses)
            and (all(sense.partial for sense in senses) or self._is_part(at))
            and self.lexicon.knows(self._key(at), self.about)
        )

    def _is_had(self, at: int, first: int) -> bool:
        """Whether what the first kind named has follows a "with" right before it, and things of that kind have it."""
        if at == first or self.schema.category_field is not None:
            return False
        named = [str(sense.value) for sense in self.pieces[first].senses if sense.kind == "category"]
        before = next((n for n in range(at - 1, first, -1) if not self.pieces[n].mark("stop")), first)
        mark = self.pieces[before].mark("with")
        return mark is not None and not self.broken(before, at) and self.lexicon.knows(self._key(at), named)

    def _key(self, at: int) -> str:
        return word_key(self.text[self.pieces[at].start : self.pieces[at].end])

    def _is_part(self, at: int) -> bool:
        """ "With wifi and duplex": what a thing has, though titles made a kind of it, too."""
        if self.schema.category_field is not None:
            return False
        for before in range(at - 1, -1, -1):
            if self.broken(before, before + 1):
                return False
            if self.pieces[before].mark("with"):
                return True
        return False

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """The plain keys of the text's words."""
        return frozenset(plain_key(token.text) for token in tokenize(self.text))

    @cached_property
    def names_something(self) -> bool:
        """Whether any piece is a kind, a value or the name of a field."""
        return any(piece.senses for piece in self.pieces)

    @cached_property
    def measured_fields(self) -> tuple[Field, ...]:
        """The fields of numbers that may be wished of."""
        return tuple(field for field in self.schema.filterable() if field.is_numeric)

    @cached_property
    def places(self) -> frozenset[str]:
        """Fields of places."""
        return frozenset(name for key in PLACES for name in self.lexicon.standard.get(key, ()))

    def share(self, field: str) -> float | None:
        """The share of things of the kinds asked for that have a field of names; None where too few are known."""
        held = [self.lexicon.filled[kind] for kind in self.kinds if kind in self.lexicon.filled]
        items = sum(kind[EVERYWHERE] for kind in held)
        return sum(kind.get(field, 0) for kind in held) / items if items >= WELL_KNOWN else None

    def share_of_all(self, field: str) -> float:
        """The share of all items that have a field of names; of few items, or an older lexicon, 1."""
        everything = self.lexicon.filled.get(EVERYWHERE, {})
        items = everything.get(EVERYWHERE, 0)
        return everything.get(field, 0) / items if items >= _LARGE else 1.0

    @cached_property
    def of_kinds(self) -> tuple[Mapping[str, Distribution], ...]:
        """The values known of each of these kinds."""
        return tuple(self.lexicon.distributions.get(kind, {}) for kind in self.kinds)

    @cached_property
    def most_filled(self) -> int:
        """Items of the kinds asked for that have the commonest field; of all items where no kind is asked for."""
        held = [kind for kind in self.kinds if kind in self.lexicon.distributions] or [EVERYWHERE]
        return max(1, *map(self.lexicon.most_filled, held))

    @cached_property
    def measured(self) -> frozenset[str]:
        """The fields that a bare amount is of with these kinds: the gigabytes of a flash drive are storage. Where no
        kind is known, the words of the text tell: "hardisk 4 TB"."""
        pieces = self.pieces
        # Careful: of a long text never all before a piece, which would take the square of its length.
        said = self.kinds or [self.text[pieces[max(0, n - 2)].start : p.end] for n, p in enumerate(pieces)]
        kinds = [tuple(words_of(kind)) for kind in said]
        tables = [pack.table("understanding").get("measures", {}) for pack in self.packs]
        return frozenset(
            name
            for table in tables
            for key, things in table.items()
            if any(kind[-len(words) :] == words for words in map(_words, things) for kind in kinds)
            for name in self.lexicon.standard.get(key, ())
        )

    def broken(self, left: int, right: int) -> bool:
        """Whether a comma or full stop stands between two pieces."""
        return bool(_BREAK.search(self.text[self.pieces[left].end : self.pieces[right].start]))

    def beside(self, position: int, reach: int = 4) -> Iterator[int]:
        """Positions of the nearest meaningful pieces before and after, not across a comma."""
        for step in (-1, 1):
            at = position + step
            passed = 0
            while 0 <= at < len(self.pieces) and passed < reach:
                low, high = min(at, at - step), max(at, at - step)
                if self.broken(low, high):
                    break
                passing = self.pieces[at].mark("stop", "with", "than", "degree")
                if not passing and not (self.pieces[at].mark("linking") and at not in self.purpose):
                    yield at
                    break
                at += step
                passed += not self.is_word_of(at - step, "exact")

    def label_beside(self, position: int) -> Iterator[tuple[int, str]]:
        """(position, field) of the labels that stand beside a piece, the one before it first."""
        for at in self.beside(position):
            if self.pieces[at].is_a("label"):
                yield from ((at, sense.field) for sense in self.pieces[at].senses)

    def span(self, *positions: int) -> tuple[int, int]:
        return (
            min(self.pieces[p].start for p in positions),
            max(self.pieces[p].end for p in positions),
        )
