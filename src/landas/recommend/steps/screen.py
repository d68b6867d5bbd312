"""Step `screen`: texts that read like instructions to a model, and words for which none is asked, are noted."""

from landas.llm.injection import find_injection
from landas.llm.moderation import Moderator
from landas.recommend.draft import Draft, ScreenedText
from landas.recommend.parts import Parts


class Screen:
    """Looks at the person's text and the items of the slate. What is shown doesn't depend on what it notes."""

    name = "screen"

    def __init__(self, parts: Parts, moderator: Moderator) -> None:
        self._packs = parts.packs
        self._moderator = moderator

    def __call__(self, draft: Draft) -> None:
        items = [place.version.item for place in draft.slate]
        texts = [(None, draft.request.text), *((i.item_id, f"{i.title}. {i.text}") for i in items)]
        screened = [ScreenedText(item_id, find_injection(text, self._packs)) for item_id, text in texts]
        draft.signals = tuple(found for found in screened if found.signal.is_flagged)
        draft.flags = self._moderator.flags(draft.request.text)
