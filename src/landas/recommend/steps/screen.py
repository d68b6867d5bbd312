"""Steps `screen` and `screen_items`: what the person's words and the items' texts are, before anything is said of them.

Nobody is refused. Words for which no model is asked, and texts that read like instructions to a model, are noted; they
decide what models are told and how freely they may write, never which items are shown.
"""

from dataclasses import replace

from landas.llm.redaction.placeholders import placeholder
from landas.recommend.draft import Draft, ScreenedText
from landas.recommend.parts import Parts
from landas.safety.injection import find_injection
from landas.safety.moderation import SELF_HARM, WordListModerator


class ScreenRequest:
    """Looks at the redacted text, before it is understood and before any model. `asks_models`: whether this surface
    may ask one; else the word list is enough."""

    name = "screen"

    def __init__(self, parts: Parts, *, asks_models: bool) -> None:
        self._parts = parts
        self._words = WordListModerator(parts.packs)
        self._moderator = parts.moderator if asks_models else self._words

    def __call__(self, draft: Draft) -> None:
        text = draft.request.text
        if not text:
            return
        signal = find_injection(text, self._parts.packs)
        draft.signals = (ScreenedText(None, signal),) if signal.is_flagged else ()
        asked = self._moderator if "models" in draft.request.purposes else self._words
        draft.moderated = asked.look(text, draft.deadline)
        if SELF_HARM in draft.moderated.kinds:
            # What somebody says of themselves there is no wish, and neither kept nor quoted back.
            places = self._words.places(text, SELF_HARM)
            draft.redacted = draft.redacted.without("self_harm", places, placeholder("self_harm"))
            draft.request = replace(draft.request, text=draft.redacted.text)


class ScreenItems:
    """Looks at titles and texts of the slate, before evidence is gathered."""

    name = "screen_items"

    def __init__(self, parts: Parts) -> None:
        self._packs = parts.packs

    def __call__(self, draft: Draft) -> None:
        items = [place.version.item for place in draft.slate]
        screened = [
            ScreenedText(item.item_id, find_injection(f"{item.title}. {item.text}", self._packs))
            for item in items
        ]
        draft.signals = (*draft.signals, *(found for found in screened if found.signal.is_flagged))
