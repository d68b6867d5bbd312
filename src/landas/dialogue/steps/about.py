"""Step `about`: a turn that compares shown items or asks about one is answered from these items, not by a search."""

from collections.abc import Sequence
from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory
from landas.language.pack import LanguagePack
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.intent import Intent
from landas.retrieval.query import RetrievalQuery
from landas.retrieval.sources.lexical import LexicalSource
from landas.retrieval.view import CatalogView
from landas.understanding.about import MOST_TOLD, NamedItems, read_about
from landas.understanding.parser_words import idle_in_names

_LOOKED_AT = 20
_SHORTEST_NAME = 2
"""Words of a title in a row by which a text names an item that wasn't shown."""


class ReadAbout:
    """Pins the items that the turn speaks of. Earlier wishes are kept for the next turn and don't judge these items."""

    name = "about"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        words = self._parts.parsers.about_words
        if "why" in self._parts.parsers.act_words.in_text(draft.request.text):
            return
        said = draft.intent

        def named(text: str) -> NamedItems:
            return items_named(text, draft.view, self._parts.packs)

        about = read_about(draft.request.text, said, self._memory.talk, words, named)
        if about is None:
            return
        draft.about = about
        draft.wishes = self._memory.intent or Intent()
        draft.intent = Intent(
            intent_type="compare" if about.kind == "comparison" else "ask_item",
            language=words.language(draft.request.text) or said.language,
            confidence=said.confidence,
        )
        draft.request = replace(draft.request, pinned=about.item_ids, k=len(about.item_ids))
        draft.need_words(self._memory.need)


def items_named(text: str, view: CatalogView, packs: Sequence[LanguagePack]) -> NamedItems:
    """The items with which the text shares the longest stretch of their titles, at least two words that aren't all of
    those that any request is made of ("and under 3 million"); none where these are too many to be meant."""
    keys = [token.key for token in tokenize(text)]
    found = LexicalSource().propose(RetrievalQuery(text=text), view, view.alive, _LOOKED_AT)
    runs = {p.row: _longest_run(keys, view.item(p.row).title) for p in found}
    longest = max((len(run) for run in runs.values()), default=0)
    best = [row for row, run in runs.items() if len(run) == longest]
    if longest < _SHORTEST_NAME or len(best) > MOST_TOLD or idle_in_names(packs).issuperset(runs[best[0]]):
        return NamedItems()
    return NamedItems(tuple(view.item_id(row) for row in best), frozenset(runs[best[0]]))


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
