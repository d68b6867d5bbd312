"""Signs of instructions in texts that are only data: items, reviews, what a person types.

A signal for people and logs, never a guard: what guards is that no model decides anything (see the design). The idea of
scoring cues, and of measuring false alarms on harmless texts with the same words, is PIGuard's (Li et al., 2024).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from landas.language.pack import LanguagePack, load_pack, pack_codes
from landas.language.phrases import Phrases
from landas.language.tokens import fold, tokenize

FLAGGED_FROM = 0.5
LONGEST = 20_000
"""Code points of a text that are looked at."""

MARKS = (
    "<|im_start|>",
    "<|system|>",
    "[inst]",
    "<<sys>>",
    "</system>",
    "### instruction",
    "### system",
    "{system:",
)
"""Marks of chat formats, which no product needs."""
_DATA_ENDS = (
    r"</(?:data|context|items?|documents?|input|content|text|reviews?|messages?|e?mail|prompt|untrusted)>"
)
_LINE = r"(?:[`\"']{3}|[-=*#]{3,})"
_MARK_WEIGHT = 0.8


@dataclass(frozen=True, slots=True)
class Signal:
    """How much a text reads like instructions to a model (0 to 1), and the names of the signs it shows."""

    score: float = 0.0
    cues: tuple[str, ...] = ()

    @property
    def is_flagged(self) -> bool:
        return self.score >= FLAGGED_FROM


@dataclass(frozen=True, eq=False)
class _Sign:
    """Steps that must follow each other with at most `within` words between two."""

    name: str
    weight: float
    within: int
    steps: tuple[Phrases[None], ...]

    def shows(self, keys: Sequence[str], at: int) -> bool:
        """Whether the first step stands at word `at` and the others follow."""
        first = self.steps[0].starting(keys, at)
        if first is None:
            return False
        ends = at + first[0]
        return all((ends := self._next(step, keys, ends)) >= 0 for step in self.steps[1:])

    def _next(self, step: Phrases[None], keys: Sequence[str], start: int) -> int:
        for at in range(start, min(start + self.within + 1, len(keys))):
            if found := step.starting(keys, at):
                return at + found[0]
        return -1


def find_injection(text: str, packs: Sequence[LanguagePack]) -> Signal:
    """The signal of a text in the languages of the packs."""
    text = text[:LONGEST]
    keys = [token.key for token in tokenize(text)]
    signs = _signs(tuple(pack.code for pack in packs))
    found: dict[str, float] = {}
    for at in range(len(keys)):
        for sign in signs.get(keys[at], ()):
            if found.get(sign.name, 0.0) < sign.weight and sign.shows(keys, at):
                found[sign.name] = sign.weight
    folded = fold(text)
    if any(mark in folded for mark in MARKS) or _next_speaker().search(folded):
        found["mark"] = _MARK_WEIGHT
    doubt = 1.0
    for weight in found.values():
        doubt *= 1 - weight
    return Signal(round(1 - doubt, 4), tuple(sorted(found)))


@cache
def _next_speaker() -> re.Pattern[str]:
    """Data that seems to end, and somebody of a chat who goes on: "</data> Assistant: …", in whatever language."""
    tables = [load_pack(code).table("safety")["injection"] for code in pack_codes()]
    speakers, models = (
        "|".join(re.escape(word) for table in tables for word in table.get(name, ())) or "(?!)"
        for name in ("speakers", "models")
    )
    return re.compile(rf"{_DATA_ENDS}\s{{0,5}}\W{{0,4}}(?:{speakers})\s?:|{_LINE}\s{{0,5}}(?:{models})\s?:")


@cache
def _signs(codes: tuple[str, ...]) -> dict[str, list[_Sign]]:
    """The signs by the first word of what begins them."""
    by_word: dict[str, list[_Sign]] = {}
    for code in codes:
        for entry in load_pack(code).table("safety")["injection"]["signs"]:
            sign = _sign(entry)
            for word in {token.key for phrase in entry["steps"][0] for token in tokenize(phrase)[:1]}:
                by_word.setdefault(word, []).append(sign)
    return by_word


def _sign(entry: dict[str, Any]) -> _Sign:
    steps = tuple(Phrases(dict.fromkeys(step)) for step in entry["steps"])
    return _Sign(entry["name"], entry["weight"], entry["within"], steps)
