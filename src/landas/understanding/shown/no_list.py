"""Turns that speak of a list though none was shown: it is said so, rather than searched for their words."""

from collections.abc import Collection

from landas.language.tokens import tokenize
from landas.request.intent import Intent
from landas.understanding.shown.about_words import AboutWords
from landas.understanding.shown.asked_fields import fields_named, unexplained
from landas.understanding.shown.references import References
from landas.understanding.turns.acts import Act


def speaks_of_a_list(
    text: str, said: Intent, read: References, words: AboutWords, acts: Collection[Act]
) -> bool:
    """Whether a turn says nothing but what it says of a list, though none was shown: "tell me about the second one",
    "are pets welcome at the second?", "lebih murah dari itu", "compare 1 and 2"."""
    if said.categories or said.sort or words.seeks(read.keys):
        return False
    if {"why", "why_not"} & set(acts):
        return True
    asks_of_a_place = read.placed and text.rstrip().endswith("?")
    wishes = not asks_of_a_place and any(c.assumption is None for c in said.constraints)
    unknown = {t.key for phrase in said.unparsed for t in tokenize(phrase)} - words.own
    free = {key for key in unexplained(read, said) if not key.isdecimal()}
    known = words.idle | words.fields.words | words.refusing
    if wishes or read.items or (unknown and not read.placed) or not free <= known:
        return False
    compares = words.found("compare", read.keys) or words.found("which_of", read.keys)
    asks = bool(fields_named(read, words)) or words.found("values", read.keys) or bool(said.comparatives)
    return (
        read.placed or read.compares or compares or _than_that(read, words) or (bool(read.pronoun) and asks)
    )


def _than_that(read: References, words: AboutWords) -> bool:
    """ "Older than that"."""
    last = len(read.keys) - 1
    return last > 0 and read.keys[last] in words.definite and words.is_behind_than(read.keys, last)
