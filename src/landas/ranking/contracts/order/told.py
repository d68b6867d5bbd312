"""What of candidates and wishes is put into words for the ordering model, and what never is.

An item's own words never are: a title, a description or a brand may hold an instruction, and a model may obey it. Told
are numbers, money, flags and dates, written by code under the project file's labels; values that have words in the
project file, by those words; and of any other value only whether it is what the person asked for.
"""

import re
from collections.abc import Mapping, Sequence

from landas.catalog.fields import Field, Schema, Value
from landas.catalog.items import Item
from landas.language.display import show_value
from landas.ranking.contracts.order.task_input import OrderCriterion
from landas.request.intent import Constraint, Intent, Op
from landas.request.satisfaction import satisfies

MOST_FACTS = 12
ASKED, NOT_ASKED = "as asked", "not as asked"

_OPS: Mapping[Op, str] = {
    "eq": "",
    "ne": "not ",
    "lt": "below ",
    "lte": "at most ",
    "gt": "above ",
    "gte": "at least ",
    "between": "between ",
    "in": "one of ",
    "not_in": "none of ",
}
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def told_criteria(
    wishes: Sequence[Constraint], said: Intent | None, text: str, schema: Schema, language: str
) -> tuple[OrderCriterion, ...]:
    """The wishes about public fields in plain form. `text` is the request, which spans of `said` quote."""
    return tuple(
        OrderCriterion(declared.label(language), _wanted(wish, declared, said, text, language), wish.strength == "hard")
        for wish in wishes
        if (declared := schema.fields.get(wish.field)) is not None and declared.public
    )  # fmt: skip


def told_fields(items: Sequence[Item], wishes: Sequence[Constraint], schema: Schema) -> tuple[Field, ...]:
    """The fields whose facts tell candidates apart: those of the wishes, then the ones most candidates fill.

    A field of which all candidates say the same tells nothing.
    """
    wished = {wish.field for wish in wishes}
    telling = []
    for place, declared in enumerate(schema.fields.values()):
        if declared.public and declared.type != "text":
            checked = [_checked(item, declared, wishes) for item in items]
            filled = sum(value is not None for value in checked)
            if len(set(checked)) > 1:
                telling.append(
                    (declared.name not in wished, declared.better is None, -filled, place, declared)
                )
    telling.sort(key=lambda entry: entry[:4])
    return tuple(declared for *_, declared in telling[:MOST_FACTS])


def told_facts(
    item: Item, fields: Sequence[Field], wishes: Sequence[Constraint], language: str
) -> dict[str, str]:
    """Label -> what is told of the item; what is unknown or can't be told is left out."""
    facts: dict[str, str] = {}
    for declared in fields:
        if (value := _checked(item, declared, wishes)) is not None:
            label = declared.label(language)
            facts[declared.name if label in facts else label] = _shown(value, declared, language)
    return facts


def _checked(item: Item, declared: Field, wishes: Sequence[Constraint]) -> Value | None:
    """The value as far as it may be told; for words that the project file doesn't have, whether they were asked for."""
    value = item.values.get(declared.name)
    if value is None or isinstance(value, bool | int | float):
        return value
    if declared.type == "date":
        return value if isinstance(value, str) and _DATE.fullmatch(value) else None
    if known := tuple(v for v in (value if isinstance(value, tuple) else (value,)) if v in declared.values):
        return known
    asked = [wish for wish in wishes if wish.field == declared.name]
    if not asked:
        return None
    return ASKED if all(satisfies(item.values, wish) for wish in asked) else NOT_ASKED


def _shown(value: Value, declared: Field, language: str) -> str:
    if isinstance(value, tuple):
        return ", ".join(_word(one, declared, language) for one in value)
    unit = declared.currency if declared.type == "money" else declared.unit
    # A day stays 2024-05-01 here, where only the order of days matters.
    return show_value(value, "text" if declared.type == "date" else declared.type, unit, language)


def _word(value: str, declared: Field, language: str) -> str:
    words = declared.values[value].get(language)
    return words[0] if words else value


def _wanted(wish: Constraint, declared: Field, said: Intent | None, text: str, language: str) -> str:
    told = [word for value in wish.values if (word := _wished(value, declared, language)) is not None]
    if len(told) == len(wish.values):
        return _OPS[wish.op] + (" and " if wish.op == "between" else ", ").join(told)
    # Careful: the value is the catalogue's; the person's own words for it are quoted in its place.
    if wish.span and said and wish in said.constraints:
        return f"{_OPS[wish.op]}“{text[slice(*wish.span)]}”"
    return ASKED


def _wished(value: str | float | bool, declared: Field, language: str) -> str | None:
    if isinstance(value, str) and declared.type != "date":
        return _word(value, declared, language) if value in declared.values else None
    if isinstance(value, str) and not _DATE.fullmatch(value):
        return None
    return _shown(value, declared, language)
