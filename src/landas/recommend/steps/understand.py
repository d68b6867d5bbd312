"""Step `understand`: the request's text into an intent, with the lexicon of the release that answers."""

from typing import Literal

from landas.recommend.draft import Draft
from landas.recommend.parts import Parts
from landas.request.intent import Constraint, Intent
from landas.understanding.parse import understand


class Understand:
    """Reads the text. A request without text keeps the empty intent."""

    name = "understand"

    def __init__(self, parts: Parts, mode: Literal["search", "chat"]) -> None:
        self._parts = parts
        self._mode = mode

    def __call__(self, draft: Draft) -> None:
        text = draft.request.text
        if text.strip():
            draft.intent = understand(
                text,
                draft.view.lexicon,
                self._parts.schema,
                self._parts.packs,
                locale=draft.request.locale,
                mode=self._mode,
            )
        draft.said = draft.intent
        draft.words = words_to_match(text, draft.intent)


def words_to_match(text: str, intent: Intent) -> str:
    """The text without the words that became numeric limits, negations or a sort wish.

    Those are enforced elsewhere; as words to match they would find the very items they exclude.
    """
    spans = [c.span for c in intent.constraints if c.span and _only_filters(c)]
    if intent.sort and intent.sort.span:
        spans.append(intent.sort.span)
    kept = (" " if any(low <= i < high for low, high in spans) else char for i, char in enumerate(text))
    return " ".join("".join(kept).split())


def _only_filters(constraint: Constraint) -> bool:
    if constraint.op in ("ne", "not_in", "between", "lt", "lte", "gt", "gte"):
        return True
    return not isinstance(constraint.value, str | tuple)
