"""Step `merge`: what this turn says, joined with what earlier turns left."""

from dataclasses import replace

from landas.catalog.fields import is_number
from landas.dialogue.draft import ChatDraft
from landas.dialogue.returning import with_restored, with_values_of
from landas.dialogue.state import Memory, Topic
from landas.recommend.parts import Parts
from landas.understanding.shown.references import references
from landas.understanding.turns.acts import wishes_something
from landas.understanding.turns.merge import Shown, merge
from landas.understanding.turns.need import joined, need_of
from landas.understanding.turns.removing import without_taken


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
        before = without_taken(before, draft.request.removed_wishes, parser.category_field)
        need = self._memory.need
        acts = self._parts.parsers.act_words.in_text(draft.request.text)
        if "return" in acts:
            without = self._parts.parsers.act_words.without
            text = draft.request.text
            unparsed, loose = without("return", said.unparsed, text), without("return", said.loose, text)
            said = replace(said, unparsed=unparsed, loose=loose)
            if topic := self._returned_to(draft):
                before, need = topic.intent, topic.need
            elif wishes_something(said) and not said.categories:
                said, earlier = with_values_of(
                    said, Topic(before, need), self._memory.earlier, parser.several, leaving="back" in acts
                )
                before, need = earlier.intent, earlier.need
            draft.intent = said
        if said.restored:
            now = with_restored(said, Topic(before, need), self._memory.earlier)
            if now.intent is not before:
                said = replace(said, released=(), unparsed=(), loose=())
                before, need = now.intent, now.need
            said = draft.intent = replace(said, restored=())
        if draft.view.category_field in said.released:
            before = replace(before, categories=())
        draft.intent = merge(before, said, parser.several, self._compared_with(draft))
        if draft.intent is not said:
            draft.need_words(joined(need, draft.need, draft.request.text, said, draft.intent))

    def _compared_with(self, draft: ChatDraft) -> Shown:
        """The numbers that "lighter" is measured by: those of the items that something is compared with ("than the
        second"), else of the slate shown last; none where nothing is known of these items."""
        read = references(draft.request.text, draft.talk, self._parts.parsers.about_words)
        items = read.standards or (read.items if read.placed else [])
        if not (draft.intent.comparatives and items):
            return self._memory.numbers
        numbers: dict[str, tuple[float, ...]] = {}
        for compared in draft.intent.comparatives:
            rows = [row for row in draft.view.rows_of(items) if row is not None]
            values = (draft.view.value(compared.field, row) for row in rows)
            numbers[compared.field] = tuple(float(v) for v in values if is_number(v))
        return {**self._memory.numbers, **numbers}

    def _returned_to(self, draft: ChatDraft) -> Topic | None:
        """The earlier topic that the turn says to go back to; None where it names none that was left."""
        said, before = draft.intent, self._memory.intent
        if before is None or not said.categories or set(said.categories) & set(before.categories):
            return None
        return next((t for t in self._memory.topics if set(said.categories) & set(t.intent.categories)), None)
