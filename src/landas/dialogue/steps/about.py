"""Step `about`: a turn that compares shown items or asks about one is answered from these items, not by a search."""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.named import items_named, telling_words
from landas.dialogue.scope import asks_for_service
from landas.dialogue.state import Memory
from landas.language.tokens import tokenize
from landas.recommend.parts import Parts
from landas.request.about import AboutItems
from landas.request.intent import Intent
from landas.understanding.shown.about import NamedItems, read_about
from landas.understanding.shown.checks import set_apart
from landas.understanding.turns.acts import Act, wishes_something

_OF_NO_ITEM: frozenset[Act] = frozenset({"why", "why_not", "outside", "asks_who", "greets", "recall", "undo"})
"""Acts of turns that ask nothing of an item, though they may sound so ("what's the weather?")."""


class ReadAbout:
    """Pins the items that the turn speaks of. Earlier wishes are kept for the next turn and don't judge these items."""

    name = "about"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        words = self._parts.parsers.about_words
        text, said = draft.request.text, draft.intent
        acts = self._parts.parsers.act_words.in_text(text)
        if _OF_NO_ITEM & acts or asks_for_service(text, said, draft.view, self._parts):
            return
        if self._turns_to_another_kind(text, said):
            return

        def named(text: str) -> NamedItems:
            everything = words.found("everything", [token.key for token in tokenize(text)])
            alone = telling_words(text, said, self._parts) if everything else ()
            return items_named(text, draft.view, self._parts.packs, alone)

        def read(part: str, of_part: Intent) -> AboutItems | None:
            return read_about(part, of_part, draft.talk, words, named)

        listed = bool(draft.talk.listed)
        checked, rest = set_apart(text, said, read, self._asks_for_others) if listed else (None, said)
        wishes = checked is not None and wishes_something(rest)
        about = None if wishes else read(text, said)
        if about is None and not wishes and "more" not in acts:
            about = checked
        if about is None:
            draft.intent = rest
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

    def _turns_to_another_kind(self, text: str, said: Intent) -> bool:
        """ "What about a mouse to go with it?" after laptops."""
        keys = [token.key for token in tokenize(text)]
        joins = any(self._parts.parsers.about_words.joining.starting(keys, at) for at in range(len(keys)))
        before = self._memory.intent.categories if self._memory.intent else ()
        return joins and bool(said.categories) and not set(said.categories) & set(before)

    def _asks_for_others(self, text: str) -> bool:
        keys = [token.key for token in tokenize(text)]
        more = "more" in self._parts.parsers.act_words.in_text(text)
        return more or self._parts.parsers.about_words.seeks(keys)
