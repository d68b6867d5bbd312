"""Step `merge`: what this turn says, joined with what earlier turns left."""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory, Topic
from landas.recommend.parts import Parts
from landas.understanding.merge import merge
from landas.understanding.need import joined, need_of


class MergeTurns:
    """Keeps and refines earlier constraints. A turn that names another kind of thing starts with fresh words.
    A turn about shown items wishes nothing."""

    name = "merge"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._memory = memory
        self._parts = parts

    def __call__(self, draft: ChatDraft) -> None:
        before, said = self._memory.intent, draft.intent
        if draft.wishes is not None:
            return
        parser = self._parts.parsers.of(draft.view)
        draft.need = draft.need or need_of(
            draft.words, draft.request.text, said, parser.category_field, self._parts.packs
        )
        if before is None:
            return
        need = self._memory.need
        if topic := self._returned_to(draft):
            before, need = topic.intent, topic.need
            said = draft.intent = replace(
                said, unparsed=self._parts.parsers.act_words.without("return", said)
            )
        if draft.view.category_field in said.released:
            before = replace(before, categories=())
        draft.intent = merge(before, said, parser.several, self._memory.numbers)
        if draft.intent is not said:
            draft.need_words(joined(need, draft.need, draft.request.text, said, draft.intent))

    def _returned_to(self, draft: ChatDraft) -> Topic | None:
        """The earlier topic that the turn says to go back to; None where it names none that was left."""
        said, before = draft.intent, self._memory.intent
        if before is None or not said.categories or set(said.categories) & set(before.categories):
            return None
        if "return" not in self._parts.parsers.act_words.in_text(draft.request.text):
            return None
        return next((t for t in self._memory.topics if set(said.categories) & set(t.intent.categories)), None)
