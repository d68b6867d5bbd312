"""What an intent quotes of a text, as spans of the person's own spelling."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from landas.llm.redaction import GAP
from landas.request.intent import Constraint, Entity, Span
from landas.understanding.lexicon.spelling import Corrected
from landas.understanding.pieces.pieces import Piece
from landas.understanding.scene.scene import Scene


def quoting(constraint: Constraint, mended: Corrected) -> Constraint:
    return replace(constraint, span=mended.span(*constraint.span)) if constraint.span else constraint


def purposes_in(scene: Scene, mended: Corrected) -> tuple[list[Span], list[Span]]:
    """What the thing is for, and what it is said not to be for, as spans of the person's words; of what is denied
    without the linking word, which other purposes begin with too."""
    runs: list[list[int]] = []
    for at in sorted(scene.purpose):
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    wanted: list[Span] = []
    denied: list[Span] = []
    for run in runs:
        if run[0] == 0 or scene.pieces[run[0] - 1].mark("negation") is None:
            wanted.append(mended.span(*scene.span(*run)))
        elif things := [at for at in run if not scene.pieces[at].mark("linking", "stop")]:
            denied.append(mended.span(*scene.span(*things)))
    return wanted, denied


def denied_words(scene: Scene) -> tuple[list[int], list[int]]:
    """Words that no field has behind a negation ("not Zorblax"), and behind what takes a wish back ("drop the NFC")."""
    refused: list[int] = []
    let_go: list[int] = []
    for at, piece in enumerate(scene.pieces):
        if not piece.mark("negation", "any", "take"):
            continue
        found = refused if piece.mark("negation") else let_go
        for after in range(at + 1, len(scene.pieces)):
            word = scene.pieces[after]
            if scene.broken(after - 1, after) or not (word.payload is None or word.mark("stop", "or", "and")):
                break
            found += [after] if word.payload is None else []
    return refused, let_go


def entities_in(scene: Scene, mended: Corrected) -> Iterable[Entity]:
    for piece in scene.pieces:
        if piece.is_a("value") or piece.is_a("category"):
            sense = piece.senses[0]
            yield Entity(sense.field, str(sense.value), mended.span(piece.start, piece.end))


def phrases_of(rest: Sequence[Piece], mended: Corrected, text: str) -> Iterable[str]:
    """Unexplained pieces in the person's spelling, neighbours together."""
    runs: list[list[Piece]] = []
    for piece in rest:
        last = runs[-1][-1] if runs else None
        near = (
            last is not None and last.last == piece.first and GAP not in mended.text[last.end : piece.start]
        )
        if last and near and not piece.amount and not last.amount:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    for run in runs:
        start, end = mended.span(run[0].start, run[-1].end)
        yield text[start:end]
