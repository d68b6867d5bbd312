"""What a turn does with the answer before it, other than wishing for something: accept, refuse, ask for others, ask
why, thank, end (dialogue acts; Stolcke et al., Computational Linguistics 26(3), 2000)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases
from landas.language.tokens import word_keys
from landas.request.intent import Intent

Act = Literal["accept", "refuse", "more", "thanks", "end", "why", "undo", "rude"]
_OPENING = 2
"""Words that may stand before a "why"."""


@dataclass(frozen=True)
class ActWords:
    """The packs' phrases for each act."""

    phrases: Mapping[Act, Phrases[bool]]

    def in_text(self, text: str) -> frozenset[Act]:
        """Every act that some phrase of the text speaks for."""
        keys = word_keys(text)
        return frozenset(
            act
            for act, known in self.phrases.items()
            if any(known.starting(keys, at) for at in range(len(keys)))
        )

    def asks_why(self, text: str) -> bool:
        """Whether the text begins with a why."""
        keys = word_keys(text)
        return any(self.phrases["why"].starting(keys, at) for at in range(min(_OPENING, len(keys))))


def act_words(packs: Sequence[LanguagePack]) -> ActWords:
    tables = [pack.tables.get("acts", {}) for pack in packs]
    kinds: tuple[Act, ...] = get_args(Act)
    return ActWords(
        {
            kind: Phrases({phrase: True for table in tables for phrase in table.get(kind, ())})
            for kind in kinds
        }
    )


def wishes_something(said: Intent) -> bool:
    """Whether a turn says a wish of its own."""
    definite = any(constraint.assumption is None for constraint in said.constraints)
    return bool(definite or said.categories or said.sort or said.comparatives)


def act_of(text: str, said: Intent, words: ActWords, *, shown: bool) -> Act | None:
    """The act of a turn; None for one that wishes something. `shown`: whether anything was offered before it.

    Thanks beside praise close a matter, whatever else is mentioned ("I didn't know it is by Nan Achnas, interesting,
    thank you"); thanks beside a wish are manners.
    """
    acts = words.in_text(text)
    if "why" in acts and shown and words.asks_why(text):
        return "why"
    if "undo" in acts and not wishes_something(said):
        return "undo"
    if "more" in acts and shown:
        return "more"
    if "refuse" in acts and shown and not wishes_something(said):
        return "refuse"
    closes = "thanks" in acts and not text.rstrip().endswith("?")
    if "accept" in acts and shown and (closes or not wishes_something(said)):
        return "accept"
    if wishes_something(said):
        return None
    if "thanks" in acts or ("end" in acts and shown):
        return "thanks" if "thanks" in acts else "end"
    return "rude" if "rude" in acts else None
