"""A constraint said back to the person: "under $800", "RAM at least 16 GB", "not Logitech"."""

from collections.abc import Sequence
from string import Template

from landas.catalog.fields import Schema, Value
from landas.grounding.claims import Evidence
from landas.grounding.wording.naming import is_moment, label_of, value_text
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.request.intent import Constraint

_FIRST, _LAST = "01-01", "12-31"
"""The first and the last day of a year."""


def wish_text(constraint: Constraint, schema: Schema, language: str) -> str:
    """The wish in a few words. Money is said without its label while the catalogue has but one money field."""
    return _wish(constraint.field, constraint.op, constraint.value, schema, language)


def wish_of_evidence(entry: Evidence, schema: Schema, language: str) -> str:
    """The wish that a `constraint_match` entry satisfies."""
    wanted = entry.inputs["wanted"]
    return _wish(
        str(entry.field),
        str(entry.inputs["op"]),
        tuple(wanted) if isinstance(wanted, list) else wanted,
        schema,
        language,
    )


def is_price_wish(constraint: Constraint, schema: Schema) -> bool:
    """True for a wish that reads on after a noun ("two laptops under $800")."""
    return _said_bare(constraint.field, schema) and constraint.op in ("lt", "lte", "gt", "gte", "between")


def _wish(field: str, op: str, value: object, schema: Schema, language: str) -> str:
    book = load_phrasebook(language)
    declared = schema.fields.get(field)
    label = label_of(declared, language) if declared else field.replace("_", " ")
    if isinstance(value, bool):
        positive = value == (op in ("eq", "in"))
        return Template(book.wishes["flag" if positive else "no_flag"]).substitute(
            label=label, unwished=book.flag(label).unwished
        )
    unit = (declared.currency if declared.type == "money" else declared.unit) if declared else None
    if declared and isinstance(value, str | tuple) and (span := _stretch(op, value, declared.type, language)):
        return Template(book.wishes["labelled"]).substitute(label=label, wish=span)
    if declared and f"when_{op}" in book.wishes and is_moment(declared, language):
        op = f"when_{op}"
    texts = [value_text(v, declared, unit, language) for v in _several(value)]
    wish = Template(book.wishes[op]).substitute(low=texts[0], high=texts[-1], value=book.listed(texts, "or"))
    is_day = declared is not None and declared.type == "date"
    tells = declared and not is_day and not declared.is_numeric and _has_letters(texts)
    if _said_bare(field, schema) or (tells and not all(text.casefold() in book.levels for text in texts)):
        return wish
    return Template(book.wishes["labelled"]).substitute(label=label, wish=wish)


def _stretch(op: str, value: object, kind: str, language: str) -> str | None:
    """A wish about dates that is one about whole years: "before 1960", "in 2010", "between 1950 and 1959"."""
    days = [str(day).split("-", 1) for day in _several(value)]
    if kind != "date" or any(len(day) < 2 for day in days):
        return None
    ends = [end for _, end in days]
    if ends != {
        "lt": [_FIRST],
        "gte": [_FIRST],
        "gt": [_LAST],
        "lte": [_LAST],
        "between": [_FIRST, _LAST],
    }.get(op):
        return None
    low, high = days[0][0], days[-1][0]
    wishes = load_phrasebook(language).wishes
    template = wishes["when_year" if op == "between" and low == high else f"when_{op}"]
    return Template(template).substitute(value=low, low=low, high=high)


def _several(value: object) -> Sequence[Value]:
    return value if isinstance(value, tuple) else (value,)


def _has_letters(texts: Sequence[str]) -> bool:
    return all(any(c.isalpha() for c in text) for text in texts)


def _said_bare(field: str, schema: Schema) -> bool:
    money = [f.name for f in schema.fields.values() if f.type == "money"]
    return money == [field]
