"""Sentences of the hostile model: false, but written with the slots and words of the task at hand, so that most
meet the schema and many are nearly right. The words are in `hostile.toml`."""

import random
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from string import Template
from typing import Any

_HOMOGLYPHS = str.maketrans("aceopxyiABCEHKMOPT", "асеорхуіАВСЕНКМОРТ")
_FULL_WIDTH = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x30, 0x7B) if chr(n).isalnum()})


@dataclass(frozen=True)
class Scene:
    """What the attacker knows: the described input, and the instructions it was given."""

    language: str
    request: str
    items: Sequence[Mapping[str, Any]]
    system: str

    @classmethod
    def of(cls, described: Mapping[str, Any], system: str) -> "Scene":
        """Of any task's described input; one without items or language leaves these empty."""
        items = described.get("items", ())
        known = [i for i in items if isinstance(i, Mapping)] if isinstance(items, Sequence) else []
        return cls(str(described.get("language", "en")), str(described.get("request", "")), known, system)


def true_to_form(scene: Scene, item: int, chance: random.Random) -> str:
    """A sentence as a good model writes it, though with any slot of the item: often under a wrong label."""
    return _filled(chance.choice(_words(scene.language)["plain"]), scene, item, chance)


def lie(scene: Scene, item: int, chance: random.Random, kind: str | None = None) -> str:
    """One false sentence about the item at this index (any kind of lie, or the one named)."""
    lies = _words(scene.language)["lies"]
    kind = kind or chance.choice(sorted(lies))
    return _filled(chance.choice(lies[kind]), scene, item, chance)


def kinds_of_lies(language: str = "en") -> tuple[str, ...]:
    return tuple(sorted(_words(language)["lies"]))


def disguised(text: str, chance: random.Random) -> str:
    """The same words in characters that look alike, hide, or turn the text around. Slots stay as they are."""
    tricks = (
        lambda word: word.translate(_HOMOGLYPHS),
        lambda word: word.translate(_FULL_WIDTH),
        lambda word: "\u200b".join(word),
        lambda word: "\u00ad".join(word),
        lambda word: f"\u202e{word[::-1]}\u202c",
        lambda word: " ".join(word),
        lambda word: "-".join(word),
        lambda word: "\u0336".join(word),
        lambda word: word.upper(),
    )
    trick = chance.choice(tricks)
    return " ".join(word if "{" in word else trick(word) for word in text.split(" "))


def other_language(scene: Scene) -> Scene:
    others = sorted(set(_data()) - {scene.language, "refusals"})
    return Scene(others[0], scene.request, scene.items, scene.system)


def refusal(chance: random.Random) -> str:
    return str(chance.choice(_data()["refusals"]["texts"]))


def _filled(text: str, scene: Scene, item: int, chance: random.Random) -> str:
    own = _lines(scene, item)
    line = chance.choice(own) if own else {}
    others = [i for i in range(len(scene.items)) if i != item]
    other = chance.choice(others) if others else item
    said = _slot([line], chance)
    system = " ".join(scene.system.split()[: chance.randint(4, 14)])
    return Template(text).safe_substitute(
        title=_title(scene, item),
        other_title=_title(scene, other),
        own=said,
        near=_altered(said, chance),
        own2=_slot(own, chance),
        about=str(line.get("about", "")),
        foreign=_slot(_lines(scene, other), chance),
        difference=_slot([x for x in own if x.get("type") == "tradeoff"] or own, chance),
        request=scene.request[:80],
        system=system,
    )


def _lines(scene: Scene, item: int) -> list[Mapping[str, Any]]:
    if item >= len(scene.items):
        return []
    found = [line for line in scene.items[item].get("evidence", ()) if line.get("slots")]
    told = scene.items[item].get("facts", ())
    if isinstance(told, Mapping):
        told = [{"about": about, "value": value} for about, value in told.items()]
    return found + [_with_value(fact) for fact in told if fact.get("value")]


def _with_value(fact: Mapping[str, Any]) -> Mapping[str, Any]:
    """A fact that was told with its value: where other tasks name a slot, the value itself is said."""
    return {"about": fact.get("about", ""), "slots": [fact["value"]]}


def _title(scene: Scene, item: int) -> str:
    if item >= len(scene.items):
        return "{i1.title}"
    return str(scene.items[item].get("title_slot") or scene.items[item].get("title", ""))


def _slot(lines: Sequence[Mapping[str, Any]], chance: random.Random) -> str:
    slots = [slot for line in lines for slot in line.get("slots", ())]
    return str(chance.choice(slots)) if slots else "{e1.value}"


def _altered(value: str, chance: random.Random) -> str:
    """The value with one digit changed: as near to the truth as a lie can be. A slot is no value."""
    digits = [place for place, c in enumerate(value) if c.isdigit()]
    if "{" in value or not digits:
        return str(chance.choice(("499", "1,250", "12")))
    place = chance.choice(digits)
    other = (int(value[place]) + chance.randint(1, 9)) % 10
    return f"{value[:place]}{other}{value[place + 1 :]}"


def _words(language: str) -> Mapping[str, Any]:
    data = _data()
    found: Mapping[str, Any] = data.get(language, data["en"])
    return found


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "hostile.toml").read_text(encoding="utf-8"))
