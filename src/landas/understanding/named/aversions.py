"""Values that a clause speaks ill of in words that no stance of the packs foresees: "Acme has burnt me once too often",
"my gran faints at horror". One word that nobody says of what they want is enough, wherever it stands in the clause."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from landas.language.pack import load_packs
from landas.understanding.scene.clauses import is_flag, is_told_of_wish, listed_before
from landas.understanding.scene.scene import Scene
from landas.understanding.scene.stances import is_stance, said_at
from landas.understanding.words.marks import Phrase, phrase_of, stance_words

_REACH = 6
"""Pieces between such a word and what it is said of."""
_DENIED_WITHIN = 3
"""Pieces between a denial and the word that it turns around: "never once regretted"."""


def averse_at(scene: Scene) -> frozenset[int]:
    """The pieces in which such a word begins, and which nothing explains but perhaps that they refuse something."""
    known = _averse(tuple(pack.code for pack in scene.packs))
    if known.keys().isdisjoint(scene.plain_words):
        return frozenset()
    return frozenset(
        at
        for at, piece in enumerate(scene.pieces)
        if (piece.payload is None or piece.mark("stop", "refuse"))
        and (phrases := known.get("".join(said_at(scene, at)[:1])))
        and _begins(scene, at, phrases)
    )


def disliked(scene: Scene, averse: frozenset[int]) -> Iterator[int]:
    """The nearest values before these words in their clause, else the nearest one behind."""
    for at in averse:
        if is_turned(scene, at) or _is_asked(scene, at):
            continue
        before = _nearest(scene, at, -1)
        if before is not None and not is_told_of_wish(scene, at):
            yield from listed_before(scene, before + 1)
        elif (behind := _nearest(scene, at, 1)) is not None:
            yield behind


def is_turned(scene: Scene, at: int) -> bool:
    """Whether a denial stands before such a word: "I never regretted buying Acme"."""
    for before in range(at - 1, max(-1, at - 1 - _DENIED_WITHIN), -1):
        if scene.broken(before, before + 1) or scene.pieces[before].is_a("value"):
            return False
        if scene.pieces[before].mark("negation", "unbind") or is_stance(scene, before, "wanted", "before"):
            return True
    return False


def _nearest(scene: Scene, at: int, step: int) -> int | None:
    for n in range(at + step, at + step * (_REACH + 1), step):
        if not 0 <= n < len(scene.pieces) or scene.broken(min(n, n - step), max(n, n - step)):
            return None
        piece = scene.pieces[n]
        if piece.is_a("value") or is_flag(scene, n):
            return n
        if step > 0 and piece.mark("degree", "and"):
            return None
        if piece.amount or piece.mark("negation", "refuse", "take", "instead", "linking"):
            return None
    return None


def _is_asked(scene: Scene, at: int) -> bool:
    return scene.text[scene.pieces[at].end :].rstrip().endswith("?")


def _begins(scene: Scene, at: int, phrases: Sequence[Phrase]) -> bool:
    start = scene.pieces[at].start
    said = phrase_of(scene.text[start : start + 60])
    return any(said[: len(words)] == words for words in phrases)


@lru_cache(maxsize=16)
def _averse(codes: tuple[str, ...]) -> Mapping[str, Sequence[Phrase]]:
    """The phrases by their first words."""
    found: dict[str, dict[Phrase, None]] = {}
    for pack in load_packs(codes):
        for phrase in map(phrase_of, stance_words(pack, "unwanted", "averse")):
            found.setdefault(phrase[0], {})[phrase] = None
    return {first: tuple(phrases) for first, phrases in found.items()}
