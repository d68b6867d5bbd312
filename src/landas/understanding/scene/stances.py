"""The words of the packs' `stances.toml`: how people stand to what they name."""

from collections.abc import Sequence
from functools import lru_cache

from landas.language.pack import LanguagePack, load_packs
from landas.understanding.scene.scene import Scene
from landas.understanding.words.marks import Phrase, around, phrase_of, stance_words


def is_stance(scene: Scene, at: int, stance: str, place: str) -> bool:
    """Whether a piece is a word of that list: `is_stance(scene, at, "unwanted", "closing")`."""
    return said_at(scene, at) in stance_phrases(scene.packs, stance, place)


def said_at(scene: Scene, at: int) -> Phrase:
    """The plain keys of a piece's words."""
    return phrase_of(scene.text[scene.pieces[at].start : scene.pieces[at].end])


def stance_phrases(packs: Sequence[LanguagePack], stance: str, place: str) -> frozenset[Phrase]:
    return _phrases(tuple(pack.code for pack in packs), stance, place)


def closings_of(scene: Scene, at: int) -> frozenset[Phrase]:
    """What may follow behind the thing refused where a piece opens the refusal: the "out" of "leave Acme out"."""
    return _closings(tuple(pack.code for pack in scene.packs)).get(said_at(scene, at), frozenset())


@lru_cache(maxsize=16)
def _closings(codes: tuple[str, ...]) -> dict[Phrase, frozenset[Phrase]]:
    found: dict[Phrase, frozenset[Phrase]] = {}
    for openings, closings in (pair for pack in load_packs(codes) for pair in around(pack)):
        for key in map(phrase_of, openings):
            found[key] = found.get(key, frozenset()) | frozenset(map(phrase_of, closings))
    return found


@lru_cache(maxsize=256)
def _phrases(codes: tuple[str, ...], stance: str, place: str) -> frozenset[Phrase]:
    return frozenset(
        phrase_of(words) for pack in load_packs(codes) for words in stance_words(pack, stance, place)
    )
