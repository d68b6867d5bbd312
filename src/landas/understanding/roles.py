"""The roles that the pieces of a text play for each other: what is turned around, what only says what for, what nobody
insists on, and which kinds of things are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import Schema
from landas.language.pack import LanguagePack
from landas.request.intent import Intent
from landas.understanding.lexicon.lexicon import Lexicon
from landas.understanding.named.purposes import purposes_of
from landas.understanding.named.ranked_values import ranked_values
from landas.understanding.named.refusals import refusals_of
from landas.understanding.pieces.knowledge import PIVOT
from landas.understanding.pieces.pieces import Piece
from landas.understanding.rereading import read_again, with_fitting_values, with_own_kinds
from landas.understanding.scene.clauses import closes_clause, flags_before, is_flag, listed_before
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.scene.stances import is_stance
from landas.understanding.turns.taking_back import refused_instead, taken_back


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
    bare = with_own_kinds(bare, pivot=language == PIVOT)
    purpose, measures = purposes_of(bare)
    refusals = refusals_of(bare, language)
    excused, dropped = _excused(bare, refusals.refused)
    taken = taken_back(bare, refusals.refused)
    removed = refused_instead(bare, taken)
    dropped |= taken - removed
    dropped |= _named_again(bare, taken)
    preferred, outranked = ranked_values(bare)
    roles = replace(
        bare,
        negated=(refusals.refused | removed) - outranked,
        purpose=purpose,
        of_purpose=measures,
        excused=excused | preferred,
        dropped=dropped | refusals.spared | outranked,
    )
    return with_fitting_values(replace(roles, categories=categories_of(roles, language)))


def _named_again(scene: Scene, taken: frozenset[int]) -> frozenset[int]:
    """ "The dog stays at home, so forget about pets": other names of a yes-or-no field that the turn takes back."""
    fields = {sense.field for at in taken if is_flag(scene, at) for sense in scene.pieces[at].senses}
    flags = (at for at in range(len(scene.pieces)) if is_flag(scene, at))
    return frozenset(at for at in flags if fields & {sense.field for sense in scene.pieces[at].senses})


def _excused(scene: Scene, negated: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """What stands before "is fine" or "isn't needed" in its clause: wishes that nobody insists on, and no wishes."""
    soft: set[int] = set()
    dropped: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if scene.is_word_of(at, "spares"):
            named = {*_unbound(scene, at), *flags_before(scene, at)} & negated
            dropped |= {n for n in named if is_flag(scene, n)}
        if scene.is_word_of(at, "needless") and (denied := _denied_before(scene, at, negated)) is not None:
            dropped.add(denied)
        soft |= set(_permitted(scene, at, negated))
        mark = piece.mark("permit", "waive", "unbind")
        if mark is None:
            continue
        if mark.kind == "unbind":
            behind = set(_unbound(scene, at))
            dropped |= behind or set(flags_before(scene, at))
            if not behind and closes_clause(scene, at):
                dropped |= set(listed_before(scene, at))
            continue
        before = _named_before(scene, at)
        if before is not None:
            (dropped if mark.kind == "waive" or before in negated else soft).add(before)
        elif mark.kind == "waive" and closes_clause(scene, at):
            dropped |= set(listed_before(scene, at, answers=True))
        elif mark.kind == "waive":
            dropped |= set(_unbound(scene, at))
    return frozenset(soft), frozenset(dropped)


def _named_before(scene: Scene, at: int) -> int | None:
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        if scene.broken(before, before + 1):
            return None
        if scene.pieces[before].senses:
            return before
    return None


def _permitted(scene: Scene, at: int, negated: frozenset[int]) -> Iterator[int]:
    """ "Boleh putri": the value right behind; "no red, blue ok": the one before, where others of its field are
    refused."""
    behind = at + 1
    if (
        behind < len(scene.pieces)
        and scene.pieces[behind].is_a("value")
        and is_stance(scene, at, "permitted", "direct")
        and not scene.broken(at, behind)
    ):
        yield behind
    if not is_stance(scene, at, "permitted", "closing") or not closes_clause(scene, at):
        return
    value = next((n for n in range(at - 1, -1, -1) if not scene.pieces[n].mark("stop")), at)
    refused = {sense.field for n in negated if n < value for sense in scene.pieces[n].senses}
    if value in negated or scene.broken(value, at) or not scene.pieces[value].is_a("value"):
        return
    if scene.pieces[value].senses[0].field in refused:
        yield value


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
            yield from _value_of(scene, after)
            return


def _value_of(scene: Scene, label: int) -> Iterator[int]:
    """The value right behind the label of its field: "don't mind the colour black"."""
    behind = label + 1
    if scene.pieces[label].is_a("label") and behind < len(scene.pieces) and not scene.broken(label, behind):
        fields = {sense.field for sense in scene.pieces[label].senses}
        named = scene.pieces[behind].is_a("value")
        yield from (behind for sense in scene.pieces[behind].senses[:1] if named and sense.field in fields)


def categories_of(scene: Scene, language: str) -> tuple[str, ...]:
    """The kinds of things asked for. Of two kinds in a row the head counts: a laptop bag is a bag."""
    spots = [
        at
        for at, piece in enumerate(scene.pieces)
        if piece.is_a("category")
        and at not in scene.negated
        and at not in scene.purpose
        and at not in scene.dropped
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
    named = [str(s.value) for at in whole or heads for s in scene.pieces[at].senses if s.kind == "category"]
    return tuple(dict.fromkeys(named))
