"""The words of a conversation that retrieval still matches, each with the wish that it names.

A word leaves with its wish: when that is replaced, taken back or denied. What a later turn adds is what it wishes, what
it is for, and what no wish explains; words that only point at one ("the colour doesn't matter") add nothing to match.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landas.language.pack import LanguagePack
from landas.language.tokens import Token, tokenize, word_keys
from landas.request.intent import Constraint, Intent, Span
from landas.request.satisfaction import NEGATIVE_OPS
from landas.understanding.words.marks import is_comparing, marks_of, plain_key


@dataclass(frozen=True, slots=True)
class NeedWord:
    """`field` and `values` say which wish the word names; None: it names none that the catalogue has."""

    text: str
    field: str | None = None
    values: tuple[str, ...] = ()

    def to_document(self) -> list[Any]:
        return [self.text, self.field, list(self.values)]

    @classmethod
    def from_document(cls, document: Sequence[Any]) -> "NeedWord":
        text, field, values = document
        return cls(text, field, tuple(values))


Need = tuple[NeedWord, ...]
MOST_CARRIED = 60
"""Words that a turn takes over from earlier ones: the latest."""


def text_of(need: Need) -> str:
    """The words as retrieval takes them."""
    return " ".join(word.text for word in need)


def need_of(
    words: str, text: str, said: Intent, category_field: str, packs: Sequence[LanguagePack] = ()
) -> Need:
    """The need of a turn alone. `words`: what is to be matched of its `text`, which was read as `said`. Words that
    carry no wish in any language are left out, unless they name one."""
    named, idle = dict(_named(text, said, category_field)), marks_of(packs).common_words
    denied = {key for phrase in said.denied for key in word_keys(phrase)}
    comparing = {key for phrase in said.unparsed if is_comparing(phrase, packs) for key in word_keys(phrase)}
    tokens = (
        t
        for t in tokenize(words)
        if t.key in named or (plain_key(t.text) not in idle and t.key not in comparing | denied)
    )
    return tuple(_tagged(token, named) for token in tokens)


def joined(before: Need, turn: Need, text: str, said: Intent, held: Intent) -> Need:
    """The need after a turn that goes on from earlier ones; `held` is what they and it wish together."""
    kept = tuple(word for word in before if _stands(word, held) and not _is_denied(word, said))
    known = {word_keys(word.text) for word in kept}
    wished = _wished_keys(text, said)
    added = (word for word in turn if word.field is not None or word_keys(word.text)[0] in wished)
    return (*kept[-MOST_CARRIED:], *(word for word in added if word_keys(word.text) not in known))


def loose_words(need: Need) -> list[NeedWord]:
    """The words that name no wish of the catalogue's: nothing tells when these have had their day."""
    return [word for word in need if word.field is None]


def _tagged(token: Token, named: Mapping[str, tuple[str, tuple[str, ...]]]) -> NeedWord:
    field, values = named.get(token.key, (None, ()))
    return NeedWord(token.text, field, values)


def _named(text: str, said: Intent, category_field: str) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    """Every word by which a wish is named, as the person said it, as it was read, and as the catalogue has it."""
    for entity in said.entities:
        if entity.value in said.categories:
            yield from _each(text, said, entity.span, (entity.value,), category_field)
    for constraint in said.constraints:
        if values := _positive(constraint):
            yield from _each(text, said, constraint.span, values, constraint.field)


def _each(
    text: str, said: Intent, span: Span | None, values: tuple[str, ...], field: str
) -> Iterator[tuple[str, tuple[str, tuple[str, ...]]]]:
    read_as = [read for start, end, read in said.corrections if span and span[0] <= start and end <= span[1]]
    surface = [text[slice(*span)]] if span else []
    for phrase in (*surface, *read_as, *values):
        for key in word_keys(phrase):
            yield key, (field, values)


def _positive(constraint: Constraint) -> tuple[str, ...]:
    """The named values that a constraint wants."""
    if constraint.op in NEGATIVE_OPS:
        return ()
    value = constraint.value
    several: Iterable[Any] = value if isinstance(value, tuple) else (value,)
    return tuple(each for each in several if isinstance(each, str))


def _stands(word: NeedWord, held: Intent) -> bool:
    """Whether the wish that a word names still holds; a word that names none stands by itself."""
    if word.field is None or set(word.values) & set(held.categories):
        return True
    return any(c.field == word.field and set(_positive(c)) & set(word.values) for c in held.constraints)


def _is_denied(word: NeedWord, said: Intent) -> bool:
    denied = {key for phrase in said.denied for key in word_keys(phrase)}
    return word.field is None and not denied.isdisjoint(word_keys(word.text))


def _wished_keys(text: str, said: Intent) -> Collection[str]:
    """Of a turn's words those that say what is wanted or for what, and those that no wish explains."""
    phrases = [*said.unparsed, *said.loose, *(p.text for p in said.preferences)]
    phrases += [text[slice(*entity.span)] for entity in said.entities if entity.value in said.categories]
    phrases += [
        read
        for start, end, read in said.corrections
        if any(text[start:end] in phrase for phrase in said.unparsed)
    ]
    return {key for phrase in phrases for key in word_keys(phrase)}
