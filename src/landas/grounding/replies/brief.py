"""What a small model is told: one item, two things about it, and two examples made with the same labels.

A model of some hundred million parameters copies a prompt's example instead of following its rules. So the examples say
of placeholders what it shall say of the item; one that is copied with its placeholders passes no check.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from string import Template
from typing import Any, Literal

from landas.grounding.wording.phrasebook import load_phrasebook
from landas.grounding.wording.template import capitalised
from landas.ids import content_hash
from landas.language.pack import pack_codes

BRIEF_ITEMS = 1
BRIEF_FACTS = 2
"""It mixes up more than these."""
_PLACEHOLDERS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "slots": (("{i8.title}", "{e81.value}", "{e82.value}"), ("{i9.title}", "{e91.value}", "{e92.value}")),
    "open": (("{name1}", "{value1}", "{other1}"), ("{name2}", "{value2}", "{other2}")),
}
"""By mode: the name and the values of two examples."""


@lru_cache(maxsize=1)
def brief_version() -> str:
    """`brief_v2-5be1c09f`: with a hash over the examples of every language, which are part of what is asked."""
    shown = {code: dict(load_phrasebook(code).examples) for code in pack_codes()}
    return f"brief_v2-{content_hash(_json(shown))[:8]}"


def examples(told: Mapping[str, str], language: str, mode: Literal["slots", "open"]) -> str:
    """Two examples for an item of which `told` is sent (`name`, then values by label).

    "" where nothing is told, and in a language whose pack shows none.
    """
    labels = list(told)[1:]
    if not labels or not load_phrasebook(language).examples:
        return ""
    return "\n".join(_example(labels, names, language, mode) for names in _PLACEHOLDERS[mode])


def _example(labels: list[str], names: tuple[str, ...], language: str, mode: str) -> str:
    data = {"items": [dict(zip(["name", *labels], names, strict=False))]}
    pattern = load_phrasebook(language).examples["one" if len(labels) == 1 else "two"]
    said = {"first": labels[0], "second": labels[-1], "name": names[0], "one": names[1], "two": names[2]}
    text = capitalised(Template(pattern).substitute(said))
    answer = {"text": text} if mode == "open" else {"sentences": [{"item": 1, "text": text}]}
    return f"Data: {_json(data)}\nAnswer: {_json(answer)}"


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
