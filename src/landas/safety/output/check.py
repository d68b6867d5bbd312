"""What a check of a reply is given and gives back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, Protocol

from landas.language.pack import LanguagePack

Kind = Literal[
    "forbidden_claim", "sensitive_attribute", "system_text", "personal_data", "hidden_value", "secret"
]
SHORTEST_TITLE = 6
"""Characters of a title or value that is looked for in a reply; shorter ones are words like any other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Code points `start` to `end` (half-open) of the reply that must not be said."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Surroundings:
    """What a turn's reply is held against.

    `public` are titles and public values of the shown items; `hidden` the values of their fields that are not public;
    `request` is the person's redacted text; `prompts` are what models of this project are told; `secrets` are keys.
    """

    packs: tuple[LanguagePack, ...]
    public: tuple[str, ...] = ()
    request: str = ""
    hidden: tuple[object, ...] = ()
    forbidden: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)

    @cached_property
    def long_public(self) -> tuple[str, ...]:
        """Public texts that may stand in a reply whatever they say, the longest first."""
        return tuple(sorted({t for t in self.public if len(t) >= SHORTEST_TITLE}, key=len, reverse=True))

    def own_words(self, reply: str) -> str:
        """The reply with spaces where a shown item's title or public value is quoted: as long, so offsets hold."""
        for text in self.long_public:
            reply = reply.replace(text, " " * len(text))
        return reply


class Check(Protocol):
    """Finds one kind. Never raises for any reply."""

    @property
    def kind(self) -> Kind: ...

    def find(self, reply: str, around: Surroundings) -> Iterator[tuple[int, int]]: ...


Findings = Sequence[Finding]
