"""Checked replies kept for the same prompt of the same bundle. Whoever takes one checks it again, so that a cache that
was tampered with, or evidence that changed, can't bring a false word to a person."""

import threading
from collections import OrderedDict
from datetime import datetime
from typing import Protocol

from landas.ids import content_hash
from landas.llm.contract import Prompt

MOST_REPLIES = 5_000


class ReplyCache(Protocol):
    """Texts of replies by key, each until a moment. Implemented here in memory, and in `storage/`."""

    def get(self, key: str, now: datetime) -> str | None:
        """The text under the key; None when there is none or its time is over."""
        ...

    def put(self, key: str, reply: str, now: datetime, until: datetime) -> None:
        """Keeps a text, in place of an earlier one; forgets some whose time is over."""
        ...


def cache_key(bundle: str, prompt: Prompt) -> str:
    """Equal for equal bundles and prompts. A hash: the prompt can't be read from it."""
    return content_hash([bundle, prompt.system, prompt.user])


class MemoryReplyCache:
    """The latest used replies of one process."""

    def __init__(self, most: int = MOST_REPLIES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[str, datetime]] = OrderedDict()

    def get(self, key: str, now: datetime) -> str | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            if found[1] <= now:
                del self._kept[key]
                return None
            self._kept.move_to_end(key)
            return found[0]

    def put(self, key: str, reply: str, now: datetime, until: datetime) -> None:
        with self._lock:
            self._kept[key] = (reply, until)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
