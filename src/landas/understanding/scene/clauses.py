"""What stands where in a clause: where it ends, and what is named right before a word that speaks of it."""

from collections.abc import Iterator

from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.scene.stances import is_stance, said_at
from landas.understanding.words.marks import phrase_of


def is_target(piece: Piece) -> bool:
    return bool(piece.senses) or piece.mark("adjective", "sort") is not None


def closes_clause(scene: Scene, at: int) -> bool:
    """Whether nothing but idle words follows a piece in its clause."""
    for after in range(at + 1, len(scene.pieces)):
        if scene.broken(after - 1, after):
            return True
        if not scene.pieces[after].mark("stop", "filler", "greeting"):
            return False
    return True


def listed_before(scene: Scene, refusal: int, *, answers: bool = False) -> Iterator[int]:
    """The values, kinds or yes-or-no fields that end right before a piece: of one field, joined by "and" or commas."""
    fields: set[str] = set()
    joined = False
    lacks = is_stance(scene, refusal, "unwanted", "lacks")
    for at in range(refusal - 1, -1, -1):
        piece = scene.pieces[at]
        own = {sense.field for sense in piece.senses}
        if not joined and scene.broken(at, at + 1) and not (answers and at == refusal - 1):
            return
        joined = joined or piece.mark("or", "and") is not None
        named = piece.is_a("value") or is_flag(scene, at) or (piece.is_a("category") and not lacks)
        if named and not fields and piece.is_a("category") and _has_value_before(scene, at):
            continue
        if named and (not fields or own & fields):
            fields = fields or own
            yield at
        elif not piece.mark("or", "and", "stop") and not (at == refusal - 1 and piece.payload is None):
            return


def _has_value_before(scene: Scene, kind: int) -> bool:
    """ "Jelita phones are rubbish" refuses the maker, not phones."""
    return kind > 0 and scene.pieces[kind - 1].is_a("value") and not scene.broken(kind - 1, kind)


def is_told_of_wish(scene: Scene, at: int) -> bool:
    """ "A horror film that scares me", "yang bikin merinding": what words behind a relative pronoun say is wished."""
    denied = any(said_at(scene, at)[:1] == phrase_of(word) for p in scene.packs for word in p.negations)
    if at == 0 or denied or scene.broken(at - 1, at) or scene.pieces[at - 1].mark("with"):
        return False
    return scene.is_word_of(at - 1, "relatives")


def is_flag(scene: Scene, at: int) -> bool:
    """Whether a piece names a yes-or-no field."""
    piece = scene.pieces[at]
    return piece.is_a("label") and any(scene.is_flag(sense.field) for sense in piece.senses)


def flags_before(scene: Scene, at: int) -> Iterator[int]:
    """ "Smoking is not allowed", "wifi tidak ada": the yes-or-no field that stands in front, nothing but idle words
    between."""
    for before in range(at - 1, max(-1, at - 1 - REACH), -1):
        if scene.broken(before, before + 1):
            return
        if is_flag(scene, before):
            yield before
            return
        if not scene.pieces[before].mark("stop", "with"):
            return
