"""Step `about`: a turn that compares shown items or asks about one is answered from these items, not by a search."""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.named import items_named, telling_words
from landas.dialogue.state import Memory
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.intent import Intent
from landas.understanding.about import NamedItems, read_about
from landas.understanding.acts import Act

_OF_NO_ITEM: frozenset[Act] = frozenset({"why", "why_not", "outside", "asks_who", "greets", "recall"})
"""Acts of turns that ask nothing of an item, though they may sound so ("what's the weather?")."""


class ReadAbout:
    """Pins the items that the turn speaks of. Earlier wishes are kept for the next turn and don't judge these items."""

    name = "about"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        words = self._parts.parsers.about_words
        if _OF_NO_ITEM & self._parts.parsers.act_words.in_text(draft.request.text):
            return
        said = draft.intent

        def named(text: str) -> NamedItems:
            everything = words.found("everything", [token.key for token in tokenize(text)])
            alone = telling_words(text, said, self._parts) if everything else ()
            return items_named(text, draft.view, self._parts.packs, alone)

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
