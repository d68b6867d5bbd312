"""Step `clarify`: at most one question, where its answer would narrow down what fits far more than the slate does."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from landas.dialogue.clarify import best_question
from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory
from landas.grounding.wording.task import Option, Question
from landas.ids import ItemIndex
from landas.recommend.parts import Parts
from landas.request.intent import Constraint
from landas.understanding.turns.acts import wishes_something

MOST_ASKED = 2
"""Questions of one conversation."""
_OPTIONS = 3
_POPULAR = 500
"""Items whose kinds are named where what is asked for isn't there."""
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
        said = draft.intent
        lacks = said.names_what_is_lacking
        searches = draft.about is None and said.intent_type in ("find", "recommend")
        standing = draft.wishes is not None and wishes_something(draft.wishes)
        seeks_a_list = draft.preface == "nothing_shown" and not standing
        if (
            not (searches or lacks or seeks_a_list)
            or self._memory.has_just_asked
            or sum(map(bool, asked)) >= MOST_ASKED
        ):
            return
        if lacks or seeks_a_list:
            draft.question = self._about_kinds(draft)
        elif said.clarification_needed:
            draft.question = self._about_anything(draft)
        elif draft.request.surface not in self._parts.safety.high_stakes:
            draft.question = self._about_a_field(draft)

    def _about_anything(self, draft: ChatDraft) -> Question:
        """Where the text was understood too little to be sure of what was found."""
        if draft.intent.categories:
            return Question("anything")
        rows = (draft.view.row(c.item_id) for c in draft.candidates)
        kinds = draft.view.categories([row for row in rows if row is not None])
        return self._of_kinds(draft, tuple(dict.fromkeys(kind for kind in kinds if kind))[:_OPTIONS])

    def _about_kinds(self, draft: ChatDraft) -> Question:
        """What there is instead: the kinds that the most popular items are of most."""
        allowed = draft.view.alive if draft.allowed is None else draft.allowed
        popular = draft.view.popularity_order[allowed[draft.view.popularity_order]][:_POPULAR]
        kinds = Counter(kind for kind in draft.view.categories([ItemIndex(int(r)) for r in popular]) if kind)
        return self._of_kinds(draft, tuple(kind for kind, _ in kinds.most_common(_OPTIONS)))

    @staticmethod
    def _of_kinds(draft: ChatDraft, kinds: Sequence[str]) -> Question:
        """Kinds as options, with how many items that may be shown are of each."""
        view = draft.view
        allowed = view.alive if draft.allowed is None else draft.allowed
        wishes = (Constraint(view.category_field, "eq", kind) for kind in kinds)
        counted = (Option(wish, int(np.count_nonzero(view.mask(wish) & allowed))) for wish in wishes)
        options = tuple(option for option in counted if option.count)
        return Question("category", options=tuple(str(o.constraint.value) for o in options), counted=options)

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
