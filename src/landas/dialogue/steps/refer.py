"""Step `refer`: which words of the turn point at what was shown by what it is, or choose an answer to the question."""

from collections.abc import Sequence
from dataclasses import replace

from landas.catalog.fields import is_number
from landas.dialogue.draft import ChatDraft
from landas.dialogue.state import Memory
from landas.ids import ItemId
from landas.recommend.parts import Parts
from landas.request.intent import Constraint, Intent
from landas.retrieval.view import CatalogView
from landas.understanding.shown.pointers import Known, chosen, with_pointers, without_pointing
from landas.understanding.shown.references import Talk, references


class Refer:
    """Leaves in the draft what the turn may refer to, and takes out of its wishes what only points."""

    name = "refer"

    def __init__(self, parts: Parts, memory: Memory) -> None:
        self._parts = parts
        self._memory = memory

    def __call__(self, draft: ChatDraft) -> None:
        draft.talk = self._memory.talk
        text, said = draft.request.text, draft.intent
        if not text.strip():
            return
        words = self._parts.parsers.about_words
        if answered := chosen(text, said, self._memory.options, words):
            draft.intent, draft.talk = _answering(said, answered, text), Talk()
            return
        acts = self._parts.parsers.act_words.in_text(text)
        draft.talk = with_pointers(text, said, draft.talk, words, acts, _known(draft.view))
        described = references(text, draft.talk, words).described
        if described:
            draft.intent = without_pointing(said, text, described)


def _answering(said: Intent, answers: Sequence[Constraint], text: str) -> Intent:
    """The turn as the wish of the options that it chooses."""
    first, *others = answers
    wish = replace(first, span=(0, len(text)))
    if others:
        wish = replace(wish, op="in", value=tuple(v for answer in answers for v in answer.values))
    return Intent(constraints=(wish,), language=said.language, confidence=said.confidence)


def _known(view: CatalogView) -> Known:
    def keeps(item: ItemId, wish: Constraint) -> bool:
        row = view.row(item)
        return row is not None and bool(view.mask(wish)[row])

    def number(item: ItemId, field: str) -> float | None:
        row = view.row(item)
        value = None if row is None else view.value(field, row)
        return float(value) if is_number(value) else None

    def item(said: str) -> ItemId | None:
        forms = (ItemId(form) for form in (said, said.upper(), said.lower()))
        return next((form for form in forms if view.row(form) is not None), None)

    return Known(keeps, number, item)
