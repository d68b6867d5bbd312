"""What a turn does with the answer before it, other than wishing for something: accept, refuse, ask for others, ask
why, thank, end (dialogue acts; Stolcke et al., Computational Linguistics 26(3), 2000)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

from landas.language.pack import LanguagePack
from landas.language.phrases import Phrases, short_forms, spellings
from landas.language.tokens import word_keys
from landas.request.intent import Intent

Act = Literal[
    "accept", "picks", "approve", "refuse", "more", "thanks", "end", "drop", "why", "why_not", "undo", "return", "rude",
    "asks_who", "greets", "outside", "back", "count", "recall",
]  # fmt: skip
Pointing = Literal["nothing", "items", "only_items"]
"""Whether a turn points at shown items, and whether it says nothing beside."""
_OPENING = 2
"""Words that may stand before a "why"."""
_OPENING_ACTS: tuple[Act, ...] = ("why", "why_not")


@dataclass(frozen=True)
class ActWords:
    """The packs' phrases for each act."""

    phrases: Mapping[Act, Phrases[bool]]
    short: Mapping[str, str] = field(default_factory=dict)
    """What abbreviations stand for."""

    def in_text(self, text: str) -> frozenset[Act]:
        """Every act that some phrase of the text speaks for; a "why" only where the text begins with it."""
        keys = self._keys(text)
        reach: Mapping[Act, int] = dict.fromkeys(_OPENING_ACTS, min(_OPENING, len(keys)))
        return frozenset(
            act
            for act, known in self.phrases.items()
            if any(known.starting(keys, at) for at in range(reach.get(act, len(keys))))
        )

    def opens_with_why(self, keys: Sequence[str]) -> bool:
        """Whether words, as tokens have them, begin by asking why: cheaper than `in_text` for one place of many."""
        said = [self.short.get(key, key) for key in keys[: _OPENING + self._longest_why]]
        known = [self.phrases[act] for act in _OPENING_ACTS]
        return any(words.starting(said, at) for words in known for at in range(min(_OPENING, len(said))))

    @cached_property
    def _longest_why(self) -> int:
        return max(self.phrases[act].longest for act in _OPENING_ACTS)

    @cached_property
    def own(self) -> frozenset[str]:
        """Every word by which a turn takes up, praises, thanks or lets a matter rest."""
        acts: tuple[Act, ...] = ("accept", "picks", "approve", "thanks", "drop")
        return frozenset(word for act in acts for word in self.phrases[act].words)

    def _keys(self, text: str) -> list[str]:
        return [self.short.get(key, key) for key in word_keys(text)]

    def without(self, act: Act, phrases: Iterable[str], text: str) -> tuple[str, ...]:
        """Words of a turn that nothing explains but those by which its text acts so."""
        keys, spoken = self._keys(text), set[str]()
        for at in range(len(keys)):
            hit = self.phrases[act].starting(keys, at)
            spoken |= set(keys[at : at + hit[0]]) if hit else set()
        left = (
            " ".join(word for word in phrase.split() if not spoken & set(self._keys(word)))
            for phrase in phrases
        )
        return tuple(filter(None, left))


def act_words(packs: Sequence[LanguagePack]) -> ActWords:
    tables = [pack.tables.get("acts", {}) for pack in packs]
    kinds: tuple[Act, ...] = get_args(Act)
    return ActWords(
        {
            kind: Phrases({phrase: True for table in tables for phrase in spellings(table.get(kind, ()))})
            for kind in kinds
        },
        short_forms(tables),
    )


def wishes_something(said: Intent) -> bool:
    """Whether a turn says a wish of its own."""
    definite = any(constraint.assumption is None for constraint in said.constraints)
    return bool(definite or said.categories or said.sort or said.comparatives or said.restored)


def takes_back(said: Intent) -> bool:
    """Whether a turn names something wished of before that no longer is."""
    return bool(said.released or said.let_go) or said.manner == "clear"


def act_of(
    acts: Collection[Act], said: Intent, *, shown: bool, asks: bool, points: Pointing = "nothing"
) -> Act | None:
    """Which of the acts that a turn's phrases speak for is meant; None for a turn that wishes something. `shown`:
    whether anything was offered before it. `asks`: whether it is a question.

    Thanks beside praise close a matter, whatever else is mentioned ("I didn't know it is by Nan Achnas, interesting,
    thank you"), and take up only what is pointed at; thanks beside a wish are manners. "Take the lightest" takes up
    what it points at, or nothing.
    """
    wishes = wishes_something(said)
    closes = "thanks" in acts and not asks
    if shown and "why_not" in acts:
        return "why_not"
    if shown and "why" in acts:
        return "why"
    if "undo" in acts and not wishes and not takes_back(said):
        return "undo"
    if "more" in acts and shown:
        return "more"
    if "refuse" in acts and shown and not wishes:
        return "refuse"
    if "picks" in acts:
        described = bool(said.sort or said.comparatives or said.unparsed)
        acts = frozenset(acts) - {"accept"} if described and points == "nothing" else acts
        if points != "nothing" and shown and not asks:
            return "accept"
    if "accept" in acts and shown and (closes or not wishes):
        return "accept"
    if "approve" in acts and shown and (closes or not wishes):
        return "thanks" if closes and points == "nothing" else "accept"
    if points == "only_items" and shown and not asks:
        return "accept"
    return None if wishes else _of_talk(acts, said, shown=shown, asks=asks)


def _of_talk(acts: Collection[Act], said: Intent, *, shown: bool, asks: bool) -> Act | None:
    """What a turn without a wish does: it closes the matter, or speaks of something else than the catalogue."""
    if "thanks" in acts and not takes_back(said):
        return "thanks"
    if "drop" in acts and not takes_back(said):
        return "drop"
    # "Tidak usah wifi" has something that isn't needed, and goes on.
    if "end" in acts and shown and not (takes_back(said) or said.denied or said.constraints):
        return "end"
    found: tuple[Act, ...] = ("rude", "asks_who", "greets", *(("outside",) if asks else ()))
    found = ("recall", *found, *(("count",) if shown else ()))
    return next((act for act in found if act in acts), None)
