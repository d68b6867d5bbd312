"""Numbers that no field takes: "size 43" where nothing has a size. They are reported, so nobody thinks them kept."""

from collections.abc import Sequence
from dataclasses import replace

from landas.understanding.lexicon.lexicon import words_of
from landas.understanding.numbers.rates import is_rate
from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import Scene

_LONGEST_WORD = 40
"""Characters beside a number in which the word there is looked for."""


def unused_number(scene: Scene, at: int) -> Piece | None:
    """A bare number that nothing took, with the word that it counts or that names it, where nothing took that either:
    "6 people", "size 43". None where it is part of a name that titles have ("mate 40"), or where the release doesn't
    know the numbers of its titles."""
    piece, known = scene.pieces[at], scene.lexicon.numbered
    number = scene.text[piece.start : piece.end].casefold()
    if piece.amount is None or known is None or not number.isdecimal() or at in scene.dropped:
        return None
    if (
        is_rate(scene, at)
        or _counts_things(scene, at)
        or any(pair in known for pair in _pairs(scene, at, number))
    ):
        return None
    last = at + 1 if _is_gap(scene, at + 1, at) or counts_persons(scene, at) else at
    first = at - 1 if last == at and _is_gap(scene, at - 1, at) else at
    start, end = scene.span(first, last)
    return replace(piece, first=scene.pieces[first].first, last=scene.pieces[last].last, start=start, end=end)


def counts_persons(scene: Scene, at: int) -> bool:
    """ "6 people"."""
    behind = at + 1 < len(scene.pieces) and not scene.broken(at, at + 1)
    return behind and scene.is_word_of(at + 1, "persons")


def _counts_things(scene: Scene, at: int) -> bool:
    """ "3 cheap laptops", "3 options": how many to show, which is no wish about them."""
    behind = at + 1
    if behind < len(scene.pieces) and scene.is_word_of(behind, "to_show") and not scene.broken(at, behind):
        return True
    while behind < len(scene.pieces) and scene.pieces[behind].mark("adjective", "stop"):
        behind += 1
    return (
        behind < len(scene.pieces) and scene.pieces[behind].is_a("category") and not scene.broken(at, at + 1)
    )


def without_parts(pieces: Sequence[Piece], wholes: Sequence[Piece]) -> list[Piece]:
    """The pieces that are no part of a longer one."""
    longer = {n: whole for whole in wholes if whole.amount for n in range(whole.first, whole.last)}
    return [p for p in pieces if (whole := longer.get(p.first)) is None or whole is p or whole.last < p.last]


def _pairs(scene: Scene, at: int, number: str) -> list[str]:
    """The number with the word before it, and with the word behind it, as titles are learnt."""
    start, end = scene.pieces[at].start, scene.pieces[at].end
    before = words_of(scene.text[max(0, start - _LONGEST_WORD) : start])[-1:]
    behind = words_of(scene.text[end : end + _LONGEST_WORD])[:1]
    return [*(f"{word} {number}" for word in before), *(f"{number} {word}" for word in behind)]


def _is_gap(scene: Scene, at: int, beside: int) -> bool:
    """Whether a word stands right beside the number that nothing explains."""
    if not 0 <= at < len(scene.pieces) or scene.broken(min(at, beside), max(at, beside)):
        return False
    return scene.pieces[at].payload is None
