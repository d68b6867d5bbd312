"""Pieces that their neighbours give another meaning, read again before roles are told: the "ssd" of "ssd laptop", the
$700 of "in the $700 region"."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from landas.language.quantities import Quantity
from landas.understanding.lexicon.lexicon import phrase_key, word_key, words_of
from landas.understanding.pieces.pieces import Payload
from landas.understanding.scene.scene import HARDLY, REACH, Scene


def read_again(scene: Scene) -> Scene:
    """The scene before roles."""
    scene = _with_payloads(scene, _parts_as_values(scene) | _held_values(scene))
    price_nouns = _price_nouns(scene)
    scene = _with_payloads(scene, _rough_sums(scene, price_nouns))
    return scene.without(_frames(scene) | price_nouns | _counters(scene) | _praise(scene))


def with_fitting_values(scene: Scene) -> Scene:
    """Without values of fields that hardly any thing of the kinds asked for has: the "external" of "external drive",
    which only cables are said to be, is a word of texts."""
    fitting: dict[int, Payload | None] = {}
    for at, piece in enumerate(scene.pieces):
        if not piece.is_a("value"):
            continue
        named = {name for _, name in scene.label_beside(at)}
        senses = tuple(
            s
            for s in piece.senses
            if s.field in named or (share := scene.share(s.field)) is None or share >= HARDLY
        )
        if len(senses) < len(piece.senses):
            fitting[at] = senses or None
    return _with_payloads(scene, fitting)


def with_own_kinds(scene: Scene, *, pivot: bool) -> Scene:
    """Without what a glossary makes of the name of a kind ("headset", "hotel"), where some kind is called just so: in a
    text of the pivot language, and where the catalogue itself says what kinds there are."""
    own: dict[int, Payload | None] = {}
    if pivot or scene.schema.category_field is not None:
        for at, piece in enumerate(scene.pieces):
            kinds = tuple(sense for sense in piece.senses if not sense.translated)
            if piece.is_a("category") and kinds:
                own[at] = kinds
    return _with_payloads(scene, own)


def _with_payloads(scene: Scene, payloads: Mapping[int, Payload | None]) -> Scene:
    pieces = (replace(p, payload=payloads[at]) if at in payloads else p for at, p in enumerate(scene.pieces))
    return replace(scene, pieces=tuple(pieces)) if payloads else scene


def _frames(scene: Scene) -> set[int]:
    """The "allowed" of "pets allowed" where the label is "pets" alone: it says no more than the label does."""
    return {
        at
        for at, piece in enumerate(scene.pieces)
        if piece.payload is None
        and scene.is_word_of(at, "flag_frames")
        and any(scene.is_flag(s.field) for n in _labels_near(scene, at) for s in scene.pieces[n].senses)
    }


def _counters(scene: Scene) -> set[int]:
    """The "buah" of "2 buah port HDMI": what is counted follows."""
    return {
        at
        for at in range(1, len(scene.pieces) - 1)
        if scene.pieces[at].payload is None
        and scene.pieces[at - 1].amount is not None
        and scene.pieces[at + 1].is_a("label")
        and scene.is_counter(at)
        and not scene.broken(at - 1, at)
    }


def _parts_as_values(scene: Scene) -> dict[int, Payload | None]:
    """The "ssd" of "ssd laptop" and "laptop with ssd": what a thing has, where a value is called so and a kind of thing
    only by its initials."""
    found: dict[int, Payload | None] = {}
    pieces = scene.pieces
    for at, piece in enumerate(pieces):
        said = word_key(scene.text[piece.start : piece.end])
        if not piece.is_a("category") or any(
            phrase_key(words_of(str(s.value))) == said for s in piece.senses
        ):
            continue
        senses = scene.lexicon.senses.get(said, ())
        values = tuple(s for s in senses if s.kind == "value" and not (s.needs_label or s.partial))
        behind = at + 1 < len(pieces) and pieces[at + 1].is_a("category")
        # A kind before it that was itself read as what a thing has is none.
        kinds_before = any(p.is_a("category") for n, p in enumerate(pieces[:at]) if n not in found)
        had = at > 1 and pieces[at - 1].mark("with") and kinds_before
        if values and ((behind and not scene.broken(at, at + 1)) or had):
            found[at] = values
    return found


def _held_values(scene: Scene) -> dict[int, Payload | None]:
    """The "sedang" ("medium", and "just now") of "kalau yang sedang?" after a wish of its field: a common word that is
    a value, where it closes what a relative word opens."""
    fields = {scene.asked, *(wish.field for wish in scene.earlier)}
    found: dict[int, Payload | None] = {}
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("stop") or not _follows_relative(scene, at):
            continue
        closes = (
            at + 1 == len(scene.pieces) or scene.broken(at, at + 1) or scene.pieces[at + 1].mark("instead")
        )
        senses = scene.lexicon.senses.get(word_key(scene.text[piece.start : piece.end]), ())
        values = tuple(s for s in senses if s.kind == "value" and not s.partial and s.field in fields)
        if closes and values:
            found[at] = values
    return found


def _follows_relative(scene: Scene, at: int) -> bool:
    before = scene.text[: scene.pieces[at].start].casefold().split()
    tables = (pack.table("understanding").get("questions", {}) for pack in scene.packs)
    return any(before[-1:] == [word] for table in tables for word in table.get("relatives", ()))


def _praise(scene: Scene) -> set[int]:
    """ "Good. I'll book it.": a sentence of nothing but praise is of what was shown, and wishes for nothing."""
    if not scene.pieces or not (scene.earlier or scene.about):
        return set()
    ends = [at for at in range(len(scene.pieces)) if _ends_sentence(scene, at)]
    starts = [0, *(at + 1 for at in ends[:-1])]
    found: set[int] = set()
    for first, last in zip(starts, ends, strict=True):
        spots = range(first, last + 1)
        said = [
            scene.pieces[n] for n in spots if not scene.pieces[n].mark("stop", "filler", "degree", "greeting")
        ]
        marks = [piece.mark("adjective") for piece in said]
        if len(ends) > 1 and said and all(m and m.about == "rating" and m.degree == "plain" for m in marks):
            found |= set(spots)
    return found


def _ends_sentence(scene: Scene, at: int) -> bool:
    if at + 1 == len(scene.pieces):
        return True
    between = scene.text[scene.pieces[at].end : scene.pieces[at + 1].start]
    return any(mark in between for mark in ".!?")


def _rough_sums(scene: Scene, price_nouns: set[int]) -> dict[int, Payload | None]:
    """The $700 of "in the $700 region", which is about so much."""
    return {
        noun - 1: replace(sum_said, approximate=True)
        for noun in price_nouns
        if isinstance(sum_said := scene.pieces[noun - 1].amount, Quantity)
    }


def _price_nouns(scene: Scene) -> set[int]:
    """The "bracket" of "the 30 to 60 dollar bracket", though brackets may be sold here."""
    return {
        at
        for at in range(1, len(scene.pieces))
        if (said := scene.pieces[at - 1].amount) is not None
        and said.currency is not None
        and scene.is_word_of(at, "price_nouns")
        and not scene.broken(at - 1, at)
    }


def _labels_near(scene: Scene, at: int) -> Iterator[int]:
    """Labels within a few pieces that only join: "smoking is not allowed"."""
    for step in (-1, 1):
        spot = at + step
        while 0 <= spot < len(scene.pieces) and abs(spot - at) <= REACH:
            if scene.pieces[spot].is_a("label"):
                yield spot
            if not scene.pieces[spot].mark("stop", "negation", "with"):
                break
            spot += step
