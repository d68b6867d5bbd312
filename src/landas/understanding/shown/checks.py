"""Questions that make sure of what was shown ("are pets allowed?", "3 stars, right?"), and such as ask for others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from landas.language.tokens import tokenize
from landas.request.about import AboutItems
from landas.request.intent import Constraint, Intent
from landas.understanding.shown.about_words import AboutWords
from landas.understanding.shown.references import References, Talk, references

Read = Callable[[str, Intent], AboutItems | None]
"""What a text, with what it wishes, asks of items that were shown."""
_CLAUSE = re.compile(r"[.?!,;]")
_SENTENCE = re.compile(r"[^.?!]*[.?!]*")


def checks_shown(text: str, said: Intent, read: References, talk: Talk, words: AboutWords) -> bool:
    """Whether a turn only asks whether what was shown has something that a yes-or-no field tells, or makes sure of a
    number. "Is there one with parking?" asks for something else."""
    wishes = [wish for wish in said.constraints if wish.assumption is None]
    if not (talk.listed and wishes) or said.categories or said.sort or said.comparatives:
        return False
    if words.seeks(read.keys) or words.found("some", _free(read)) or words.found("which", read.keys):
        return False
    clauses = [[token.key for token in tokenize(clause)] for clause in _CLAUSE.split(text)]
    asks = text.rstrip().endswith("?")
    if all(wish.value is True for wish in wishes):
        tagged = any(words.ends("tags", keys) for keys in clauses)
        return (asks and (read.pronoun is not None or words.found("checking", read.keys))) or tagged
    numbers = all(not isinstance(wish.value, str | tuple) for wish in wishes)
    return asks and numbers and any(words.ends("assuring", keys) for keys in clauses)


def _free(read: References) -> list[str]:
    """The words that don't point at anything."""
    return [key for n, key in enumerate(read.keys) if n not in read.taken]


def asks_for_others(
    text: str, said: Intent, talk: Talk, words: AboutWords, is_named: Callable[[str], bool]
) -> bool:
    """ "I am tired of that. Is there one with Indian food?": a sentence with a wish that asks for others and points at
    nothing, whatever an earlier one points at."""
    for start, end in sentences(text):
        wishes = [w for w in said.constraints if w.assumption is None and _is_said_in(w, start, end)]
        sentence = text[start:end]
        if not wishes or not sentence.endswith("?"):
            continue
        read = references(sentence, talk, words)
        points = read.pronoun is not None or read.placed or words.found("which", read.keys)
        if words.found("beyond", read.keys) and not points and not (read.items or is_named(sentence)):
            return True
    return False


def takes_back(text: str, said: Intent) -> bool:
    """Whether a turn takes an earlier wish back, in a sentence that asks nothing: "parking isn't a must"."""
    return bool(said.released) and any(not text[start:end].endswith("?") for start, end in sentences(text))


def set_apart(
    text: str, said: Intent, read: Read, leaves: Callable[[str], bool]
) -> tuple[AboutItems | None, Intent]:
    """What the questions of a text ask of shown items, and the intent without the values that they only make sure of:
    the 5 of "is that 5 stars? 4 will do". `leaves`: whether a sentence asks for others, of which the next ones then
    speak."""
    spans = sentences(text)
    about: AboutItems | None = None
    asking: list[tuple[int, int]] = []
    for start, end in spans if len(spans) > 1 else ():
        if leaves(text[start:end]):
            break
        part = _within(said, start, end)
        asks = part.constraints and text[start:end].rstrip().endswith("?")
        if asks and (found := read(" " * start + text[start:end], part)) is not None:
            about = about or found
            asking.append((start, end))
    kept = (_put_right(wish, text, said) for wish in said.constraints if not _is_asked(wish, asking))
    return about, replace(said, constraints=tuple(kept))


def _put_right(wish: Constraint, text: str, said: Intent) -> Constraint:
    """ "A contract? I want a full-time one": of several values those of what is said behind the last question."""
    asked = [end for start, end in sentences(text) if text[start:end].rstrip().endswith("?")]
    if wish.op != "in" or not asked or not text[max(asked) :].strip():
        return wish
    behind = {e.value for e in said.entities if e.span[0] >= max(asked)}
    before = {e.value for e in said.entities if e.span[0] < max(asked)}
    values = tuple(value for value in wish.values if value in behind)
    if not values or len(values) == len(wish.values) or not set(wish.values) <= behind | before:
        return wish
    return (
        replace(wish, op="in", value=values) if len(values) > 1 else replace(wish, op="eq", value=values[0])
    )


def _is_asked(wish: Constraint, asking: Sequence[tuple[int, int]]) -> bool:
    """Whether a wish is only said in sentences that ask of shown items."""
    ends = (wish.span[0], wish.span[1] - 1) if wish.span else ()
    return bool(ends) and all(any(start <= at < end for start, end in asking) for at in ends)


def _within(said: Intent, start: int, end: int) -> Intent:
    """What one sentence of a text wishes."""
    entities = tuple(e for e in said.entities if start <= e.span[0] < end)
    return replace(
        said,
        constraints=tuple(wish for wish in said.constraints if _is_said_in(wish, start, end)),
        categories=tuple(kind for kind in said.categories if kind in {e.value for e in entities}),
        entities=entities,
        comparatives=tuple(c for c in said.comparatives if c.span and start <= c.span[0] < end),
        sort=said.sort if said.sort and said.sort.span and start <= said.sort.span[0] < end else None,
        released=(),
    )


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends."""
    return [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]


def _is_said_in(wish: Constraint, start: int, end: int) -> bool:
    return wish.span is not None and wish.span[0] < end and wish.span[1] > start
