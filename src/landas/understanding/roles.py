"""The roles that the pieces of a text play for each other: what is turned around, what only says what for, what nobody
insists on, and which kinds of things are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import Schema
from landas.language.pack import LanguagePack
from landas.request.intent import Intent
from landas.understanding.knowledge import PIVOT
from landas.understanding.lexicon import Lexicon, Sense
from landas.understanding.pieces import Piece
from landas.understanding.purposes import purposes_of
from landas.understanding.rereading import read_again, with_fitting_values
from landas.understanding.scene import REACH, Scene


def scene_of(
    text: str,
    pieces: Sequence[Piece],
    lexicon: Lexicon,
    schema: Schema,
    packs: tuple[LanguagePack, ...],
    language: str,
    before: Intent | None = None,
    asked: str = "",
) -> Scene:
    bare = Scene(text, tuple(pieces), lexicon, schema, packs, frozenset(), frozenset(), asked=asked)
    if before is not None:
        bare = replace(bare, about=before.categories, earlier=before.constraints[::-1])
    bare = read_again(bare)
    purpose, measures = purposes_of(bare)
    negated = _negated(bare)
    excused, dropped = _excused(bare, negated)
    roles = replace(
        bare, negated=negated, purpose=purpose, of_purpose=measures, excused=excused, dropped=dropped
    )
    return with_fitting_values(replace(roles, categories=categories_of(roles, language)))


def _is_target(piece: Piece) -> bool:
    return bool(piece.senses) or piece.mark("adjective", "sort") is not None


def _negated(scene: Scene) -> frozenset[int]:
    """Each negation turns the next target around, and the alternatives of the same field joined to it."""
    found: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.mark("refuse"):
            found |= set(_refused_before(scene, at))
        if not piece.mark("negation") and not _is_exception(scene, at):
            continue
        reach = range(at + 1, min(len(scene.pieces), at + 1 + REACH))
        if piece.last - piece.first > 1 and (not reach or scene.broken(at, at + 1)):
            found |= set(_flag_before(scene, at)) or set(_refused_before(scene, at))
        elif scene.is_word_of(at, "refuses_before") and (not reach or scene.broken(at, at + 1)):
            found |= set(_refused_before(scene, at))
        for first in reach:
            if scene.broken(first - 1, first) or scene.pieces[first].amount:
                break
            if _is_target(scene.pieces[first]):
                found |= set(_joined(scene, _attribute_of(scene, first)))
                break
            if scene.is_word_of(first, "flag_frames"):
                found |= set(_flag_before(scene, at))
                break
        else:
            found |= set(_flag_before(scene, at)) if scene.is_word_of(at, "spares") else set()
    return frozenset(found)


def _refused_before(scene: Scene, refusal: int) -> Iterator[int]:
    """ "Samsung and LG are out", "merah jangan": values named before words that refuse them and end their clause.
    What stands before a comma is one of them only in a list ("Samsung, LG and Sony")."""
    closes = refusal + 1 == len(scene.pieces) or scene.broken(refusal, refusal + 1)
    if not closes and not scene.pieces[refusal + 1].mark("and"):
        return
    fields: set[str] = set()
    joined = False
    for at in range(refusal - 1, -1, -1):
        piece = scene.pieces[at]
        own = {sense.field for sense in piece.senses}
        if not joined and scene.broken(at, at + 1):
            return
        joined = joined or piece.mark("or", "and") is not None
        if piece.is_a("value") and (not fields or own & fields):
            fields = fields or own
            yield at
        elif not piece.mark("or", "and", "stop"):
            return


def _flag_before(scene: Scene, negation: int) -> Iterator[int]:
    """ "Smoking is not allowed", "wifi tidak ada": what is denied stands in front; "tidak" alone only asks."""
    for at in range(negation - 1, max(-1, negation - 1 - REACH), -1):
        if scene.broken(at, at + 1):
            return
        piece = scene.pieces[at]
        if _is_flag(scene, at):
            yield at
            return
        if not piece.mark("stop", "with"):
            return


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
    of it ("not horror but comedy", "bukan horor, komedi saja")."""
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
            behind = at + 1 < len(scene.pieces) and not scene.broken(at, at + 1)
            if parted and behind and scene.is_word_of(at + 1, "contrasts"):
                return
            yield at
            joined = False
        elif not piece.mark("or", "and", "negation", "stop") or (piece.mark("stop") and parted):
            return
        at += 1


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


def _excused(scene: Scene, negated: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """What stands before "is fine" or "isn't needed" in its clause: wishes that nobody insists on, and no wishes."""
    soft: set[int] = set()
    dropped: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.mark("any") and scene.is_word_of(at, "drops"):
            dropped |= {n for n in _unbound(scene, at) if scene.pieces[n].is_a("value") or _is_flag(scene, n)}
        if scene.is_word_of(at, "spares"):
            named = {*_unbound(scene, at), *_flag_before(scene, at)} & negated
            dropped |= {n for n in named if _is_flag(scene, n)}
        if scene.is_word_of(at, "needless") and (denied := _denied_before(scene, at, negated)) is not None:
            dropped.add(denied)
        mark = piece.mark("permit", "waive", "unbind")
        if mark is None:
            continue
        if mark.kind == "unbind":
            behind = set(_unbound(scene, at))
            dropped |= behind or set(_flag_before(scene, at))
            continue
        for before in range(at - 1, max(-1, at - 1 - REACH), -1):
            if scene.broken(before, before + 1):
                break
            if scene.pieces[before].senses:
                (dropped if mark.kind == "waive" or before in negated else soft).add(before)
                break
    return frozenset(soft), frozenset(dropped)


def _is_flag(scene: Scene, at: int) -> bool:
    """Whether a piece names a yes-or-no field."""
    piece = scene.pieces[at]
    return piece.is_a("label") and any(scene.is_flag(sense.field) for sense in piece.senses)


def _denied_before(scene: Scene, at: int, negated: frozenset[int]) -> int | None:
    """ "No backlight needed": the denied target that such a word closes, which is then no wish at all."""
    return next(
        (n for n in range(at - 1, max(-1, at - 1 - REACH), -1) if n in negated and not scene.broken(n, at)),
        None,
    )


def _unbound(scene: Scene, at: int) -> Iterator[int]:
    """ "Needn't be black": the target right behind; with none the words only soften what stands before."""
    for after in range(at + 1, min(len(scene.pieces), at + 1 + REACH)):
        if scene.broken(after - 1, after) or scene.pieces[after].amount:
            return
        if scene.pieces[after].senses:
            yield after
            return


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
    named = [str(sense.value) for at in whole or heads for sense in _kinds(scene.pieces[at], language)]
    return tuple(dict.fromkeys(named))


def _kinds(piece: Piece, language: str) -> tuple[Sense, ...]:
    """The kinds that a piece names; in a text of the pivot language not what a glossary makes of its words ("headset"),
    where some kind is called just so."""
    kinds = tuple(sense for sense in piece.senses if sense.kind == "category")
    own = tuple(sense for sense in kinds if not sense.translated)
    return own if language == PIVOT and own else kinds
