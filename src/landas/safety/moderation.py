"""Texts that are answered without a model: insults, sexual talk, self-harm, threats.

The answer is the deterministic one, so that nobody is refused; only what is sent to a provider is kept back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from landas.clock import Deadline
from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases
from landas.language.tokens import tokenize

SELF_HARM = "self_harm"
Asked = Literal["words", "provider", "provider_failed"]


@dataclass(frozen=True, slots=True)
class Moderated:
    """The kinds of what must not be sent to a model, each once; empty when all is well. `by`: who looked."""

    kinds: tuple[str, ...] = ()
    by: Asked = "words"


class Moderator(Protocol):
    """Looks at a person's redacted text. Gives its answer by the deadline, and never raises."""

    def look(self, text: str, deadline: Deadline) -> Moderated: ...

    def close(self) -> None: ...


class WordListModerator:
    """The default: words and phrases of the packs, as whole words."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        kinds = [pack.table("safety")["moderation"] for pack in packs]
        self._phrases = Phrases({p: kind for table in kinds for kind, found in table.items() for p in found})

    def flags(self, text: str) -> tuple[str, ...]:
        keys = [token.key for token in tokenize(text)]
        found = {hit[1] for at in range(len(keys)) if (hit := self._phrases.starting(keys, at))}
        return tuple(sorted(found))

    def places(self, text: str, kind: str) -> list[tuple[int, int]]:
        """Where words of a kind stand in the text, apart and in order."""
        tokens = list(tokenize(text))
        keys = [token.key for token in tokens]
        found: list[tuple[int, int]] = []
        for at in range(len(keys)):
            hit = self._phrases.starting(keys, at)
            if hit and hit[1] == kind and (not found or tokens[at].start >= found[-1][1]):
                found.append((tokens[at].start, tokens[at + hit[0] - 1].end))
        return found

    def look(self, text: str, deadline: Deadline) -> Moderated:
        return Moderated(self.flags(text))

    def close(self) -> None: ...
