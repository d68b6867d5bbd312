"""Comparisons in running text: "under $30", "minimal 16 GB", "5 juta ke bawah", "between 5 and 10 kg"."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from landas.language.pack import LanguagePack, Op
from landas.language.quantities import Quantity, quantities_in, word_before
from landas.language.tokens import Token, tokenize
from landas.language.vocabulary import Vocabulary, vocabulary

CompareOp = Literal["lt", "lte", "gt", "gte", "between", "eq"]

_SIGNS: tuple[tuple[str, CompareOp], ...] = (
    ("<=", "lte"), (">=", "gte"), ("=<", "lte"), ("=>", "gte"), ("≤", "lte"), ("≥", "gte"),
    ("<", "lt"), (">", "gt"), ("=", "eq"),
)  # fmt: skip
_OPPOSITE: dict[Op, Op] = {"lt": "gte", "lte": "gt", "gt": "lte", "gte": "lt"}
_FARTHEST_SIGN = 8
_FARTHEST_APART = 10
"""How many times the lower limit the upper one may be that leaves its unit out."""
_PAUSES = (",", "-", "–", "—", "...")
_MOST_LINKS = 3
"""Words like "price of" that may stand between a comparator and its number."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparator with its quantity; `text[start:end]` holds both, and the words between them.

    `low` and `high` are both the limit for `lt`, `lte`, `gt`, `gte` and `eq`; for `between` they are the two ends,
    which belong to it.
    """

    start: int
    end: int
    op: CompareOp
    low: float
    high: float
    unit: str | None = None
    currency: str | None = None
    out_of: float | None = None
    """The top of the scale that the limit is said to be on: "at least 4/5"."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A comparator whose words are `first`..`last` (half-open), from code point `start` to `end`."""

    op: CompareOp
    start: int
    end: int
    first: int
    last: int


def find_comparisons(
    text: str, packs: Sequence[LanguagePack], default_currency: str | None = None
) -> list[Comparison]:
    """Every compared quantity of `text` in order; a range counts as `between`. Plain quantities are left out.

    A negation before a comparator turns it around ("not under 5" is `gte`). `default_currency` as for
    `find_quantities`.
    """
    voc = vocabulary(packs)
    return compared(text, quantities_in(text, voc, default_currency), voc)


def compared(text: str, quantities: Sequence[Quantity], voc: Vocabulary) -> list[Comparison]:
    """What `find_comparisons` gives, of the quantities that a text was found to hold by the same vocabulary."""
    words = tokenize(text)
    keys = [word.key for word in words]
    befores = [_before(text, words, keys, quantity, voc) for quantity in quantities]
    taken = {i for found in befores if found for i in range(found.first, found.last)}
    found_so = []
    for at, quantity in enumerate(quantities):
        found = befores[at] or _after(text, words, keys, quantity, taken, voc)
        following = befores[at + 1] if at + 1 < len(befores) else None
        if befores[at] is None and found and following and _holds(found, following):
            # "12 GB ke atas, internal 512": the "atas" of the first is none of the second.
            befores[at + 1] = None
        if (comparison := _comparison(text, words, keys, quantity, found, voc)) is not None:
            found_so.append(comparison)
    return _with_shared_units(text, found_so, voc)


def _with_shared_units(text: str, compared: list[Comparison], voc: Vocabulary) -> list[Comparison]:
    """ "No less than 4 but no more than 8 GB", "at least 4 GB of RAM but no more than 8": of two joined limits the bare
    one has the unit of the other."""
    for at, (low, high) in enumerate(pairwise(compared)):
        pair = low.op in ("gt", "gte") and high.op in ("lt", "lte") and low.low < high.high
        if not pair or _is_bare(low) == _is_bare(high):
            continue
        keys = [word.key for word in tokenize(text[low.end : high.start])]
        joint = voc.conjunctions.ending(keys, len(keys))
        if _is_bare(low) and (not keys or (joint is not None and joint[0] == len(keys))):
            compared[at] = replace(low, unit=high.unit, currency=high.currency)
        elif _is_bare(high) and joint is not None and high.high <= low.low * _FARTHEST_APART:
            compared[at + 1] = replace(high, unit=low.unit, currency=low.currency)
    return compared


def _is_bare(limit: Comparison) -> bool:
    return limit.unit is None and limit.currency is None


def _holds(found: _Found, other: _Found) -> bool:
    """Whether the words of one comparator are among the more words of another."""
    return found.first <= other.first and other.last <= found.last and found.first < other.first


def _comparison(
    text: str,
    words: Sequence[Token],
    keys: Sequence[str],
    quantity: Quantity,
    found: _Found | None,
    voc: Vocabulary,
) -> Comparison | None:
    unit, currency = quantity.unit, quantity.currency
    if quantity.low != quantity.high and (found is None or _opens_range(keys, found, voc)):
        start = _range_start(text, words, keys, quantity, voc) if found is None else found.start
        return Comparison(
            start, quantity.end, "between", quantity.low, quantity.high, unit, currency, quantity.out_of
        )
    if found is None:
        return None
    limit = quantity.high if found.op in ("lt", "lte") else quantity.low
    start, end = min(found.start, quantity.start), max(found.end, quantity.end)
    return Comparison(start, end, found.op, limit, limit, unit, currency, quantity.out_of)


def _before(
    text: str, words: Sequence[Token], keys: Sequence[str], quantity: Quantity, voc: Vocabulary
) -> _Found | None:
    """The comparator before a quantity, links and words of approximation between them passed over."""
    lead = text[max(0, quantity.start - _FARTHEST_SIGN) : quantity.start].rstrip(" \t~≈±")
    for sign, op in _SIGNS:
        if lead.endswith(sign):
            start = max(0, quantity.start - _FARTHEST_SIGN) + len(lead) - len(sign)
            at = word_before(words, start)
            return _Found(op, start, quantity.start, at, at)
    at = next_start = quantity.start
    before = word_before(words, at)
    for _ in range(_MOST_LINKS + 1):
        if before == 0 or not _is_clean(text[words[before - 1].end : next_start]):
            return None
        # "No, less than 2 million" isn't "no less than": a comma parts the words of no comparator.
        clause = _clause_before(text, words, before, voc.before.longest)
        found, link = voc.before.ending(keys[clause:before], before - clause), voc.links.ending(keys, before)
        # The "minimum" of "minimum age 7" is a part of the field's name, and no comparator.
        if found is not None and (link is None or link[0] <= found[0]):
            return _negated(text, words, keys, found[1], before - found[0], before, voc)
        passed = link or voc.approximate_before.ending(keys, before)
        if passed is None:
            return None
        before -= passed[0]
        next_start = words[before].start
    return None


def _clause_before(text: str, words: Sequence[Token], before: int, longest: int) -> int:
    """The first of at most `longest` words before a place between which no comma stands."""
    first = before - 1
    while first > max(0, before - longest) and "," not in text[words[first - 1].end : words[first].start]:
        first -= 1
    return first


def _negated(
    text: str, words: Sequence[Token], keys: Sequence[str], op: Op, first: int, last: int, voc: Vocabulary
) -> _Found:
    start, end = words[first].start, words[last - 1].end
    before = first
    for _ in range(_MOST_LINKS):
        link = voc.plain_links.ending(keys, before)
        if link is None or voc.negations.ending(keys, before):
            break
        before -= link[0]
    negation = voc.negations.ending(keys, before)
    if negation is None or not _is_clean(text[words[before - 1].end : words[before].start]):
        return _Found(op, start, end, first, last)
    first = before - negation[0]
    return _Found(_OPPOSITE[op], words[first].start, end, first, last)


def _after(
    text: str,
    words: Sequence[Token],
    keys: Sequence[str],
    quantity: Quantity,
    taken: set[int],
    voc: Vocabulary,
) -> _Found | None:
    """The comparator after a quantity: "or more", "ke atas", "+"; labels between are passed over ("16GB RAM max")."""
    if quantity.at_least:
        at = word_before(words, quantity.end)
        return _Found("gte", quantity.start, quantity.end, at, at)
    if text[quantity.end : quantity.end + 1] == "+":
        at = word_before(words, quantity.end)
        return _Found("gte", quantity.start, quantity.end + 1, at, at)
    at, end = word_before(words, quantity.end), quantity.end
    for _ in range(_MOST_LINKS + 1):
        if at >= len(words) or at in taken:
            return None
        if not _is_clean(text[end : words[at].start]):
            return _added(text, words, keys, quantity, at, voc)
        if found := voc.after.starting(keys, at):
            last = at + found[0]
            return _Found(found[1], quantity.start, words[last - 1].end, at, last)
        if (found := voc.after_at_end.starting(keys, at)) and _ends_clause(
            text, words, at + found[0], keys, voc
        ):
            last = at + found[0]
            return _Found(found[1], quantity.start, words[last - 1].end, at, last)
        passed = voc.links.starting(keys, at)
        if passed is None:
            return None
        at += passed[0]
        end = words[at - 1].end
    return None


def _added(
    text: str, words: Sequence[Token], keys: Sequence[str], quantity: Quantity, at: int, voc: Vocabulary
) -> _Found | None:
    """ "32 GB of RAM, not less": behind a comma, where nothing but the comparator stands in its clause."""
    found = voc.after.starting(keys, at)
    if found is None or text[words[at - 1].end : words[at].start].strip() not in _PAUSES:
        return None
    last = at + found[0]
    closes = last >= len(words) or not text[words[last - 1].end : words[last].start].isspace()
    return _Found(found[1], quantity.start, words[last - 1].end, at, last) if closes else None


def _ends_clause(text: str, words: Sequence[Token], at: int, keys: Sequence[str], voc: Vocabulary) -> bool:
    """Whether a clause ends before word `at`: with the text, at a mark, or where a conjunction joins the next one."""
    if at >= len(words) or voc.conjunctions.starting(keys, at):
        return True
    return not text[words[at - 1].end : words[at].start].isspace()


def _opens_range(keys: Sequence[str], found: _Found, voc: Vocabulary) -> bool:
    """ "from" is a comparator and the opening of "from 3 to 5"."""
    opening = voc.openings.ending(keys, found.last)
    return opening is not None and found.last - opening[0] <= found.first


def _range_start(
    text: str, words: Sequence[Token], keys: Sequence[str], quantity: Quantity, voc: Vocabulary
) -> int:
    before = word_before(words, quantity.start)
    if about := voc.approximate_before.ending(keys, before):
        before -= about[0]
    opening = voc.openings.ending(keys, before)
    return words[before - opening[0]].start if opening else quantity.start


def _is_clean(gap: str) -> bool:
    """True when nothing but spaces and light marks stands between: "max. 5jt", "min: 16GB", "(max) 5"."""
    return all(char in " \t.:()~≈±\u00a0\u202f-'" for char in gap)
