"""Step `merge`: what this turn says, joined with what earlier turns left."""

from dataclasses import replace

from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory
from landas.recommend.parts import Parts
from landas.understanding.merge import merge


class MergeTurns:
    """Keeps and refines earlier constraints. A turn that names another kind of thing starts with fresh words.
    A turn about shown items wishes nothing."""

    name = "merge"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._memory = memory
        self._parts = parts

    def __call__(self, draft: ChatDraft) -> None:
        before = self._memory.intent
        if before is None or draft.wishes is not None:
            return
        said = draft.intent
        parser = self._parts.parsers.of(draft.view)
        if draft.view.category_field in said.released:
            before = replace(before, categories=())
        draft.intent = merge(before, said, parser.several, self._memory.numbers)
        if draft.intent is not said and self._memory.words not in draft.words:
            draft.words = f"{self._memory.words} {draft.words}".strip()
