"""Fields whose wish a turn wants as it stood before: "put the budget back", "the earlier colour", "warna yang tadi"."""

import re
from collections.abc import Iterator, Sequence

from landas.language.phrases import variants
from landas.understanding.scene.scene import Scene
from landas.understanding.words.marks import Phrase, phrase_of

_CLAUSE = re.compile(r"[,;.!?]")
_BEFORE, _BEHIND = 5, 3
"""Words of the clause looked at on each side of a field's name."""


def restored(scene: Scene) -> Iterator[str]:
    """Where the name of a field stands without a value, among words that ask for what was wished of it before."""
    for at, piece in enumerate(scene.pieces if scene.earlier or scene.about else ()):
        if not (piece.is_a("label") or piece.mark("budget")) or _says_a_number(scene, at):
            continue
        before, behind = _words_beside(scene, at)
        if _is_told_again(scene, before, behind):
            if piece.mark("budget"):
                yield from (f.name for f in scene.schema.filterable() if f.type == "money")
            else:
                yield from (sense.field for sense in piece.senses)


def _says_a_number(scene: Scene, at: int) -> bool:
    return any(scene.pieces[n].amount or scene.pieces[n].is_a("value") for n in scene.beside(at))


def _words_beside(scene: Scene, at: int) -> tuple[Phrase, Phrase]:
    start, end = scene.pieces[at].start, scene.pieces[at].end
    before = _CLAUSE.split(scene.text[:start][-80:])[-1]
    behind = _CLAUSE.split(scene.text[end : end + 80])[0]
    return phrase_of(before)[-_BEFORE:], phrase_of(behind)[:_BEHIND]


def _is_told_again(scene: Scene, before: Phrase, behind: Phrase) -> bool:
    for pack in scene.packs:
        table = pack.table("understanding")
        if before[-1:] and before[-1] in table.get("earlier_before", ()):
            return True
        if set(behind) & set(table.get("earlier_behind", ())):
            return True
        for opening, closing in table.get("restores", ()):
            if _has(before, opening) and (not closing or _has(behind, closing)):
                return True
    return False


def _has(words: Sequence[str], phrase: str) -> bool:
    """Whether the words of one of the phrase's variants stand in a row among these."""
    return any(
        words[at : at + len(said)] == said
        for said in map(phrase_of, variants(phrase))
        for at in range(len(words) - len(said) + 1)
    )
