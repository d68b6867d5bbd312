"""What a turn takes back of earlier ones, by name or by value: "drop the brand", "warnanya lupain aja", "not black any
more", "it doesn't need to be 256 GB"."""

from collections.abc import Iterator

from landas.catalog.fields import is_number
from landas.understanding.named.refusals import is_held
from landas.understanding.named.vague import field_about
from landas.understanding.numbers.field_fitness import in_unit, measures
from landas.understanding.numbers.said_amounts import amount_of
from landas.understanding.scene.scene import REACH, Scene
from landas.understanding.scene.stances import is_stance

_UNKNOWN = 1
"""Words that nothing explains which may stand between what takes back and what it takes: "the gearbox thing"."""


def taken_back(scene: Scene, negated: frozenset[int]) -> frozenset[int]:
    """The pieces that name what a turn takes back: values, labels, and amounts."""
    found: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        found |= set(_exchanged(scene, at))
        if piece.mark("take"):
            found |= set(_behind(scene, at)) or set(_before(scene, at))
        elif scene.is_word_of(at, "spares"):
            near = {*_behind(scene, at), *_before(scene, at)}
            found |= {
                n for n in near if is_held(scene, n) or _is_held_number(scene, n) or vague_field(scene, n)
            }
            found |= {n for n in _before(scene, at) if _is_name(scene, n) and _closes(scene, at)}
        elif piece.mark("negation") and (budget := _budget_behind(scene, at)) is not None:
            found.add(budget)
        elif piece.mark("unbind"):
            found |= {*_amount_behind(scene, at), *_manner_behind(scene, at)}
        elif piece.mark("waive"):
            found |= set(_manner_behind(scene, at))
        elif scene.is_word_of(at, "no_longer"):
            clause = range(at - 1, max(-1, at - 1 - 2 * REACH), -1)
            found |= {n for n in clause if n in negated and is_held(scene, n)}
    return frozenset(found)


def _exchanged(scene: Scene, at: int) -> Iterator[int]:
    """ "Change black to white", "ganti hitam jadi putih": what was wished, before a word for what takes its place."""
    if not scene.is_word_of(at, "exchanges"):
        return
    held = next((n for n in range(at + 1, min(len(scene.pieces), at + 1 + REACH)) if is_held(scene, n)), None)
    if held is None or held + 1 >= len(scene.pieces) or scene.broken(at, held + 1):
        return
    if scene.is_word_of(held + 1, "exchanged_for"):
        yield held


def refused_instead(scene: Scene, taken: frozenset[int]) -> frozenset[int]:
    """ "Forget Acme", "take Acme off the list": of what is taken back the values that no earlier turn wished for, where
    the words remove things. There they are refused."""
    found: set[int] = set()
    for at, piece in enumerate(scene.pieces):
        if piece.mark("take") and is_stance(scene, at, "unwanted", "removing"):
            found |= set(_behind(scene, at)) or set(_before(scene, at))
    return frozenset(n for n in found & taken if scene.pieces[n].is_a("value") and not is_held(scene, n))


def _passes(scene: Scene, at: int) -> bool:
    """Whether a piece only joins: "forget ABOUT THE price"."""
    return scene.pieces[at].mark("stop", "with", "filler", "degree") is not None


def _behind(scene: Scene, at: int) -> Iterator[int]:
    """What stands behind a word that takes back: the first thing named, and those joined to it."""
    unknown, joined, found = 0, True, False
    for n in range(at + 1, len(scene.pieces)):
        piece = scene.pieces[n]
        if scene.broken(n - 1, n) and not (found and joined):
            return
        if piece.mark("and", "or"):
            joined = True
        elif _is_named(scene, n):
            if not joined or (found and not (_is_name(scene, n) or is_held(scene, n))):
                return
            joined, found = _names_next(scene, n), True
            if not _is_only_the_name(scene, n):
                yield n
        elif piece.payload is None and unknown < _UNKNOWN and not found:
            unknown += 1
        elif not _passes(scene, n):
            return


def _is_named(scene: Scene, at: int) -> bool:
    """Whether a piece names something that may have been wished: a word for a budget does, too."""
    piece = scene.pieces[at]
    return bool(
        piece.senses
        or piece.mark("budget")
        or _is_held_number(scene, at)
        or vague_field(scene, at) is not None
    )


def _names_next(scene: Scene, at: int) -> bool:
    """ "The brand Acme", "the 256 GB of storage": what stands right behind belongs to it."""
    after = at + 1
    if after == len(scene.pieces) or scene.broken(at, after):
        return False
    one, other = scene.pieces[at], scene.pieces[after]
    shares = {s.field for s in one.senses} & {s.field for s in other.senses}
    return bool(shares or (one.is_a("label") and other.amount) or (one.amount and other.is_a("label")))


def _is_only_the_name(scene: Scene, at: int) -> bool:
    """ "Forget the brand Acme" lets Acme go, and no other brand."""
    return (
        scene.pieces[at].is_a("label")
        and _names_next(scene, at)
        and scene.pieces[at + 1].is_a("value")
        and is_held(scene, at + 1)
    )


def _before(scene: Scene, at: int) -> Iterator[int]:
    """What stands before it in its clause: "harganya lupain aja", "Acme dan Bravo ga jadi"."""
    joined = True
    for n in range(at - 1, -1, -1):
        piece = scene.pieces[n]
        if scene.broken(n, n + 1):
            return
        if piece.mark("and", "or"):
            joined = True
        elif _is_named(scene, n):
            if not joined:
                return
            joined = False
            yield n
        elif not _passes(scene, n):
            return


def _amount_behind(scene: Scene, at: int) -> Iterator[int]:
    """ "It needn't be 256", "storage doesn't need to be 256": the number, and the name beside it."""
    for n in range(at + 1, min(len(scene.pieces), at + 1 + REACH)):
        if scene.broken(n - 1, n):
            return
        if scene.pieces[n].amount:
            names = {spot for spot in _before(scene, at) if scene.pieces[spot].is_a("label")}
            names |= {spot for spot, _ in scene.label_beside(n)}
            if names or _is_held_number(scene, n):
                yield from (n, *names)
            return
        if not _passes(scene, n):
            return


def _manner_behind(scene: Scene, at: int) -> Iterator[int]:
    """ "It doesn't have to be light": the vague word, where an earlier turn wished so."""
    for n in range(at + 1, min(len(scene.pieces), at + 1 + REACH)):
        if scene.broken(n - 1, n):
            return
        if vague_field(scene, n) is not None:
            yield n
        if not _passes(scene, n):
            return


def vague_field(scene: Scene, at: int) -> str | None:
    """The field that a vague word speaks of, where earlier turns wish something vague of it: the weight of "light"."""
    mark = scene.pieces[at].mark("adjective")
    field = field_about(scene, mark.about) if mark else None
    vague = {wish.field for wish in scene.earlier if wish.strength == "soft"}
    return field.name if field is not None and field.name in vague else None


def _is_name(scene: Scene, at: int) -> bool:
    return scene.pieces[at].is_a("label") or scene.pieces[at].mark("budget") is not None


def _budget_behind(scene: Scene, at: int) -> int | None:
    """ "No budget limit": a word for a budget alone behind a negation."""
    after = at + 1
    alone = after < len(scene.pieces) and scene.pieces[after].mark("budget") and _closes(scene, after)
    return after if alone and not scene.broken(at, after) else None


def _closes(scene: Scene, at: int) -> bool:
    rest = range(at + 1, len(scene.pieces))
    last = next((n for n in rest if scene.broken(n - 1, n)), len(scene.pieces))
    return all(_passes(scene, n) or scene.pieces[n].payload is None for n in range(at + 1, last))


def _is_held_number(scene: Scene, at: int) -> bool:
    return bool(fields_of_number(scene, at))


def fields_of_number(scene: Scene, at: int) -> tuple[str, ...]:
    """The fields of which earlier turns wish the number that a piece says."""
    said = scene.pieces[at].amount
    amount = amount_of(said) if said else None
    if amount is None:
        return ()
    found = []
    for wish in scene.earlier:
        field = scene.schema.fields.get(wish.field)
        if field is not None and field.is_numeric and measures(field, amount):
            number = in_unit(amount, field)[0]
            if any(is_number(v) and abs(float(v) - number) <= 1e-6 * abs(number) for v in wish.values):
                found.append(wish.field)
    return tuple(dict.fromkeys(found))
