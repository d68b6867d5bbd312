"""Texts that are answered without a model: insults, sexual talk, self-harm, threats.

The answer is the deterministic one, so that nobody is refused; only what is sent to a provider is kept back.
"""

from collections.abc import Sequence
from typing import Protocol

from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases
from landas.language.tokens import tokenize


class Moderator(Protocol):
    """Looks at a person's redacted text."""

    def flags(self, text: str) -> tuple[str, ...]:
        """The kinds of what must not be sent to a model, each once; empty when all is well."""
        ...


class WordListModerator:
    """The default: words and phrases of the packs, as whole words."""

    def __init__(self, packs: Sequence[LanguagePack]) -> None:
        kinds = [pack.table("safety")["moderation"] for pack in packs]
        self._phrases = Phrases({p: kind for table in kinds for kind, found in table.items() for p in found})

    def flags(self, text: str) -> tuple[str, ...]:
        keys = [token.key for token in tokenize(text)]
        found = {hit[1] for at in range(len(keys)) if (hit := self._phrases.starting(keys, at))}
        return tuple(sorted(found))
