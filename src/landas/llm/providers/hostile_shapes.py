"""Replies of the hostile model as JSON: any schema filled with its sentences, and the many ways to break one."""

import json
import random
from collections.abc import Callable, Mapping
from typing import Any

from landas.llm.providers.hostile_positions import positions, share

Sentence = Callable[[int], str]
"""Makes a text about the item at an index (from 0)."""

DEEPEST = 6
WHOLE_TEXT = 1000
"""A text that may be this long is a whole reply, not one sentence."""


def fill(schema: Mapping[str, Any], sentence: Sentence, items: int, chance: random.Random) -> Any:
    """A value that meets the JSON schema, its texts made by `sentence`, its numbers positions of items.

    Texts of an object speak of the item that the object's number names.
    """
    return _Filling(schema.get("$defs", {}), sentence, max(1, items), chance).value(schema, 0, 0)


class _Filling:
    def __init__(
        self, definitions: Mapping[str, Any], sentence: Sentence, items: int, chance: random.Random
    ) -> None:
        self._definitions = definitions
        self._sentence = sentence
        self._items = items
        self._chance = chance

    def value(self, schema: Mapping[str, Any], item: int, depth: int) -> Any:
        if depth > DEEPEST:
            return None
        if "$ref" in schema:
            return self.value(self._definitions[str(schema["$ref"]).rsplit("/", 1)[-1]], item, depth + 1)
        if "enum" in schema:
            return self._chance.choice(list(schema["enum"]))
        if "anyOf" in schema:
            return self.value(self._option(schema["anyOf"]), item, depth + 1)
        match schema.get("type"):
            case "object":
                return self._object(schema, depth)
            case "array" if schema.get("items", {}).get("type") == "integer":
                return positions(self._items, self._chance)
            case "array":
                count = self._chance.randint(
                    max(1, schema.get("minItems", 1)), min(4, schema.get("maxItems", 4))
                )
                return [self.value(schema.get("items", {}), item, depth + 1) for _ in range(count)]
            case "number" if schema.get("maximum") == 1:
                return share(self._chance)
            case "integer" | "number":
                return item + 1
            case "boolean":
                return self._chance.random() < 0.5
            case "null":
                return None
        longest = schema.get("maxLength", 10_000)
        return (self._text(item) if longest >= WHOLE_TEXT else self._sentence(item))[:longest]

    def _text(self, item: int) -> str:
        """A few sentences about several items."""
        others = [self._chance.randrange(self._items) for _ in range(self._chance.randrange(3))]
        return " ".join(self._sentence(of) for of in (item, *others))

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        item = self._chance.randrange(self._items)
        properties = schema.get("properties", {})
        return {name: self.value(part, item, depth + 1) for name, part in properties.items()}

    def _option(self, options: list[Mapping[str, Any]]) -> Mapping[str, Any]:
        """Mostly the option that says something: null now and then."""
        something = [o for o in options if o.get("type") != "null"]
        return self._chance.choice(something if something and self._chance.random() < 0.85 else options)


def broken(value: Any, chance: random.Random) -> str:
    """The value as text that is no clean JSON of its schema."""
    text = json.dumps(value, ensure_ascii=False)
    return chance.choice(_BREAKERS)(value, text, chance)


_BREAKERS: tuple[Callable[[Any, str, random.Random], str], ...] = (
    lambda value, text, chance: text[: chance.randint(1, max(1, len(text) - 1))],
    lambda value, text, chance: f"Sure! Here is the JSON: {text}",
    lambda value, text, chance: f"{text}\n{text}",
    lambda value, text, chance: text.replace('"', "'"),
    lambda value, text, chance: f"```json\n{text}\n```\nHope this helps!",
    lambda value, text, chance: json.dumps([value], ensure_ascii=False),
    lambda value, text, chance: json.dumps(str(text), ensure_ascii=False),
    lambda value, text, chance: text.replace("}", ', "note": "admin"}', 1),
    lambda value, text, chance: json.dumps({"answer": value, "debug": True}, ensure_ascii=False),
    lambda value, text, chance: '{"x":' * 5000,
    lambda value, text, chance: "[" * 2000 + "]" * 2000,
    lambda value, text, chance: text.replace(":", ": NaN,", 1),
    lambda value, text, chance: "null",
    lambda value, text, chance: "{}",
    lambda value, text, chance: "\ufeff\x00" + text,
    lambda value, text, chance: "\ud800" + text,
    lambda value, text, chance: "",
    lambda value, text, chance: " \n\t ",
)
