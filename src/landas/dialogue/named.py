"""Which items of the catalogue a text names, though the conversation may not have shown them."""

import re
from collections.abc import Collection, Sequence

from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.intent import Intent
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.view import CatalogView
from landas.understanding.parser_words import idle_in_names
from landas.understanding.shown.about import MOST_TOLD, NamedItems

_LOOKED_AT = 20
_SHORTEST_NAME = 2
"""Words of a title in a row by which a text names an item that wasn't shown."""
_BESIDE = re.compile(r"[(\[].*")
"""What stands in brackets behind a name: a year, another title."""


def items_named(
    text: str, view: CatalogView, packs: Sequence[LanguagePack], alone: Collection[str] = ()
) -> NamedItems:
    """The items with which the text shares the longest stretch of their titles, at least two words that aren't all of
    those that any request is made of ("and under 3 million"); only the ones whose whole name it is, where there are
    such, and none where they are too many to be meant. A word of `alone` names an item by itself where it is the
    whole of its name."""
    keys = [token.key for token in tokenize(text)]
    idle = idle_in_names(packs)
    found = LexicalSource().propose(RetrievalQuery(text=text), view, view.alive, _LOOKED_AT)
    titles = {p.row: view.item(p.row).title for p in found}
    runs = {row: _longest_run(keys, title) for row, title in titles.items()}
    longest = max((len(run) for run in runs.values()), default=0)
    best = [row for row, run in runs.items() if len(run) == longest]
    whole = [row for row in best if _is_whole(runs[row], titles[row], idle)]
    if longest < _SHORTEST_NAME:
        best = whole = [row for row in whole if set(runs[row]) <= set(alone)]
    best = whole or best
    if not best or len(best) > MOST_TOLD or idle.issuperset(runs[best[0]]):
        return NamedItems()
    return NamedItems(tuple(view.item_id(row) for row in best), frozenset(runs[best[0]]))


def telling_words(text: str, said: Intent, parts: Parts) -> frozenset[str]:
    """Words that may name an item alone: none of a wish, and none that any request is made of."""
    spans = [*(c.span for c in said.constraints), *(e.span for e in said.entities)]
    tokens = tokenize(text)
    wished = {t.key for t in tokens for span in spans if span and span[0] <= t.start < span[1]}
    idle = parts.parsers.about_words.own | idle_in_names(parts.packs)
    return frozenset(token.key for token in tokens) - wished - idle


def _is_whole(run: Sequence[str], title: str, idle: frozenset[str]) -> bool:
    """Whether the run has every telling word of the title's name."""
    name = {token.key for token in tokenize(_BESIDE.sub("", title))} - idle
    return bool(name) and name <= set(run)


def _longest_run(keys: list[str], title: str) -> list[str]:
    own = [token.key for token in tokenize(title)]
    longest: list[str] = []
    for start in range(len(own)):
        for at in range(len(keys)):
            size = 0
            while start + size < len(own) and at + size < len(keys) and own[start + size] == keys[at + size]:
                size += 1
            longest = keys[at : at + size] if size > len(longest) else longest
    return longest
