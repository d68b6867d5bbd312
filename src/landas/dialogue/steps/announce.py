"""Step `announce`: whoever waits for the turn has each part of it when it stands, long before the words are ready."""

from landas.dialogue.draft import ChatDraft
from landas.dialogue.listener import Tell
from landas.errors import Cancelled


class Announce:
    """What is told is final: no later step changes it. A turn that was called off before is not told."""

    name = "announce"

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def __call__(self, draft: ChatDraft) -> None:
        if draft.deadline.is_stopped:
            raise Cancelled("the turn was cancelled before it showed anything.", "Nothing of it is kept.")
        self._tell(draft)
