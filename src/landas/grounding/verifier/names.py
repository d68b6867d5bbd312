"""Where a reply names an item: by its title or a telling part of it, by its id, or by the first word of its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from landas.grounding.verifier.pieces import Piece
from landas.grounding.verifier.sheets import ItemView, Sheet


@dataclass(frozen=True, slots=True)
class Mention:
    """Pieces `first`..`last` (half-open) name item number `item`."""

    first: int
    last: int
    item: int


def find_mentions(pieces: Sequence[Piece], sheet: Sheet) -> tuple[Mention, ...]:
    """Items named by title, a part of it that no other item shares, or id; longest first, no overlap."""
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    word_keys = [pieces[i].base for i in words]
    found: list[Mention] = []
    position = 0
    while position < len(words):
        if word_keys[position] not in sheet.naming:
            position += 1
            continue
        best = _longest(word_keys, position, sheet)
        if best is not None:
            best = _unloaded(word_keys, position, best, sheet)
        if best is not None and not _stands_as_name(pieces, words, position, best, sheet):
            best = None
        best = best or _by_first_word(pieces, words, position, sheet)
        if best is None:
            position += 1
            continue
        item, length = best
        found.append(
            Mention(words[position], _closed(pieces, words[position], words[position + length - 1]), item)
        )
        position += length
    return tuple(found)


def _unloaded(
    keys: Sequence[str], position: int, found: tuple[int, int], sheet: Sheet
) -> tuple[int, int] | None:
    """A part of a title up to the first word that states something: of "Hotel Tulip 90% OFF" the "Hotel Tulip".

    Careful: a whole title is the item's name, whatever it says.
    """
    item, length = sheet.items[found[0]], found[1]
    run = tuple(keys[position : position + length])
    if run in (item.title_keys, item.id_keys):
        return found
    length = next((at for at in range(length) if _states(run, at, sheet)), length)
    part = run[:length]
    return (item.index, length) if part and (part == run or _telling(part, item, sheet)) else None


def _states(run: Sequence[str], at: int, sheet: Sheet) -> bool:
    return any(
        marker.kind in _STATING and at + length <= len(run)
        for length, marker in sheet.vocabulary.markers_at(run, at)
    )


_STATING = frozenset(
    {"changing", "boasts", "acclaim", "superlatives", "availability", "unavailable", "winning"}
)
"""Phrases that say something of a thing wherever they stand, a title included."""


def _stands_as_name(
    pieces: Sequence[Piece], words: Sequence[int], position: int, found: tuple[int, int], sheet: Sheet
) -> bool:
    """False where one word of a title or an item's id is an ordinary word or number here: "labels", "a", "1".

    "Item A" and "B is cheaper" name items.
    """
    item = sheet.items[found[0]]
    piece = pieces[words[position]]
    if found[1] > 1:
        return True
    if item.id_keys != (piece.key,) or piece.key in item.title_keys:
        if _is_said_maker(pieces, words, position, item, sheet):
            return False
        return piece.text[0].isupper() or piece.has_digit or len(item.title_keys) == 1
    before = pieces[words[position - 1]].key if position else ""
    after = pieces[words[position + 1]].key if position + 1 < len(words) else ""
    has = sheet.vocabulary.has
    if has("countables", before) or has("made_things", before):
        return True
    if piece.key.isdigit():
        return False
    return piece.text == item.item.item_id and (
        not has("closed", piece.key) or (piece.text[0].isupper() and (bool(position) or has("verbs", after)))
    )


def _is_said_maker(
    pieces: Sequence[Piece], words: Sequence[int], position: int, item: ItemView, sheet: Sheet
) -> bool:
    """ "Made by Compaq", "Compaq makes …": a word of a title said to be the maker, of an item whose maker is known."""
    if not any("brand" in fact.concepts for fact in item.facts):
        return False
    keys = [pieces[i].key for i in words[max(0, position - 2) : position + 2]]
    at = min(2, position)
    before = (
        m for start in range(at) for n, m in sheet.vocabulary.markers_at(keys, start) if start + n == at
    )
    behind = sheet.vocabulary.markers_at(keys[at + 1 :], 0) if at + 1 < len(keys) else ()
    made_by = at and sheet.vocabulary.has("passives", keys[at - 1])
    return any(
        m.content == "brand" for m in (*(m for n, m in behind if n == 1), *(before if made_by else ()))
    )


def _by_first_word(
    pieces: Sequence[Piece], words: Sequence[int], position: int, sheet: Sheet
) -> tuple[int, int] | None:
    """ "The Aster", "Aster's": the first word of one item's title, its brand too, where it stands like a name.

    Careful: "made by Aster" and "Aster makes …" speak of the brand.
    """
    at = words[position]
    piece = pieces[at]
    if len(sheet.items) < 2 or not piece.text[0].isupper() or _states((piece.key,), 0, sheet):
        return None
    if sheet.vocabulary.has("closed", piece.base):  # the "The" of "The Third Man" begins any sentence
        return None
    named = [item for item in sheet.items if item.title_keys[:1] == (piece.base,)]
    if len(named) != 1 or any(_says(item, piece.base) for item in sheet.items if item is not named[0]):
        return None
    before = pieces[words[position - 1]].key if position else ""
    begins = at == 0 or pieces[at - 1].text in ".!?;\n"
    owns = piece.base != piece.key or (at + 1 < len(pieces) and pieces[at + 1].text in ("'s", "’s"))
    if not (begins or owns or sheet.vocabulary.has("articles", before)):
        return None
    following = [pieces[i].key for i in words[position + 1 : position + 4]]
    of_brand = {
        m.content for k in following for _, m in sheet.vocabulary.markers_at([k], 0) if m.kind == "thesaurus"
    }
    if "brand" in of_brand or any(sheet.vocabulary.has("made_things", key) for key in following[:1]):
        return None
    return named[0].index, 1


def _says(item: ItemView, key: str) -> bool:
    return key in item.title_keys or any(key in fact.value.senses for fact in item.facts)


def _closed(pieces: Sequence[Piece], first: int, last: int) -> int:
    """The end of a name whose last word stands in brackets: behind the closing one."""
    marks = [piece.text for piece in pieces[first : last + 1]]
    is_open = marks.count("(") > marks.count(")") and last + 1 < len(pieces) and pieces[last + 1].text == ")"
    return last + 2 if is_open else last + 1


def _longest(keys: Sequence[str], position: int, sheet: Sheet) -> tuple[int, int] | None:
    runs = [(item, _run(keys, position, item)) for item in sheet.items]
    longest = max((length for _, length in runs), default=0)
    if not longest:
        return None
    best = [item for item, length in runs if length == longest]
    # "Xerox Cyan Toner" beside a "Xerox Cyan Toner XL": the item whose whole title this is.
    best = [item for item in best if len(item.title_keys) == longest] if len(best) > 1 else best
    if len(best) != 1 or not _telling(keys[position : position + longest], best[0], sheet):
        return None
    return best[0].index, longest


def _run(keys: Sequence[str], position: int, item: ItemView) -> int:
    """Length of the longest run of words here that stands in the item's title, or is its id."""
    here = tuple(keys[position : position + len(item.id_keys)])
    if item.id_keys and here == item.id_keys:
        return len(here)
    if keys[position] not in item.title_keys:
        return 0
    best = 0
    for start, key in enumerate(item.title_keys):
        if key == keys[position]:
            pairs = zip(item.title_keys[start:], keys[position:], strict=False)
            best = max(best, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)))
    return best


def _telling(run: Sequence[str], item: ItemView, sheet: Sheet) -> bool:
    """A run names an item when it is no mere value of it: its whole title, or two words with one of its first three.

    One word alone must be the title's first or second, or a model number, and a value of no other fact.
    """
    if tuple(run) in (item.title_keys, item.id_keys):
        return True
    values = item.said
    opening = [key for key in run if key in item.title_keys[:3]]
    own = [key for key in run if key and key not in values and not sheet.vocabulary.has("closed", key)]
    if len(run) == 1:
        key = run[0]
        if key in sheet.value_senses:
            return False
        model = any(c.isdigit() for c in key) and any(c.isalpha() for c in key)
        return bool(own) and (bool(opening) or model) and not key.isdigit() and not _is_value(key, sheet)
    return (bool(own) and bool(opening)) or (
        len(run) > 2 and tuple(run) in (item.title_keys[: len(run)], item.title_keys[-len(run) :])
    )


def _is_value(key: str, sheet: Sheet) -> bool:
    return any(m.kind == "value_words" for _, m in sheet.vocabulary.markers_at([key], 0))
