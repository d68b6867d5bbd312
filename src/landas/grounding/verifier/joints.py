"""Where a sentence is not cut into clauses: inside phrases, between names told of together, around asides."""

from itertools import pairwise

from landas.grounding.verifier.names import Mention
from landas.grounding.verifier.reading import Reading
from landas.grounding.verifier.sheets import Sheet

LONGEST = 120
"""Pieces of the longest stretch that is judged as one statement; more would be cut, so that the work stays linear."""


def kept_whole(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """Pieces at which this sentence isn't cut: inside phrases, between names told of together, before a name."""
    inside = {i for hit in reading.hits_in(first, last) for i in range(hit.first + 1, hit.last)}
    inside |= {i for hit in reading.hits_in(first, last, *_BINDING) for i in range(hit.first, hit.last)}
    # "Than the first", "dari yang pertama": the word that leads an ordinal stays with it.
    inside |= {hit.first - 1 for hit in reading.hits_in(first, last, "ordinals") if hit.first > first}
    inside |= {hit.last for hit in reading.hits_in(first, last, "than")}  # "than that of the Brio"
    has, mentions = sheet.vocabulary.has, reading.mentions_in(first, last)
    for before, after in pairwise(mentions):
        if linked(reading, sheet, before, after) and not _begins_anew(reading, sheet, before, after, last):
            inside.update(range(before.last, after.first))
        if corrected(reading, sheet, before, after):
            inside.update(range(before.last, after.first))
    for mention in mentions:
        leading = _word_before(reading, sheet, mention.first, first)
        if leading is not None and has("prepositions", reading.pieces[leading].key):
            inside.add(leading)
    inside |= _aside(reading, sheet, first, last)
    inside |= _cleft(reading, sheet, first, last) | _gap_behind(reading, sheet, first, last)
    for hit in reading.hits_in(first, last, *_APART):
        if hit.first > first and reading.pieces[hit.first - 1].text == ",":
            inside.add(hit.first - 1)
        inside.update(range(hit.first, hit.last + 1))  # with "yang" of "seperti yang lain"
    for at in range(first, last):
        if reading.pieces[at].text == "“":
            inside |= _quoted_list(reading, sheet, at, last)
    return inside | _fronted(reading, sheet, first, last)


def _quoted_list(reading: Reading, sheet: Sheet, at: int, last: int) -> set[int]:
    """ "I don't know “theory”, “liver” or “recursion”": words that are quoted one after another."""
    end = i = at
    while i < last and reading.pieces[i].text == "“":
        i = next((place + 1 for place in range(i, last) if reading.pieces[place].text == "”"), last)
        end = i
        while i < last and (
            reading.pieces[i].text == "," or sheet.vocabulary.has("joiners", reading.pieces[i].key)
        ):
            i += 1
    return set(range(at, end))


def _cleft(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """The "that" of "it isn't a 700 mAh battery that …", the "yang" of "tidak ada laptop yang …"."""
    opening = next((i for i in range(first, last) if reading.pieces[i].is_word), last)
    found = set()
    for hit in reading.hits_in(first, last, "clefts", "no_kind", "none_better", "denials"):
        if hit.first == opening:
            behind = range(hit.last, last)
            breaks = (i for i in behind if sheet.vocabulary.has("relative", reading.pieces[i].key))
            commas = (i for i in behind if reading.pieces[i].text == ",")
            at = next(breaks, None)
            if at is not None and at < next(commas, last):
                found.add(at)
    return found


def _aside(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """Commas around names that only say who "the two" are, and behind "roughly speaking"."""
    text = [reading.pieces[i].text for i in range(first, last)]
    found = {
        hit.last
        for hit in reading.hits_in(first, last, "loosely", "approximate")
        if hit.last < last and text[hit.last - first] == ","
    }
    for hit in reading.hits_in(first, last, "all_items", "no_item", "group_sizes"):
        if hit.last >= last or text[hit.last - first] != ",":
            continue
        end = _behind_names(reading, sheet, hit.last + 1, last)
        if end is not None:
            found.update({hit.last, end})
    opening = next((i for i in range(first, last) if reading.pieces[i].is_word), last)
    if sheet.vocabulary.has("pairing", reading.pieces[opening].key if opening < last else ""):
        end = _behind_names(reading, sheet, opening + 1, last)
        if end is not None and end < last and reading.pieces[end].text == ",":
            found.add(end)
    return found


def _behind_names(reading: Reading, sheet: Sheet, position: int, last: int) -> int | None:
    """The place behind two names told of together that begin at `position`; None where none do."""
    while position < last and sheet.vocabulary.has("articles", reading.pieces[position].key):
        position += 1
    mentions = reading.mentions_in(position, last)
    if len(mentions) < 2 or mentions[0].first != position or not linked(reading, sheet, *mentions[:2]):
        return None
    return mentions[1].last


def _gap_behind(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """The comma of "lighter than the Brio, by 300 g"."""
    return {
        i
        for i in range(first, last - 1)
        if reading.pieces[i].text == "," and sheet.vocabulary.has("by", reading.pieces[i + 1].key)
    }


_APART = ("unlike", "alike", "excepting")


def linked(reading: Reading, sheet: Sheet, before: Mention, after: Mention) -> bool:
    """True for two names told of together: "the Aster and the Brio"."""
    between = range(before.last, after.first)
    has = sheet.vocabulary.has
    keys = [reading.pieces[i].key for i in between]
    return 0 < len(keys) <= 3 and all(has("articles", key) or has("links", key) for key in keys)


def corrected(reading: Reading, sheet: Sheet, before: Mention, after: Mention) -> bool:
    """True for "(not) the Aster, but the Brio"."""
    words = [reading.pieces[i].key for i in range(before.last, after.first) if reading.pieces[i].is_word]
    has = sheet.vocabulary.has
    return bool(words) and has("corrections", words[0]) and all(has("articles", key) for key in words[1:])


def _begins_anew(reading: Reading, sheet: Sheet, before: Mention, after: Mention, last: int) -> bool:
    """ "Lighter than the Aster and the Brio is cheaper": a verb behind the second name after "than"."""
    compares = any(
        hit.last <= before.first <= hit.last + 2
        for hit in reading.hits_in(max(0, before.first - 4), before.first, "than")
    )
    following = reading.pieces[after.last].key if after.last < last else ""
    return compares and sheet.vocabulary.has("verbs", following)


def _word_before(reading: Reading, sheet: Sheet, position: int, first: int) -> int | None:
    """The place of the word before `position`, articles skipped; None where the sentence begins."""
    position -= 1
    while position >= first and sheet.vocabulary.has("articles", reading.pieces[position].key):
        position -= 1
    return position if position >= first else None


def _fronted(reading: Reading, sheet: Sheet, first: int, last: int) -> set[int]:
    """The comma behind "Compared to the Brio, …", which only says what the rest compares with."""
    for hit in reading.hits_in(first, min(last, first + 6), "than", *_APART):
        end = min(last, first + LONGEST)
        named = [(m.first, m.last) for m in reading.mentions_in(hit.last, end)[:1]]
        if hit.marker.kind != "than":
            named += [(h.first, h.last) for h in reading.hits_in(hit.last, end, "ordinals")[:1]]
        for begins, ends in named if hit.first == first else ():
            between = range(hit.last, begins)
            if ends < last and reading.pieces[ends].text == "," and _only_leads(reading, sheet, between):
                return {ends}
    return set()


def _only_leads(reading: Reading, sheet: Sheet, between: range) -> bool:
    """Articles, or what leads an ordinal ("yang")."""
    has = sheet.vocabulary.has
    keys = (reading.pieces[i].key for i in between)
    return all(has("articles", key) or has("ordinal_heads", key) for key in keys)


def after_quantifier(reading: Reading, first: int, last: int) -> set[int]:
    """ "The only one with …": the side statement is the statement."""
    return {hit.last for hit in reading.hits_in(first, last, "only_item", "no_item", "all_items")}


_BINDING = (
    "than", "unknown", "negative_idioms", "up_to", "less_than", "more_than", "approximate", "echo",
    "only_item", "no_item", "all_items", "comparatives", "superlatives", "equatives", "available_in", "cause",
    "presupposing", "same", "difference", "unlike", "alike", "excepting", "multiples", "unknown",
    "denials", "no_kind", "none_better", "loosely", "beating", "idioms",
)  # fmt: skip
