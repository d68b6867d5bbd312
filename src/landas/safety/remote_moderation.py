"""Moderation by a server that speaks OpenAI's `/v1/moderations`, beside the word list and never instead of it.

A server that is dead, slow or talks nonsense costs its deadline at most, then nothing while its breaker is open; the
word list answers alone.
"""

import logging
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from landas.clock import Deadline
from landas.errors import ProviderError
from landas.llm.breaker import Breaker
from landas.llm.providers.posting import JsonServer, address_below, key_for
from landas.safety.moderation import Moderated, WordListModerator
from landas.safety_settings import SafetySection

MOST_BYTES = 65_536
FAILURES, OPEN_SECONDS = 3, 30.0
KINDS: Mapping[str, str] = {
    "harassment": "insult",
    "hate": "insult",
    "sexual": "sexual",
    "self-harm": "self_harm",
    "violence": "violence",
    "illicit": "violence",
}
"""The first part of a category ("self-harm/intent") -> our kind; any other flagged category is `other`."""

_log = logging.getLogger(__name__)


class _Result(BaseModel):
    flagged: bool
    categories: dict[str, bool | None]


class _Answer(BaseModel):
    results: list[_Result]


class RemoteModerator:
    """Meets `Moderator`. The client is made by the first text."""

    def __init__(self, settings: SafetySection, words: WordListModerator) -> None:
        """Raises SetupError for a base_url that can't be one, or where the environment lacks the key."""
        self._settings = settings
        self._words = words
        url = address_below(settings.base_url, "moderations")
        key = key_for(url, settings.api_key_env, "safety", 'provider = "words"')
        self._server = JsonServer("the moderation server", url, key, MOST_BYTES)
        self._breaker = Breaker(FAILURES, OPEN_SECONDS)

    def look(self, text: str, deadline: Deadline) -> Moderated:
        listed = self._words.flags(text)
        if not text.strip():
            return Moderated(listed)
        permit = self._breaker.admit()
        if permit is None:
            return Moderated(listed, "provider_failed")
        try:
            told = self._asked(text, deadline.sooner(self._settings.deadline_ms))
        except (ProviderError, TimeoutError) as error:
            permit.failed()
            _log.warning("the moderation server gave no usable answer; the word list answered: %s", error)
            return Moderated(listed, "provider_failed")
        permit.succeeded()
        return Moderated(tuple(sorted({*listed, *told})), "provider")

    def close(self) -> None:
        self._server.close()

    def _asked(self, text: str, deadline: Deadline) -> set[str]:
        """The kinds the server names. Raises ProviderError, or TimeoutError where no time was left."""
        seconds = deadline.remaining_ms() / 1000
        if seconds <= 0:
            raise TimeoutError("no time was left")
        return _kinds(self._server.post({"model": self._settings.model, "input": text}, seconds))


def _kinds(body: bytes) -> set[str]:
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError as error:
        raise ProviderError("its answer is none of the moderations API.") from error
    if not answer.results:
        raise ProviderError("its answer holds no result.")
    found = {
        KINDS.get(name.partition("/")[0], "other")
        for result in answer.results
        for name, flagged in result.categories.items()
        if flagged
    }
    return found or ({"other"} if any(result.flagged for result in answer.results) else set())
