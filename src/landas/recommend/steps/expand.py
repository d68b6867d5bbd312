"""Step `expand`: where a request was understood too little, a model names other words for it, which are measured and
tried as further queries.

Switched on by `[llm.tasks.expansion]`. Nothing it says is shown, and nothing that was understood changes by it.
"""

import logging

from landas.errors import ProviderError
from landas.llm.calls import Answer
from landas.recommend.asking import ask_model, may_ask
from landas.recommend.draft import Draft
from landas.recommend.expanding import Expanded, TriedTerm, tried
from landas.recommend.parts import Parts
from landas.recommend.withheld import told_words
from landas.settings import TaskSection
from landas.understanding.contracts.expansion.checks import usable_terms
from landas.understanding.contracts.expansion.contract import EXPANSION
from landas.understanding.contracts.expansion.task_input import LONGEST_REQUEST, MOST_KINDS, ExpansionInput

SURE = 0.75
"""With this confidence and no unknown word the request needs no other words."""
_TAIL_MS = 300
"""Left of the deadline for wording and the steps between."""
_log = logging.getLogger(__name__)


class Expand:
    """Leaves in the draft what was proposed, tried and accepted; does nothing where no model may be asked."""

    name = "expand"

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def __call__(self, draft: Draft) -> None:
        section = may_ask(self._parts, draft, EXPANSION.task)
        if section is None or not self._is_needed(draft, section):
            return
        asked = expansion_input(draft, self._parts)
        outcome = ask_model(self._parts, draft, EXPANSION, asked, _TAIL_MS)
        if not isinstance(outcome, Answer):
            draft.expanded = Expanded(outcome.call, outcome.reason)
            return
        terms, unusable = usable_terms(asked, outcome.value)
        refused = [TriedTerm(term.term, term.quote, dropped=fault) for term, fault in unusable]
        try:
            measured = [tried(t.term, t.quote, draft.view, self._parts.embedder) for t in terms]
        except ProviderError as error:
            _log.warning("terms can't be measured, so none is used: %s", error)
            measured = [TriedTerm(t.term, t.quote, dropped="the embedder did not answer") for t in terms]
        draft.expanded = Expanded(outcome.call, None, (*measured, *refused))

    def _is_needed(self, draft: Draft, section: TaskSection) -> bool:
        request, intent = draft.request, draft.intent
        if request.surface not in section.surfaces or request.pinned or request.external is not None:
            return False
        return bool(draft.words.strip()) and (bool(intent.unparsed) or intent.confidence < SURE)


def expansion_input(draft: Draft, parts: Parts) -> ExpansionInput:
    return ExpansionInput(
        draft.request.locale or draft.intent.language,
        told_words(draft, parts)[:LONGEST_REQUEST],
        draft.intent.unparsed,
        draft.view.category_labels[:MOST_KINDS],
    )
