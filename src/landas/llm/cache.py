"""Checked replies kept for the same prompt of the same bundle. Whoever takes one checks it again, so that a cache that
was tampered with, or evidence that changed, can't bring a false word to a person."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from landas.ids import content_hash
from landas.llm.contract import Prompt

MOST_REPLIES = 5_000
MOST_KEPT = timedelta(days=1)
"""In memory: as long as it is known when people were erased."""


class ReplyCache(Protocol):
    """Texts of replies by key, each until a moment. Implemented here in memory, and in `storage/`."""

    def get(self, key: str, now: datetime) -> str | None:
        """The text under the key; None when there is none or its time is over."""
        ...

    def put(self, key: str, reply: str, asked_at: datetime, until: datetime) -> None:
        """Keeps a text, in place of an earlier one; forgets some whose time is over.

        `asked_at`: when the work began that it was asked for. Where anybody was erased since, it is never given again.
        """
        ...


def cache_key(bundle: str, prompt: Prompt) -> str:
    """Equal for equal bundles and prompts. A hash: the prompt can't be read from it."""
    return content_hash([bundle, prompt.system, prompt.user])


LastErased = Callable[[], datetime | None]


class MemoryReplyCache:
    """The latest used replies of one process, each for a day at most.

    `erased_at`: when somebody was last erased, by whichever process. Replies may quote people, and nobody knows whom:
    those of before are not used again.
    """

    def __init__(self, most: int = MOST_REPLIES, erased_at: LastErased = lambda: None) -> None:
        self._most = most
        self._erased_at = erased_at
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[str, datetime, datetime]] = OrderedDict()

    def get(self, key: str, now: datetime) -> str | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            if found[1] <= now:
                del self._kept[key]
                return None
        # Only now, since asking costs a look into the database.
        erased_at = self._erased_at()
        with self._lock:
            if erased_at is not None and found[2] <= erased_at:
                old = [each for each, kept in self._kept.items() if kept[2] <= erased_at]
                for each in old:
                    del self._kept[each]
                return None
            if key in self._kept:
                self._kept.move_to_end(key)
            return found[0]

    def put(self, key: str, reply: str, asked_at: datetime, until: datetime) -> None:
        with self._lock:
            self._kept[key] = (reply, min(until, asked_at + MOST_KEPT), asked_at)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
