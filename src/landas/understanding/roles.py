"""The roles that the pieces of a text play for each other: what is turned around, what only says what for, what nobody
insists on, and which kinds of things are asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from landas.catalog.fields import Schema
from landas.language.comparisons import Comparison
from landas.language.pack import LanguagePack
from landas.language.quantities import Quantity
from landas.request.intent import Intent
from landas.understanding.dates import DateWish
from landas.understanding.knowledge import PIVOT
from landas.understanding.lexicon import Lexicon, Sense, phrase_key, word_key, words_of
from landas.understanding.pieces import Piece
from landas.understanding.scene import HARDLY, Scene

_REACH = 3
"""Pieces that may stand between a negation and what it turns around."""
_LONGEST_PURPOSE = 6


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
    bare = _with_rough_sums(_with_parts_as_values(bare)).without(_frames(bare) | _price_nouns(bare))
    purpose, measures = _purposes(bare)
    negated = _negated(bare)
    excused, dropped = _excused(bare, negated)
    roles = replace(
        bare, negated=negated, purpose=purpose, of_purpose=measures, excused=excused, dropped=dropped
    )
    return _with_fitting_values(replace(roles, categories=categories_of(roles, language)))


def _with_fitting_values(scene: Scene) -> Scene:
    """Without values of fields that hardly any thing of the kinds asked for has: the "external" of "external drive",
    which only cables are said to be, is a word of texts."""
    pieces = list(scene.pieces)
    for at, piece in enumerate(pieces):
        if not piece.is_a("value"):
            continue
        named = {name for _, name in scene.label_beside(at)}
        fitting = tuple(
            s
            for s in piece.senses
            if s.field in named or (share := scene.share(s.field)) is None or share >= HARDLY
        )
        if len(fitting) < len(piece.senses):
            pieces[at] = replace(piece, payload=fitting or None)
    return replace(scene, pieces=tuple(pieces))


def _frames(scene: Scene) -> set[int]:
    """The "allowed" of "pets allowed" where the label is "pets" alone: it says no more than the label does."""
    return {
        at
        for at, piece in enumerate(scene.pieces)
        if piece.payload is None
        and is_word_of(scene, at, "flag_frames")
        and any(scene.is_flag(s.field) for n in _labels_near(scene, at) for s in scene.pieces[n].senses)
    }


def _with_parts_as_values(scene: Scene) -> Scene:
    """The "ssd" of "ssd laptop" and "laptop with ssd": what a thing has, where a value is called so and a kind of thing
    only by its initials."""
    pieces = list(scene.pieces)
    for at, piece in enumerate(scene.pieces):
        said = word_key(scene.text[piece.start : piece.end])
        if not piece.is_a("category") or any(
            phrase_key(words_of(str(s.value))) == said for s in piece.senses
        ):
            continue
        senses = scene.lexicon.senses.get(said, ())
        values = tuple(s for s in senses if s.kind == "value" and not (s.needs_label or s.partial))
        behind = at + 1 < len(pieces) and scene.pieces[at + 1].is_a("category")
        had = at > 1 and scene.pieces[at - 1].mark("with") and any(p.is_a("category") for p in pieces[:at])
        if values and ((behind and not scene.broken(at, at + 1)) or had):
            pieces[at] = replace(piece, payload=values)
    return replace(scene, pieces=tuple(pieces))


def _with_rough_sums(scene: Scene) -> Scene:
    """The $700 of "in the $700 region", which is about so much."""
    pieces = list(scene.pieces)
    for noun in _price_nouns(scene):
        sum_said = pieces[noun - 1].amount
        if isinstance(sum_said, Quantity):
            pieces[noun - 1] = replace(pieces[noun - 1], payload=replace(sum_said, approximate=True))
    return replace(scene, pieces=tuple(pieces))


def _price_nouns(scene: Scene) -> set[int]:
    """The "bracket" of "the 30 to 60 dollar bracket", though brackets may be sold here."""
    return {
        at
        for at in range(1, len(scene.pieces))
        if (said := scene.pieces[at - 1].amount) is not None
        and said.currency is not None
        and is_word_of(scene, at, "price_nouns")
        and not scene.broken(at - 1, at)
    }


def _labels_near(scene: Scene, at: int) -> Iterator[int]:
    """Labels within a few pieces that only join: "smoking is not allowed"."""
    for step in (-1, 1):
        spot = at + step
        while 0 <= spot < len(scene.pieces) and abs(spot - at) <= _REACH:
            if scene.pieces[spot].is_a("label"):
                yield spot
            if not scene.pieces[spot].mark("stop", "negation", "with"):
                break
            spot += step


def _is_target(piece: Piece) -> bool:
    return bool(piece.senses) or piece.mark("adjective", "sort") is not None


def _negated(scene: Scene) -> frozenset[int]:
    """Each negation turns the next target around, and the alternatives of the same field joined to it."""
    found: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("negation") and not _is_exception(scene, at):
            continue
        reach = range(at + 1, min(len(scene.pieces), at + 1 + _REACH))
        if piece.last - piece.first > 1 and (not reach or scene.broken(at, at + 1)):
            found |= set(_flag_before(scene, at))
        for first in reach:
            if scene.broken(first - 1, first) or scene.pieces[first].amount:
                break
            if _is_target(scene.pieces[first]):
                found |= set(_joined(scene, _attribute_of(scene, first)))
                break
            if is_word_of(scene, first, "flag_frames"):
                found |= set(_flag_before(scene, at))
                break
    return frozenset(found)


def _flag_before(scene: Scene, negation: int) -> Iterator[int]:
    """ "Smoking is not allowed", "wifi tidak ada": what is denied stands in front; "tidak" alone only asks."""
    for at in range(negation - 1, max(-1, negation - 1 - _REACH), -1):
        if scene.broken(at, at + 1):
            return
        piece = scene.pieces[at]
        if piece.is_a("label") and any(scene.is_flag(sense.field) for sense in piece.senses):
            yield at
            return
        if not piece.mark("stop", "with"):
            return


def _is_exception(scene: Scene, at: int) -> bool:
    """The "but" of "any city but Bandung"."""
    if not is_word_of(scene, at, "exceptions"):
        return False
    for before in range(at - 1, max(-1, at - 1 - _REACH), -1):
        if scene.broken(before, before + 1):
            return False
        if scene.pieces[before].mark("any"):
            return True
    return False


def is_word_of(scene: Scene, at: int, name: str) -> bool:
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
    takes_back = is_held(scene, first)
    while at < len(scene.pieces):
        piece = scene.pieces[at]
        # "Not Acme, the red one": a comma alone joins only what follows it at once.
        parted = scene.broken(at - 1, at) or (parted and not piece.mark("or", "and"))
        joined = joined or scene.broken(at - 1, at) or piece.mark("or", "and") is not None
        if is_word_of(scene, at, "contrasts") or (takes_back and scene.broken(at - 1, at)):
            return
        if fields & {sense.field for sense in piece.senses} and joined:
            behind = at + 1 < len(scene.pieces) and not scene.broken(at, at + 1)
            if parted and behind and is_word_of(scene, at + 1, "contrasts"):
                return
            yield at
            joined = False
        elif not piece.mark("or", "and", "negation", "stop") or (piece.mark("stop") and parted):
            return
        at += 1


def is_held(scene: Scene, at: int) -> bool:
    """Whether a piece names a value that earlier turns wish for: "bukan Malang, Depok" puts another in its place."""
    held = {
        (wish.field, value)
        for wish in scene.earlier
        if wish.op in ("eq", "in")
        for value in (wish.value if isinstance(wish.value, tuple) else (wish.value,))
    }
    return any((sense.field, sense.value) in held for sense in scene.pieces[at].senses)


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
        if not piece.mark("linking") or at in found or _follows_a_budget(scene, at):
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


def _follows_a_budget(scene: Scene, linking: int) -> bool:
    """ "I have 900k for a room", "$200 for a monitor": a sum with no kind before it is for what is looked for;
    and so is a question for a field."""
    before = scene.pieces[:linking]
    if any(p.is_a("label") for p in before) and all(
        p.payload and not p.amount and _asks_only(p) for p in before
    ):
        return True
    if not before or any(piece.is_a("category") for piece in before):
        return False
    said = before[-1].amount
    if said is None:
        return before[-1].mark("budget") is not None
    if said.currency is not None or (isinstance(said, Comparison) and said.unit is None):
        return True
    prices = {field.name for field in scene.schema.fields.values() if field.type == "money"}
    return any(p.mark("budget") or (p.is_a("label") and p.senses[0].field in prices) for p in before)


def _asks_only(piece: Piece) -> bool:
    """ "What colours do you have for a mouse?": words that ask and the name of a field name no thing before it."""
    return piece.is_a("label") or piece.mark("stop", "filler", "any", "with", "and", "or") is not None


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
    while amounts < len(scene.pieces) and (said := scene.pieces[amounts].amount) and said.currency is None:
        amounts += 1
    if amounts == at or amounts == len(scene.pieces) or not scene.pieces[amounts].is_a("category"):
        return []
    return [amounts]


def _excused(scene: Scene, negated: frozenset[int]) -> tuple[frozenset[int], frozenset[int]]:
    """What stands before "is fine" or "isn't needed" in its clause: wishes that nobody insists on, and no wishes."""
    soft: set[int] = set()
    dropped: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.mark("any") and is_word_of(scene, at, "drops"):
            dropped |= {after for after in _unbound(scene, at) if scene.pieces[after].is_a("value")}
        if is_word_of(scene, at, "needless") and (denied := _denied_before(scene, at, negated)) is not None:
            dropped.add(denied)
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


def _denied_before(scene: Scene, at: int, negated: frozenset[int]) -> int | None:
    """ "No backlight needed": the denied target that such a word closes, which is then no wish at all."""
    return next(
        (n for n in range(at - 1, max(-1, at - 1 - _REACH), -1) if n in negated and not scene.broken(n, at)),
        None,
    )


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
    named = [str(sense.value) for at in whole or heads for sense in _kinds(scene.pieces[at], language)]
    return tuple(dict.fromkeys(named))


def _kinds(piece: Piece, language: str) -> tuple[Sense, ...]:
    """The kinds that a piece names; in a text of the pivot language not what a glossary makes of its words ("headset"),
    where some kind is called just so."""
    kinds = tuple(sense for sense in piece.senses if sense.kind == "category")
    own = tuple(sense for sense in kinds if not sense.translated)
    return own if language == PIVOT and own else kinds
