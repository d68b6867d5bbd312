"""Step `clarify`: at most one question, where its answer would narrow down what fits far more than the slate does."""

from landas.dialogue.clarify import best_question
from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory
from landas.grounding.wording.task import Question
from landas.recommend.parts import Parts

MOST_ASKED = 2
"""Questions of one conversation."""
_OPTIONS = 3
_CROWDED = 8
"""So many times as many items fit as are shown, before anything is asked."""


class Clarify:
    """Never asks twice in a row, nor about what was asked or wished before; what was found is shown all the same. Where
    the stakes are high, every sentence needs a citation, so nothing is asked for the sake of comfort."""

    name = "clarify"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        asked = self._memory.asked
        searches = draft.about is None and draft.intent.intent_type in ("find", "recommend")
        if not searches or self._memory.has_just_asked or sum(map(bool, asked)) >= MOST_ASKED:
            return
        if draft.intent.clarification_needed:
            draft.question = self._about_anything(draft)
        elif draft.request.surface not in self._parts.safety.high_stakes:
            draft.question = self._about_a_field(draft)

    def _about_anything(self, draft: ChatDraft) -> Question:
        """Where the text was understood too little to be sure of what was found."""
        if draft.intent.categories:
            return Question("anything")
        rows = (draft.view.row(c.item_id) for c in draft.candidates)
        kinds = [kind for row in rows if row is not None and (kind := draft.view.category(row))]
        return Question("category", options=tuple(dict.fromkeys(kinds))[:_OPTIONS])

    def _about_a_field(self, draft: ChatDraft) -> Question | None:
        """Where many times more fits than is shown."""
        if draft.allowed is None or draft.fitting < _CROWDED * max(1, len(draft.slate)):
            return None
        said = draft.intent
        settled = {c.field for c in (*said.constraints, *draft.request.filters)}
        settled |= {asked for asked in self._memory.asked if asked}
        settled |= {said.sort.field} if said.sort else set()
        settled |= {draft.view.category_field} if said.categories else set()
        rows = [row for c in draft.candidates if (row := draft.view.row(c.item_id)) is not None]
        return best_question(
            draft.view,
            self._parts.schema,
            rows,
            draft.allowed,
            frozenset(settled),
            self._parts.parsers.names,
            self._parts.parsers.of(draft.view).usual_field,
        )
