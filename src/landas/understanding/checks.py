"""Questions that make sure of what was shown ("are pets allowed?", "3 stars, right?"), and such as ask for others."""

import re

from landas.language.tokens import tokenize
from landas.request.intent import Constraint, Intent
from landas.understanding.about_words import AboutWords
from landas.understanding.references import References, Talk, references

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


def asks_for_others(text: str, said: Intent, words: AboutWords) -> bool:
    """ "I am tired of that. Is there one with Indian food?": a sentence with a wish that asks for others and points at
    nothing, whatever an earlier one points at."""
    for start, end in sentences(text):
        wishes = [w for w in said.constraints if w.assumption is None and _is_within(w, start, end)]
        sentence = text[start:end]
        if not wishes or not sentence.endswith("?"):
            continue
        read = references(sentence, Talk(), words)
        points = read.pronoun is not None or read.placed or words.found("which", read.keys)
        if words.found("beyond", read.keys) and not points:
            return True
    return False


def takes_back(text: str, said: Intent) -> bool:
    """Whether a turn takes an earlier wish back, in a sentence that asks nothing: "parking isn't a must"."""
    return bool(said.released) and any(not text[start:end].endswith("?") for start, end in sentences(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text begins and ends."""
    return [found.span() for found in _SENTENCE.finditer(text) if found.group().strip()]


def _is_within(wish: Constraint, start: int, end: int) -> bool:
    return wish.span is not None and start <= wish.span[0] and wish.span[1] <= end
