"""One value preferred to another: "prefer petrol over diesel", "lebih suka putih daripada hitam". The first is wished
for without being insisted on; of the other nothing is wished."""

from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.scene.stances import is_stance, stance_phrases
from landas.understanding.words.marks import phrase_of

Ranked = tuple[frozenset[int], frozenset[int]]


def ranked_values(scene: Scene) -> Ranked:
    """Places of the values or kinds that are preferred, and of those that they are preferred to."""
    preferred: set[int] = set()
    outranked: set[int] = set()
    for at in range(1, len(scene.pieces) - 1):
        if not is_stance(scene, at, "preferred", "over"):
            continue
        first, second = _named_near(scene, at, -1), _named_near(scene, at, 1)
        if first is None or second is None or not _prefers(scene, at):
            continue
        if _fields(scene.pieces[first]) & _fields(scene.pieces[second]):
            preferred.add(first)
            outranked.add(second)
    return frozenset(preferred), frozenset(outranked)


def _named_near(scene: Scene, at: int, step: int) -> int | None:
    """The value or kind nearest to one side, a few words passed over ("better", "the brand"), not across a comma."""
    for distance in range(1, REACH + 2):
        spot = at + step * distance
        if not 0 <= spot < len(scene.pieces) or scene.broken(min(spot, spot - step), max(spot, spot - step)):
            return None
        piece = scene.pieces[spot]
        if piece.is_a("value") or piece.is_a("category"):
            return spot
        if piece.amount or piece.mark("and", "or"):
            return None
    return None


def _prefers(scene: Scene, at: int) -> bool:
    """Whether a word of preferring stands before in the clause."""
    start = at
    while start > 0 and not scene.broken(start - 1, start):
        start -= 1
    said = phrase_of(scene.text[scene.pieces[start].start : scene.pieces[at].end])
    clause = f" {' '.join(said)} "
    return any(f" {' '.join(verb)} " in clause for verb in stance_phrases(scene.packs, "preferred", "verbs"))


def _fields(piece: Piece) -> set[str]:
    return {sense.field for sense in piece.senses}
