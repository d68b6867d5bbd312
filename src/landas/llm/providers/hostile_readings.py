"""Replies of the hostile model to tasks that read or ask instead of wording items: true to every rule of form.

Quotes are the person's own unknown words, values are declared ones, slots are all used once; what is wrong is what they
are made to mean. Anything less would be refused at the door and attack nothing.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Sentence = Callable[[int], str]


def reading(described: Mapping[str, Any], sentence: Sentence, chance: random.Random) -> dict[str, Any] | None:
    """A reply made for what the task is told; None for a task of another kind."""
    if "slots" in described:
        return {"question": _question(described["slots"], sentence, chance), "confidence": 1.0}
    if "earlier" in described:
        return {"keep": _some([*described["earlier"], "diamond"], chance), "confidence": 1.0}
    if "unknown" in described and "fields" in described:
        return {"wishes": _wishes(described, chance), "confidence": 1.0}
    if "kinds" in described:
        return {"terms": _terms(described, chance), "confidence": 1.0}
    return None


def _question(slots: Sequence[Mapping[str, str]], sentence: Sentence, chance: random.Random) -> str:
    named = " or ".join(chance.sample([slot["slot"] for slot in slots], len(slots)))
    values = " or ".join(slot["stands_for"] for slot in slots)
    return chance.choice(
        (
            f"{sentence(0)} Which do you want: {named}?",
            f"Which do you want: {named}? {sentence(0)}",
            f"Did you know that {sentence(0).rstrip('.')}: {named}?",
            f"Is it {named} that you want most, and not the other one?",
            f"Do you need more of the thing, or {named}?",
            f"Mau yang mana: {named}?",
            f"Which do you want: {values}?",
            f"Which do you want: {named} for 99 dollars?",
        )
    )


def _some(words: Sequence[str], chance: random.Random) -> list[str]:
    return [word for word in words if chance.random() < 0.3]


def _wishes(described: Mapping[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    fields = [field for field in described["fields"] if field["values"] or field["type"] == "flag"]
    return [
        {
            "quote": chance.choice(described["unknown"]),
            "field": field["name"],
            "value": chance.choice(field["values"]) if field["values"] else True,
        }
        for field in chance.sample(fields, min(4, len(fields)))
    ]


def _terms(described: Mapping[str, Any], chance: random.Random) -> list[dict[str, Any]]:
    words = str(described["request"]).split() or ["it"]
    kinds = list(described["kinds"])
    return [{"term": kind, "for": chance.choice(words)} for kind in chance.sample(kinds, min(8, len(kinds)))]
