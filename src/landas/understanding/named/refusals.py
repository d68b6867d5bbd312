"""What a text refuses: the targets that its denials turn around, before or behind them, and how far they reach."""

from collections.abc import Iterator
from dataclasses import dataclass

from landas.language.comparisons import Comparison
from landas.understanding.named.aversions import averse_at, disliked, is_turned
from landas.understanding.pieces.dates import DateWish
from landas.understanding.scene.clauses import (
    closes_clause,
    flags_before,
    is_target,
    is_told_of_wish,
    listed_before,
)
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.scene.stances import closings_of, is_stance, said_at, stance_phrases
from landas.understanding.words.marks import Mark, marks_of

_SENTENCE = 3
"""Words of a refusal behind a value that say enough, whatever follows."""
_IDLE = 6
"""Idle words between a denial and what it denies that don't count."""
_BETWEEN_DENIALS = 5
"""Pieces from one denial to another that it denies in turn: "I won't take a van without a service history"."""


@dataclass(frozen=True, slots=True)
class Refusals:
    """Places of the pieces that are refused, and of those whose dislike is denied, which are no wish at all."""

    refused: frozenset[int]
    spared: frozenset[int]


def refusals_of(scene: Scene, language: str) -> Refusals:
    """Each denial turns the next target around, and the alternatives of the same field joined to it; a denial of a
    denial turns nothing around."""
    averse = averse_at(scene)
    denials = [
        at
        for at in range(len(scene.pieces))
        if _is_denial(scene, at, language) and not _turns_a_dislike(scene, at, averse)
    ]
    undone, outer = _undone(scene, denials)
    refused: set[int] = set()
    for at in denials:
        if at not in undone and at not in outer:
            refused |= set(_refused_by(scene, at))
    spared = {n for at in undone if _is_dislike(scene, at) for n in _behind(scene, at)}
    for at, piece in enumerate(scene.pieces):
        if piece.mark("refuse") and at not in denials:
            refused |= set(_refused_before(scene, at))
        if is_stance(scene, at, "unwanted", "glued") and scene.text[piece.start - 1 : piece.start] == "-":
            refused |= set(listed_before(scene, at))
        refused |= set(_enclosed(scene, at))
    refused |= set(disliked(scene, averse))
    refused |= {n for at in range(len(scene.pieces)) for n in _told_before(scene, at)}
    return Refusals(frozenset(refused - spared), frozenset(spared))


def _turns_a_dislike(scene: Scene, at: int, averse: frozenset[int]) -> bool:
    """ "Never" of "I never regretted buying Acme", which speaks well of it."""
    return any(at < n <= at + REACH and is_turned(scene, n) for n in averse)


def _told_before(scene: Scene, at: int) -> Iterator[int]:
    """ "Red is too loud, so skip it": what the clause before is about, where a refusal has a clause of its own
    in which it names nothing. That clause begins with what it is about, and tells of it what nothing explains."""
    if not scene.pieces[at].mark("refuse", "negation", "take"):
        return
    last = next((n for n in range(at + 1, len(scene.pieces)) if scene.broken(n - 1, n)), len(scene.pieces))
    first = next((n for n in range(at, 0, -1) if scene.broken(n - 1, n)), 0)
    clause = scene.pieces[first:last]
    if first == 0 or any(is_target(p) or p.amount or p.mark("any", "permit") for p in clause):
        return
    start = next((n for n in range(first - 1, 0, -1) if scene.broken(n - 1, n)), 0)
    told = next((n for n in range(start, first) if not scene.pieces[n].mark("stop", "filler")), first)
    if told == first or not scene.pieces[told].is_a("value"):
        return
    rest = scene.pieces[told + 1 : first]
    explained = not any(p.payload is None or p.mark("degree", "adjective") for p in rest)
    if not explained and not any(p.is_a("value") or p.amount or p.mark("negation") for p in rest):
        yield told


def _enclosed(scene: Scene, opening: int) -> Iterator[int]:
    """ "Leave Acme out": the values or kinds between two words that refuse them together."""
    closings = closings_of(scene, opening)
    for at in range(opening + 2, min(len(scene.pieces), opening + 2 + REACH) if closings else 0):
        if said_at(scene, at) in closings:
            yield from listed_before(scene, at, answers=True)
            return
        if scene.broken(at - 1, at):
            return


def _is_denial(scene: Scene, at: int, language: str) -> bool:
    """Some words are others in another language, where they stand within a clause: the "males" of "for males"."""
    if _is_exception(scene, at):
        return True
    piece = scene.pieces[at]
    if not piece.mark("negation", "refuse") or (piece.mark("refuse") and not _also_denies(scene, at)):
        return False
    others = [pack for pack in scene.packs if pack.code != language]
    if at == 0 or scene.broken(at - 1, at):
        return True
    return said_at(scene, at) not in stance_phrases(others, "unwanted", "in_own_language")


def _also_denies(scene: Scene, at: int) -> bool:
    """Whether words that refuse what stands before them also deny what follows: "skip"."""
    return Mark("negation") in marks_of(scene.packs).phrases.get(said_at(scene, at), ())


def _undone(scene: Scene, denials: list[int]) -> tuple[frozenset[int], frozenset[int]]:
    """The denials that another one denies, and those others: "not without wifi", "bukan nggak suka"."""
    undone: set[int] = set()
    outer: set[int] = set()
    for first in denials:
        inner = _next_denial(scene, first, denials)
        if inner is None or first in undone:
            continue
        lacks = is_stance(scene, inner, "unwanted", "lacks")
        if lacks or (_is_dislike(scene, inner) and is_stance(scene, first, "unwanted", "undone")):
            undone.add(inner)
            outer.add(first)
    return frozenset(undone), frozenset(outer)


def _next_denial(scene: Scene, first: int, denials: list[int]) -> int | None:
    """The next denial in the clause, where nothing stands between but idle words and at most the kind of thing that
    lacks something."""
    kinds = 0
    for at in range(first + 1, min(len(scene.pieces), first + 1 + _BETWEEN_DENIALS)):
        piece = scene.pieces[at]
        if scene.broken(at - 1, at) or piece.mark("and", "or") or piece.amount:
            return None
        if at in denials:
            return at
        kinds += piece.is_a("category")
        if is_target(piece) and (not piece.is_a("category") or kinds > 1):
            return None
    return None


def _is_dislike(scene: Scene, at: int) -> bool:
    return is_stance(scene, at, "unwanted", "dislikes")


def _refused_by(scene: Scene, at: int) -> Iterator[int]:
    """What a denial refuses: what follows it in its clause, else what stands before it where it closes the clause."""
    piece = scene.pieces[at]
    closes = closes_clause(scene, at)
    if piece.mark("refuse") and (before := list(_refused_before(scene, at))):
        yield from before
        return
    if closes and piece.last - piece.first > 1:
        yield from set(flags_before(scene, at)) or set(_refused_before(scene, at))
    elif closes and _may_close(scene, at):
        yield from _refused_before(scene, at)
    yield from _behind(scene, at)


def _may_close(scene: Scene, at: int) -> bool:
    """One word that refuses what stands before it, rather than asks: "merah jangan", "green? No." """
    return (
        scene.is_word_of(at, "refuses_before")
        or is_stance(scene, at, "unwanted", "closing")
        or _answers(scene, at)
    )


def _behind(scene: Scene, at: int) -> Iterator[int]:
    """The next target in the clause and what is joined to it; or the yes-or-no field before a frame ("is not allowed")
    or before what nobody needs."""
    between = 0
    for first in range(at + 1, len(scene.pieces)):
        if scene.broken(first - 1, first) or scene.pieces[first].amount or between == REACH:
            break
        # Idle words add nothing to the way: "don't let it be a", as far as one clause has of them.
        between += 1 if first - at > _IDLE or not scene.pieces[first].mark("stop") else 0
        if is_target(scene.pieces[first]):
            if scene.pieces[first].is_a("category") and _is_limited(scene, first):
                return
            yield from _joined(scene, _attribute_of(scene, first))
            return
        if scene.is_word_of(first, "flag_frames"):
            yield from flags_before(scene, at)
            return
    if scene.is_word_of(at, "spares"):
        yield from flags_before(scene, at)


def _is_limited(scene: Scene, kind: int) -> bool:
    """The "phones" of "no phones over 500", "no houses before 1990": what is refused is the limit right behind."""
    for after in range(kind + 1, len(scene.pieces)):
        piece = scene.pieces[after]
        if scene.broken(after - 1, after):
            return False
        if isinstance(piece.payload, Comparison | DateWish):
            return True
        if not piece.mark("stop", "with"):
            return False
    return False


def _answers(scene: Scene, at: int) -> bool:
    """Whether a piece is a clause of its own behind what is asked about, or behind nothing but that: "Nuvora? No
    thanks", "Nuvora, nah"."""
    if at == 0:
        return False
    asked = "?" in scene.text[scene.pieces[at - 1].end : scene.pieces[at].start]
    return asked or (at == 1 and scene.pieces[0].is_a("value") and scene.broken(0, 1))


def _refused_before(scene: Scene, refusal: int) -> Iterator[int]:
    """ "Samsung and LG are out", "merah jangan": what is named before words that refuse it and end their clause.
    What stands before a comma is one of them only in a list ("Samsung, LG and Sony")."""
    joins = refusal + 1 < len(scene.pieces) and scene.pieces[refusal + 1].mark("and")
    # A whole sentence about it needs no end: "Nuvora let me down twice".
    tells = len(said_at(scene, refusal)) >= _SENTENCE
    if is_told_of_wish(scene, refusal):
        return
    if tells or joins or closes_clause(scene, refusal):
        yield from listed_before(scene, refusal, answers=_answers(scene, refusal))


def _is_exception(scene: Scene, at: int) -> bool:
    """The "but" of "any city but Bandung"."""
    if not scene.is_word_of(at, "exceptions"):
        return False
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        if scene.broken(before, before + 1):
            return False
        if scene.pieces[before].mark("any"):
            return True
    return False


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
    of it ("not horror but comedy", "bukan horor, komedi saja") or is permitted ("no red, blue is fine")."""
    yield first
    fields = {sense.field for sense in scene.pieces[first].senses}
    if scene.pieces[first].is_a("label"):
        yield from _labelled_value(scene, first, fields)
        return
    at = first + 1
    joined = parted = False
    takes_back = is_held(scene, first)
    while at < len(scene.pieces):
        piece = scene.pieces[at]
        # "Not Acme, the red one": a comma alone joins only what follows it at once.
        parted = scene.broken(at - 1, at) or (parted and not piece.mark("or", "and"))
        joined = joined or scene.broken(at - 1, at) or piece.mark("or", "and") is not None
        if scene.is_word_of(at, "contrasts") or (takes_back and scene.broken(at - 1, at)):
            return
        if fields & {sense.field for sense in piece.senses} and joined:
            if parted and _is_wanted_by(scene, at):
                return
            yield at
            joined = False
        elif not piece.mark("or", "and", "negation", "stop") or (piece.mark("stop") and parted):
            return
        at += 1


def _is_wanted_by(scene: Scene, value: int) -> bool:
    """Whether what follows a value says that it is wanted or permitted: "no red, blue is fine"."""
    at = value + 1
    while at < len(scene.pieces) - 1 and scene.pieces[at].mark("stop") and not scene.broken(at - 1, at):
        if scene.is_word_of(at, "contrasts") or _closes_as_wanted(scene, at):
            return True
        at += 1
    if at >= len(scene.pieces) or scene.broken(at - 1, at):
        return False
    permits = scene.pieces[at].mark("permit", "hedge") is not None
    return permits or scene.is_word_of(at, "contrasts") or _closes_as_wanted(scene, at)


def _closes_as_wanted(scene: Scene, at: int) -> bool:
    stances = ("permitted", "wanted")
    return any(is_stance(scene, at, stance, "closing") for stance in stances) and closes_clause(scene, at)


def is_held(scene: Scene, at: int) -> bool:
    """Whether a piece names a value that earlier turns wish for: "bukan Malang, Depok" puts another in its place."""
    held = {(wish.field, value) for wish in scene.earlier if wish.op in ("eq", "in") for value in wish.values}
    return any((sense.field, sense.value) in held for sense in scene.pieces[at].senses)


def _labelled_value(scene: Scene, label: int, fields: set[str]) -> Iterator[int]:
    """ "not the brand Acme": the value after the label is what is turned around."""
    after = label + 1
    if after < len(scene.pieces) and not scene.broken(label, after):
        piece = scene.pieces[after]
        named = piece.is_a("value") or piece.is_a("category")
        if named and fields & {sense.field for sense in piece.senses}:
            yield from _joined(scene, after)
