"""What the pieces of a request do to each other: which are turned around by a negation, which only say what for,
and which field's label stands beside a value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from landas.catalog.fields import Schema
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity
from landas.llm.redaction import GAP
from landas.request.intent import Intent
from landas.understanding.dates import DateWish
from landas.understanding.lexicon import EVERYWHERE, Distribution, Lexicon, Sense, word_key
from landas.understanding.pieces import Piece

_BREAK = re.compile(rf"[,;.!?:{GAP}]")
_REACH = 3
"""Pieces that may stand between a negation and what it turns around."""
_LONGEST_PURPOSE = 6


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
    earlier: tuple[str, ...] = ()
    """Fields that earlier turns limited, the newest first."""

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
        "backlit film" is no turn away from keyboards."""
        return frozenset(
            at
            for at, piece in enumerate(self.pieces)
            if self.about
            and piece.is_a("category")
            and all(sense.value not in self.about for sense in piece.senses)
            and (all(sense.partial for sense in piece.senses) or self._is_part(at))
            and self.lexicon.knows(word_key(self.text[piece.start : piece.end]), self.about)
        )

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
        """The fields that a bare amount is of with these kinds: the gigabytes of a flash drive are storage."""
        kinds = [f" {kind.casefold()}" for kind in self.kinds]
        tables = [pack.table("understanding").get("measures", {}) for pack in self.packs]
        return frozenset(
            name
            for table in tables
            for key, things in table.items()
            if any(kind.endswith(f" {thing}") for kind in kinds for thing in things)
            for name in self.lexicon.standard.get(key, ())
        )

    def broken(self, left: int, right: int) -> bool:
        """Whether a comma or full stop stands between two pieces."""
        return bool(_BREAK.search(self.text[self.pieces[left].end : self.pieces[right].start]))

    def beside(self, position: int, reach: int = 2) -> Iterator[int]:
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
                passed += 1

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


def scene_of(
    text: str,
    pieces: Sequence[Piece],
    lexicon: Lexicon,
    schema: Schema,
    packs: tuple[LanguagePack, ...],
    language: str,
    before: Intent | None = None,
) -> Scene:
    bare = Scene(text, tuple(pieces), lexicon, schema, packs, frozenset(), frozenset())
    if before is not None:
        bare = replace(
            bare, about=before.categories, earlier=tuple(c.field for c in before.constraints[::-1])
        )
    purpose, measures = _purposes(bare)
    negated = _negated(bare)
    excused, dropped = _excused(bare, negated)
    roles = replace(
        bare, negated=negated, purpose=purpose, of_purpose=measures, excused=excused, dropped=dropped
    )
    return replace(roles, categories=categories_of(roles, language))


def _is_target(piece: Piece) -> bool:
    return bool(piece.senses) or piece.mark("adjective", "sort") is not None


def _negated(scene: Scene) -> frozenset[int]:
    """Each negation turns the next target around, and the alternatives of the same field joined to it."""
    found: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("negation") and not _is_exception(scene, at):
            continue
        reach = range(at + 1, min(len(scene.pieces), at + 1 + _REACH))
        for first in reach:
            if scene.broken(first - 1, first) or scene.pieces[first].amount:
                break
            if _is_target(scene.pieces[first]):
                found |= set(_joined(scene, _attribute_of(scene, first)))
                break
    return frozenset(found)


def _is_exception(scene: Scene, at: int) -> bool:
    """The "but" of "any city but Bandung"."""
    if not _is_word_of(scene, at, "exceptions"):
        return False
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if scene.broken(before, before + 1):
            return False
        if scene.pieces[before].mark("any"):
            return True
    return False


def _is_word_of(scene: Scene, at: int, name: str) -> bool:
    """Whether a piece is a word of that list of the packs' `understanding.toml`."""
    piece = scene.pieces[at]
    said = scene.text[piece.start : piece.end].casefold()
    return any(said in pack.table("understanding").get(name, ()) for pack in scene.packs)


def _attribute_of(scene: Scene, target: int) -> int:
    """ "Bukan laptop gaming" asks for another laptop, not for something else than laptops: a kind followed by a
    value of its own is turned around in that value."""
    after = target + 1
    if (
        scene.pieces[target].is_a("category")
        and after < len(scene.pieces)
        and not scene.broken(target, after)
    ) and scene.pieces[after].is_a("value"):
        return after
    return target


def _joined(scene: Scene, first: int) -> Iterator[int]:
    """A target and those of the same field that follow it after "or", "and" or a comma; not what is wanted instead
    of it ("not horror but comedy", "bukan horor, komedi saja")."""
    yield first
    fields = {sense.field for sense in scene.pieces[first].senses}
    if scene.pieces[first].is_a("label"):
        yield from _labelled_value(scene, first, fields)
        return
    at = first + 1
    joined = parted = False
    while at < len(scene.pieces):
        piece = scene.pieces[at]
        # "Not Acme, the red one": a comma alone joins only what follows it at once.
        parted = scene.broken(at - 1, at) or (parted and not piece.mark("or", "and"))
        joined = joined or scene.broken(at - 1, at) or piece.mark("or", "and") is not None
        if _is_word_of(scene, at, "contrasts"):
            return
        if fields & {sense.field for sense in piece.senses} and joined:
            behind = at + 1 < len(scene.pieces) and not scene.broken(at, at + 1)
            if parted and behind and _is_word_of(scene, at + 1, "contrasts"):
                return
            yield at
            joined = False
        elif not piece.mark("or", "and", "negation", "stop") or (piece.mark("stop") and parted):
            return
        at += 1


def _labelled_value(scene: Scene, label: int, fields: set[str]) -> Iterator[int]:
    """ "not the brand Acme": the value after the label is what is turned around."""
    after = label + 1
    if after < len(scene.pieces) and not scene.broken(label, after):
        piece = scene.pieces[after]
        named = piece.is_a("value") or piece.is_a("category")
        if named and fields & {sense.field for sense in piece.senses}:
            yield from _joined(scene, after)


def _purposes(scene: Scene) -> tuple[frozenset[int], frozenset[int]]:
    """From each linking word to the next piece that begins a wish of its own, and the amounts that measure what
    stands there."""
    brands = set(scene.lexicon.standard.get("brand", ()))
    found: set[int] = set()
    measures: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("linking") or at in found:
            continue
        members = []
        for after in range(at + 1, min(len(scene.pieces), at + 1 + _LONGEST_PURPOSE)):
            if scene.broken(after - 1, after) or _begins_a_wish(scene, after, brands):
                break
            members.append(after)
        measures |= _measures_of(scene, members)
        thing = _thing_of_amount(scene, at, members)
        measures |= set(range(at + len(members) + 1, thing[0])) if thing else set()
        members += thing
        while members and scene.pieces[members[-1]].mark("stop", "and", "or", "with"):
            members.pop()
        if members:
            found |= {at, *members}
    return frozenset(found), frozenset(measures)


def _measures_of(scene: Scene, members: list[int]) -> set[int]:
    """ "Tas untuk laptop 15 inci": the amount right behind the thing that the linking word leads to."""
    if not members or not scene.pieces[members[-1]].is_a("category"):
        return set()
    after = members[-1] + 1
    if after == len(scene.pieces) or scene.broken(after - 1, after):
        return set()
    amount = scene.pieces[after].amount
    return {after} if isinstance(amount, Quantity) and amount.unit is not None else set()


def _thing_of_amount(scene: Scene, linking: int, members: list[int]) -> list[int]:
    """ "For my 15 inch laptop": the thing that an amount right behind the linking word measures."""
    if any(not scene.pieces[n].mark("stop") for n in members):
        return []
    at = linking + len(members) + 1
    amounts = at
    while amounts < len(scene.pieces) and scene.pieces[amounts].amount:
        amounts += 1
    if amounts == at or amounts == len(scene.pieces) or not scene.pieces[amounts].is_a("category"):
        return []
    return [amounts]


def _excused(scene: Scene, negated: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """What stands before "is fine" or "isn't needed" in its clause: wishes that nobody insists on, and no wishes."""
    soft: set[int] = set()
    dropped: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.mark("any") and _is_word_of(scene, at, "drops"):
            dropped |= {after for after in _unbound(scene, at) if scene.pieces[after].is_a("value")}
        mark = piece.mark("permit", "waive", "unbind")
        if mark is None:
            continue
        if mark.kind == "unbind":
            dropped |= set(_unbound(scene, at))
            continue
        for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
            if scene.broken(before, before + 1):
                break
            if scene.pieces[before].senses:
                (dropped if mark.kind == "waive" or before in negated else soft).add(before)
                break
    return frozenset(soft), frozenset(dropped)


def _unbound(scene: Scene, at: int) -> Iterator[int]:
    """ "Needn't be black": the target right behind; with none the words only soften what stands before."""
    for after in range(at + 1, min(len(scene.pieces), at + 1 + _REACH)):
        if scene.broken(after - 1, after) or scene.pieces[after].amount:
            return
        if scene.pieces[after].senses:
            yield after
            return


def _begins_a_wish(scene: Scene, at: int, brands: set[str]) -> bool:
    piece = scene.pieces[at]
    if piece.amount or piece.mark("negation", "sort", "linking", "hedge", "with", "budget", "any"):
        return True
    if piece.is_a("label"):
        # "For date night": what a field is called, with nothing said of it, is no wish about it.
        return any(scene.is_flag(sense.field) for sense in piece.senses) or _is_told_of(scene, at)
    return piece.is_a("value") and not brands & {sense.field for sense in piece.senses}


def _is_told_of(scene: Scene, label: int) -> bool:
    fields = {sense.field for sense in scene.pieces[label].senses}
    return any(
        scene.pieces[n].amount
        or scene.pieces[n].mark("adjective", "sort", "date")
        or isinstance(scene.pieces[n].payload, DateWish)
        or fields & {sense.field for sense in scene.pieces[n].senses}
        for n in scene.beside(label)
        if n > label
    )


def categories_of(scene: Scene, language: str) -> tuple[str, ...]:
    """The kinds of things asked for. Of two kinds in a row the head counts: a laptop bag is a bag."""
    spots = [
        at
        for at, piece in enumerate(scene.pieces)
        if piece.is_a("category")
        and at not in scene.negated
        and at not in scene.purpose
        and not all(sense.loose for sense in piece.senses)
    ]
    spots = [at for at in spots if at not in scene.other_kinds]
    heads: list[int] = []
    head_first = any(
        p.code == language and p.table("understanding").get("head") == "first" for p in scene.packs
    )
    for at in spots:
        if heads and heads[-1] == at - 1 and not scene.broken(at - 1, at):
            if not head_first:
                heads[-1] = at
            continue
        heads.append(at)
    whole = [at for at in heads if not all(sense.partial for sense in scene.pieces[at].senses)]
    named = [str(sense.value) for at in whole or heads for sense in _kinds(scene.pieces[at])]
    return tuple(dict.fromkeys(named))


def _kinds(piece: Piece) -> tuple[Sense, ...]:
    return tuple(sense for sense in piece.senses if sense.kind == "category")
