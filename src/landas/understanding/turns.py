"""What a turn is besides its wishes: what it takes back, how it stands to earlier turns, whether it only talks."""

from collections.abc import Collection, Iterable

from landas.language.tokens import tokenize
from landas.request.intent import IntentType, Manner
from landas.understanding.marks import plain_key, suggesting
from landas.understanding.pieces import Piece
from landas.understanding.scene import Scene


def released(scene: Scene) -> Iterable[str]:
    """Fields whose earlier wish is taken back: "any colour", "harga bebas", "no price limit", "needn't be black"."""
    for at, piece in enumerate(scene.pieces):
        if piece.mark("any", "permit"):
            names = [name for _, name in scene.label_beside(at)]
            yield from (n for n in names if piece.mark("any") or not scene.is_flag(n))
        if at in scene.dropped:
            yield from {sense.field for sense in piece.senses}
        if at in scene.negated and piece.is_a("label") and not _has_value(scene, at):
            fields = [f for s in piece.senses if (f := scene.schema.fields.get(s.field))]
            yield from (field.name for field in fields if field.type != "flag")


def let_go_of(scene: Scene, several: Collection[str]) -> Iterable[tuple[str, str]]:
    """ "Drop the comedy": one of the values of a field that may have several."""
    for at in sorted(scene.dropped):
        senses = scene.pieces[at].senses
        yield from ((s.field, str(s.value)) for s in senses if s.kind == "value" and s.field in several)


def _has_value(scene: Scene, label: int) -> bool:
    """Whether what a label names is said beside it."""
    fields = {sense.field for sense in scene.pieces[label].senses}
    return any(
        scene.pieces[at].amount
        or fields & {s.field for s in scene.pieces[at].senses}
        or scene.pieces[at].mark("adjective")
        for at in scene.beside(label)
    )


def manner_of(scene: Scene) -> Manner:
    """How a turn stands to the ones before: by words for it, or by the "or" that it begins with."""
    meaning = [p for p in scene.pieces if not p.mark("stop", "filler")]
    if any(p.mark("afresh") for p in meaning):
        return "afresh"
    if _denies_first(scene):
        return "correct"
    if any(p.mark("instead") for p in scene.pieces) and not any(p.mark("also") for p in scene.pieces):
        return "instead"
    if meaning and (meaning[0].mark("or") or any(p.mark("also", "permit") for p in scene.pieces)):
        return "also"
    return "refine"


def _denies_first(scene: Scene) -> bool:
    """ "No, …" where no question was asked, to which that would be the answer."""
    first = scene.pieces[0] if scene.earlier and len(scene.pieces) > 1 and not scene.asked else None
    return first is not None and first.mark("negation") is not None and scene.broken(0, 1)


def intent_type_of(scene: Scene, *, wishes: bool) -> IntentType:
    """`wishes`: whether anything definite is wished for."""
    if any(piece.mark("compare") for piece in scene.pieces):
        return "compare"
    if wishes or not scene.pieces or not all(_only_talks(piece) for piece in scene.pieces):
        return "find"
    asking = suggesting(scene.packs)
    if any(plain_key(token.text) in asking for token in tokenize(scene.text)):
        return "recommend"
    return "greeting" if any(p.mark("greeting") for p in scene.pieces) else "other"


def _only_talks(piece: Piece) -> bool:
    return piece.mark("greeting", "stop", "filler", "degree", "any", "correct") is not None
