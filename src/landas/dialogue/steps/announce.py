"""Step `announce`: whoever waits for the turn has its slate at once, and the words when they are ready."""

from collections.abc import Callable

from landas.dialogue.draft import ChatDraft

TellSlate = Callable[[ChatDraft], None]


class AnnounceSlate:
    """The slate is final here: what follows only words it."""

    name = "announce"

    def __init__(self, tell: TellSlate) -> None:
        self._tell = tell

    def __call__(self, draft: ChatDraft) -> None:
        self._tell(draft)
