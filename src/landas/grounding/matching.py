"""Which words of a request an item really shares: in its title or one of its short public values."""

from collections.abc import Iterable, Sequence

from landas.grounding.shown import ShownItem
from landas.language.pack import LanguagePack
from landas.language.stemming import stem
from landas.language.tokens import tokenize

SHORTEST_WORD = 3
"""Letters below which a shared word ("di", "a") says nothing."""


def matched_words(request_text: str, item: ShownItem, packs: Sequence[LanguagePack]) -> tuple[str, ...]:
    """Words of the request, in its spelling and order, whose stem occurs among the item's own words."""
    own = _stems(_texts(item), packs)
    matched: dict[str, str] = {}
    for token in tokenize(request_text):
        if len(token.text) >= SHORTEST_WORD and own & _word_stems(token.key, packs):
            matched.setdefault(token.key, token.text)
    return tuple(matched.values())


def _texts(item: ShownItem) -> Iterable[str]:
    yield item.title
    for fact in item.facts.values():
        if isinstance(fact.value, str):
            yield fact.value
        elif isinstance(fact.value, tuple):
            yield from fact.value


def _stems(texts: Iterable[str], packs: Sequence[LanguagePack]) -> set[str]:
    return {s for text in texts for token in tokenize(text) for s in _word_stems(token.key, packs)}


def _word_stems(word: str, packs: Sequence[LanguagePack]) -> set[str]:
    return {stem(word, pack.code) for pack in packs} or {word}
