"""One task's way to the cache of replies: under its bundle, for the project's time, and never in the way of a turn."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from landas.clock import Clock, Deadline
from landas.errors import StorageError
from landas.llm.cache import ReplyCache, cache_key
from landas.llm.contract import Prompt

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recall:
    """Replies to prompts of one bundle. A cache that fails is the same as an empty one, and is told in the log."""

    cache: ReplyCache
    bundle: str
    seconds: int
    clock: Clock

    def get(self, prompt: Prompt) -> str | None:
        try:
            return self.cache.get(cache_key(self.bundle, prompt), self.clock())
        except StorageError as error:
            _log.warning("the cache of model replies can't be read: %s", error)
            return None

    def put(self, prompt: Prompt, reply: str, deadline: Deadline) -> None:
        """Keeps the reply to work of that deadline. It may quote somebody who was erased since that began."""
        now = self.clock()
        until = now + timedelta(seconds=self.seconds)
        try:
            self.cache.put(cache_key(self.bundle, prompt), reply, now - deadline.since(), until)
        except StorageError as error:
            _log.warning("a model's reply can't be kept in the cache: %s", error)
