"""What a turn is besides its wishes: what it takes back, how it stands to earlier turns, whether it only talks."""

from collections.abc import Collection, Iterable

from landas.language.tokens import tokenize, word_keys
from landas.request.intent import IntentType, Manner
from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import Scene
from landas.understanding.turns.taking_back import fields_of_number, vague_field
from landas.understanding.words.marks import plain_key, suggesting


def released(scene: Scene) -> Iterable[str]:
    """Fields whose earlier wish is taken back: "any colour", "harga bebas", "no price limit", "needn't be black".
    Where some of several values are, the field's others stay."""
    kept = {field for field, _ in let_go_of(scene)}
    for at, piece in enumerate(scene.pieces):
        if piece.mark("any", "permit"):
            names = [name for _, name in scene.label_beside(at)]
            yield from (n for n in names if piece.mark("any") or not scene.is_flag(n))
        if at in scene.dropped:
            yield from (field for field in _fields_at(scene, at) if field not in kept)
        if at in scene.negated and piece.is_a("label") and not (_has_value(scene, at) or _is_seen(scene, at)):
            fields = [f for s in piece.senses if (f := scene.schema.fields.get(s.field))]
            yield from (field.name for field in fields if field.type != "flag")


def _fields_at(scene: Scene, at: int) -> Collection[str]:
    """The fields that a piece taken back may be of. A name that is of none that is wished of is of those whose names
    share a word with it: "the star rating" of "rating"."""
    held = {wish.field for wish in scene.earlier}
    if scene.pieces[at].mark("budget"):
        return [name for name in held if scene.schema.fields[name].type == "money"]
    if (vague := vague_field(scene, at)) is not None:
        return [vague]
    named = fields_of_number(scene, at) or [sense.field for sense in scene.pieces[at].senses]
    if held & set(named) or not scene.pieces[at].is_a("label"):
        return named
    said = set(word_keys(scene.text[scene.pieces[at].start : scene.pieces[at].end]))
    alike = [
        name
        for name in held
        if (field := scene.schema.fields.get(name))
        and any(said & set(word_keys(label)) for labels in field.labels.values() for label in labels)
    ]
    return alike or named


def let_go_of(scene: Scene) -> Iterable[tuple[str, str]]:
    """ "Drop the comedy": some of the values that are wished of a field."""
    gone = {
        (s.field, str(s.value)) for at in scene.dropped for s in scene.pieces[at].senses if s.kind == "value"
    }
    held = [(w.field, str(v)) for w in scene.earlier if w.op in ("eq", "in") for v in w.values]
    left = {field for field, value in held if (field, value) not in gone}
    return [pair for pair in dict.fromkeys(held) if pair in gone and pair[0] in left]


def keeps(scene: Scene) -> tuple[str, ...]:
    """The fields whose wishes stay where all others are taken back: "clear everything except the price"."""
    at = _clearing(scene)
    if at is None:
        return ()
    all_but = scene.pieces[at].mark("clear") or scene.is_word_of(at, "everything")
    rest = range(at, len(scene.pieces))
    named = next(
        (n for n in rest if scene.is_word_of(n, "keep") or (all_but and scene.is_word_of(n, "but"))), None
    )
    said = scene.pieces[named:]
    if named is None:  # "Keep the make, drop the rest."
        named = next((n for n in range(at) if scene.is_word_of(n, "keep")), None)
        said = scene.pieces[named:at]
    senses = (sense for piece in said for sense in piece.senses) if named is not None else ()
    return tuple(dict.fromkeys(sense.field for sense in senses))


def _clearing(scene: Scene) -> int | None:
    return next((at for at, piece in enumerate(scene.pieces) if piece.mark("clear", "afresh")), None)


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
    if (at := _clearing(scene)) is not None:
        return "clear" if scene.pieces[at].mark("clear") or keeps(scene) else "afresh"
    if _denies_first(scene):
        return "correct"
    if any(p.mark("instead") for p in scene.pieces) and not any(p.mark("also") for p in scene.pieces):
        return "instead"
    if meaning and (meaning[0].mark("or") or any(p.mark("also", "permit") for p in scene.pieces)):
        return "also"
    return "refine"


def _is_seen(scene: Scene, label: int) -> bool:
    """ "No need to look at the place", "tidak usah lihat tempat": what isn't wanted is the looking."""
    for at in range(label - 1, -1, -1):
        if scene.is_word_of(at, "sees"):
            return True
        if scene.broken(at, at + 1) or not scene.pieces[at].mark("stop", "with", "linking"):
            return False
    return False


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
    return piece.mark("greeting", "stop", "filler", "degree", "any", "take", "correct") is not None
