"""A reply read once: its pieces, the phrases of the packs found in them, its amounts, and the items it names."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from landas.grounding.verifier import clock
from landas.grounding.verifier.amounts import Amount, Operator, find_amounts
from landas.grounding.verifier.compounds import with_compounds
from landas.grounding.verifier.names import Mention, find_mentions
from landas.grounding.verifier.once import once
from landas.grounding.verifier.phrases import Marker
from landas.grounding.verifier.pieces import Piece, cut
from landas.grounding.verifier.sheets import Sheet
from landas.grounding.verifier.value_views import senses_of
from landas.grounding.verifier.words import Senses


class Hit(NamedTuple):
    """A phrase of a pack at pieces `first`..`last` (half-open)."""

    first: int
    last: int
    marker: Marker


@dataclass(frozen=True)
class Reading:
    """Everything is in order of place; `senses` are those of each piece."""

    text: str
    pieces: tuple[Piece, ...]
    hits: tuple[Hit, ...]
    amounts: tuple[Amount, ...]
    mentions: tuple[Mention, ...]
    senses: tuple[Senses, ...]

    def pieces_of(self, start: int, end: int) -> range:
        """Indices of the pieces within the code points `start`..`end`."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        if first < last and self.pieces[last - 1].end > end:
            last -= 1
        return range(first, last)

    def hits_in(self, first: int, last: int, *kinds: str) -> list[Hit]:
        """The phrases within pieces `first`..`last`, of any kind or of these."""
        if not kinds:
            return _inside(self.hits, self._first_pieces, first, last)
        by_kind = self._by_kind
        known = [kind for kind in kinds if kind in by_kind]
        if len(known) > 1:
            inside = _inside(self.hits, self._first_pieces, first, last)
            return [h for h in inside if h.marker.kind in known]
        return [h for h in by_kind[known[0]] if h.first >= first and h.last <= last] if known else []

    def amounts_in(self, start: int, end: int) -> list[Amount]:
        low = bisect_left(self.amounts, start, key=lambda amount: amount.start)
        high = bisect_left(self.amounts, end, key=lambda amount: amount.start)
        return [a for a in self.amounts[low:high] if a.end <= end]

    def mentions_in(self, first: int, last: int) -> list[Mention]:
        if not self.mentions:
            return []
        low, high = bisect_left(self._name_starts, first), bisect_left(self._name_starts, last)
        return [m for m in self.mentions[low:high] if m.last <= last]

    @once
    def keys(self) -> tuple[str, ...]:
        """The key of each piece."""
        return tuple([piece.key for piece in self.pieces])

    @once
    def starts(self) -> list[int]:
        """Where each piece begins in the text."""
        return [piece.start for piece in self.pieces]

    @once
    def _first_pieces(self) -> list[int]:
        return [hit.first for hit in self.hits]

    @once
    def named(self) -> frozenset[int]:
        """The pieces inside names of items."""
        return frozenset(i for mention in self.mentions for i in range(mention.first, mention.last))

    @once
    def _name_starts(self) -> list[int]:
        return [mention.first for mention in self.mentions]

    @once
    def _by_kind(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.marker.kind, []).append(hit)
        return found

    @once
    def is_shouted(self) -> bool:
        """True where most words are in capitals, so that a capital tells nothing."""
        words = [piece.text for piece in self.pieces if piece.is_word and piece.text[0].isalpha()]
        return sum(word.isupper() and len(word) > 1 for word in words) > 0.7 * len(words)


def _inside(hits: Sequence[Hit], starts: Sequence[int], first: int, last: int) -> list[Hit]:
    """Those of the hits, in order of place, that lie within pieces `first`..`last`; `starts` is where each begins."""
    return [hit for hit in hits[bisect_left(starts, first) : bisect_left(starts, last)] if hit.last <= last]


def read(text: str, sheet: Sheet) -> Reading:
    pieces = cut(text)
    mentions = find_mentions(pieces, sheet)
    hits = _outside(find_hits(pieces, sheet), mentions)
    hits = tuple(hit for hit in hits if not _sets_against(hit, pieces, mentions, sheet))
    named = [(pieces[m.first].start, pieces[m.last - 1].end) for m in mentions]
    named += _numbered_labels(pieces, sheet)
    named += [(pieces[h.first].start, pieces[h.last - 1].end) for h in hits if h.marker.kind == "idioms"]
    named += [(p.start, p.end) for p in pieces if _PICTURE.fullmatch(p.key) and p.key in sheet.value_senses]
    amounts = _amounts(_masked(text, named), pieces, hits, sheet)
    senses = _with_phrases(senses_of(sheet.vocabulary, pieces), hits)
    solid = sheet.fields.solid
    if solid:
        senses = tuple(s | frozenset(solid.get(p.key, ())[:1]) for p, s in zip(pieces, senses, strict=True))
    senses = with_compounds(pieces, senses, sheet.solid, sheet.vocabulary)
    return Reading(text, pieces, hits, amounts, mentions, senses)


def _sets_against(hit: Hit, pieces: Sequence[Piece], mentions: Sequence[Mention], sheet: Sheet) -> bool:
    """ "Rather than the Brio" sets two items against each other; "rather than blue" denies."""
    at = hit.last
    while at < len(pieces) and sheet.vocabulary.has("articles", pieces[at].key):
        at += 1
    named = any(mention.first == at for mention in mentions)
    if hit.marker.kind == "than":
        return not named and _is_also(hit, pieces, sheet, "turning")
    return hit.marker.kind in ("turning", "denials") and named and _is_also(hit, pieces, sheet, "than")


def _is_also(hit: Hit, pieces: Sequence[Piece], sheet: Sheet, kind: str) -> bool:
    keys = [piece.key for piece in pieces[hit.first : hit.last] if piece.is_word]
    return any(m.kind == kind and length == len(keys) for length, m in sheet.vocabulary.markers_at(keys, 0))


_PICTURE = re.compile(r"\d{1,2}k")
"""Where a fact says "4K", it is the name of a picture size, no four thousand."""


def _with_phrases(senses: Sequence[Senses], hits: Sequence[Hit]) -> tuple[Senses, ...]:
    """Every piece of a value said in several words stands for that value ("optical image stabilization")."""
    found = list(senses)
    for hit in hits:
        if hit.marker.kind == "value_words" and hit.last - hit.first > 1:
            for i in range(hit.first, hit.last):
                found[i] = found[i] | {f"={hit.marker.content}"}
    return tuple(found)


def _outside(hits: Sequence[Hit], mentions: Sequence[Mention]) -> tuple[Hit, ...]:
    """The phrases that no name holds: "Power over" at the end of a title bounds no price behind it."""
    named = {i for mention in mentions for i in range(mention.first, mention.last)}
    return tuple(hit for hit in hits if named.isdisjoint(range(hit.first, hit.last)))


def _masked(text: str, places: Sequence[tuple[int, int]]) -> str:
    """The text with a word without digits in place of each name, so that no number in a name is an amount."""
    parts, at = [], 0
    for start, end in sorted(places):
        if start >= at:
            parts += [text[at:start], "n" * (end - start)]
            at = end
    return "".join((*parts, text[at:]))


def _numbered_labels(pieces: Sequence[Piece], sheet: Sheet) -> list[tuple[int, int]]:
    """Places of attribute names that hold a number ("USB 2.0 ports"): the number is part of the name."""
    if not sheet.numbered_labels:
        return []
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    keys = [pieces[i].key for i in words]
    return [
        (pieces[words[at]].start, pieces[words[at + len(label) - 1]].end)
        for label in sheet.numbered_labels & _runs(keys, {len(label) for label in sheet.numbered_labels})
        for at in range(len(keys) - len(label) + 1)
        if tuple(keys[at : at + len(label)]) == label
    ]


def _runs(keys: Sequence[str], lengths: Iterable[int]) -> set[tuple[str, ...]]:
    """All stretches of the words with these lengths."""
    return {tuple(keys[at : at + n]) for n in lengths for at in range(len(keys) - n + 1)}


def _amounts(text: str, pieces: Sequence[Piece], hits: Sequence[Hit], sheet: Sheet) -> tuple[Amount, ...]:
    """Amounts with the bound or vagueness that the words around them give them."""
    starts = [piece.start for piece in pieces]
    before: dict[int, list[Hit]] = {}
    after: dict[int, list[Hit]] = {}
    for hit in hits:
        if hit.marker.kind in _BEFORE_AMOUNT:
            before.setdefault(hit.last, []).append(hit)
        elif hit.marker.kind in _AFTER_AMOUNT:
            after.setdefault(hit.first, []).append(hit)
    found = []
    for amount in find_amounts(text, sheet.packs):
        first, last = bisect_right(starts, amount.start) - 1, bisect_left(starts, amount.end)
        while first > 0 and first not in before and sheet.vocabulary.has("articles", pieces[first - 1].key):
            first -= 1
        if last not in after and last + 1 in after and sheet.vocabulary.has("negators", pieces[last].key):
            last += 1  # "$80 isn't enough to buy it"
        found.append(_bounded(_bounded(amount, before.get(first, ())), after.get(last, ())))
    return tuple(found)


_OF_CLOCKS = ("earlier_than", "later_than")
_BOUNDS: dict[str, Operator] = {"less_than": "lt", "more_than": "gt", "or_less": "lt", "or_more": "gt"}
_INCLUSIVE: dict[Operator, Operator] = {"lt": "lte", "gt": "gte"}
_BEFORE_AMOUNT = frozenset(
    {"less_than", "more_than", "approximate", "between", "up_to", "starting", "earlier_than", "later_than"}
)
_AFTER_AMOUNT = frozenset({"or_less", "or_more", "or_so", "within_range"})


def _bounded(amount: Amount, beside: Sequence[Hit]) -> Amount:
    """The amount with what the words right before or after it say of it ("under", "about", "or more")."""
    if amount.currency and amount.low == amount.high and any(h.marker.kind == "starting" for h in beside):
        return replace(amount, operator="start")  # "from $499": nothing lower is known
    if amount.unit == clock.UNIT and any(h.marker.kind in _OF_CLOCKS for h in beside):
        earlier = any(h.marker.kind == "earlier_than" for h in beside)
        return replace(amount, operator="lt" if earlier else "gt")
    if amount.unit == clock.UNIT and amount.operator == "gte":
        return replace(amount, operator="eq")  # "mulai pukul 14.00": when it begins
    for hit in sorted(beside, key=lambda hit: hit.first - hit.last):
        kind = hit.marker.kind
        if kind in _BOUNDS and amount.low != amount.high:
            return replace(amount, operator="between")  # "within $71–$120"
        if kind in _BOUNDS and amount.operator == "eq":
            inclusive = hit.marker.content == "or equal"
            operator = _BOUNDS[kind]
            return replace(amount, operator=_INCLUSIVE[operator] if inclusive else operator)
        if kind == "up_to" and amount.operator == "eq":
            return replace(amount, operator="max")
        if kind in ("between", "within_range") and amount.low != amount.high:
            return replace(amount, operator="between")
        if kind in ("approximate", "or_so"):
            amount = replace(amount, approximate=True)
    return amount


def find_hits(pieces: Sequence[Piece], sheet: Sheet) -> tuple[Hit, ...]:
    """Every phrase of the packs; a phrase doesn't reach over a mark, but for the apostrophe or hyphen in it."""
    words = [i for i, piece in enumerate(pieces) if piece.is_word]
    keys = [pieces[i].key for i in words]
    bases = [sheet.vocabulary.base(pieces[i].base) for i in words]
    stems = sheet.vocabulary.stems(bases)
    based = bases != keys
    hits: list[Hit] = []
    for position in range(len(words)):
        found = set(sheet.vocabulary.markers_at(keys, position))
        if (
            based
            and bases[position : position + _LONGEST_PHRASE] != keys[position : position + _LONGEST_PHRASE]
        ):
            found.update(sheet.vocabulary.markers_at(bases, position))
        found.update(sheet.vocabulary.stemmed_at(stems, position))
        for length, marker in sorted(found, key=_longest_first) if found else ():
            first, last = words[position], words[position + length - 1] + 1
            if length == 1 or all(p.is_word or p.text in "-'’#" for p in pieces[first:last]):
                hits.append(Hit(first, last, marker))
    return tuple(_outer(hits))


def _longest_first(found: tuple[int, Marker]) -> tuple[int, str, str]:
    return -found[0], found[1].kind, found[1].content


_LONGEST_PHRASE = 6
_YIELDS = {
    "unavailable": "available_in",
    "availability": "available_in",
    "same": "all_items",
    "comparatives": "not_now",
    "more": "not_now",
    "most": "idioms",
    "superlatives": "idioms",
}
"""Kinds of phrases that mean something else inside or across a phrase of another kind: "not available in black",
"on top of that"."""


def _outer(hits: Sequence[Hit]) -> list[Hit]:
    taken: dict[str, dict[int, int]] = {kind: {} for kind in _YIELDS.values()}
    for hit in hits:
        if hit.marker.kind in taken:
            taken[hit.marker.kind].update(dict.fromkeys(range(hit.first, hit.last), hit.last - hit.first))
    kept = [hit for hit in hits if not _gives_way(hit, taken.get(_YIELDS.get(hit.marker.kind, ""), {}))]
    longer = [hit for hit in kept if hit.marker.kind in _YIELDS]
    return [hit for hit in kept if not (hit.marker.kind in taken and any(_holds(o, hit) for o in longer))]


def _holds(outer: Hit, hit: Hit) -> bool:
    return (
        outer.first <= hit.first
        and hit.last <= outer.last
        and outer.last - outer.first > hit.last - hit.first
    )


def _gives_way(hit: Hit, taken: Mapping[int, int]) -> bool:
    """True where a phrase at least as long takes one of its pieces; `taken`: piece -> length of that phrase."""
    return any(taken.get(i, 0) >= hit.last - hit.first for i in range(hit.first, hit.last))
