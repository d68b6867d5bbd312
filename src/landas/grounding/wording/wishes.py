"""A constraint said back to the person: "under $800", "RAM at least 16 GB", "not Logitech"."""

from collections.abc import Sequence
from string import Template

from landas.catalog.fields import Schema, Value
from landas.grounding.claims import Evidence
from landas.grounding.wording.naming import label_of, value_text
from landas.grounding.wording.phrasebook import load_phrasebook
from landas.request.intent import Constraint


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
        return Template(book.wishes["flag" if positive else "no_flag"]).substitute(label=label)
    unit = (declared.currency if declared.type == "money" else declared.unit) if declared else None
    texts = [value_text(v, declared, unit, language) for v in _several(value)]
    wish = Template(book.wishes[op]).substitute(low=texts[0], high=texts[-1], value=book.listed(texts, "or"))
    if _said_bare(field, schema) or (declared and not declared.is_numeric and _has_letters(texts)):
        return wish
    return Template(book.wishes["labelled"]).substitute(label=label, wish=wish)


def _several(value: object) -> Sequence[Value]:
    return value if isinstance(value, tuple) else (value,)


def _has_letters(texts: Sequence[str]) -> bool:
    return all(any(c.isalpha() for c in text) for text in texts)


def _said_bare(field: str, schema: Schema) -> bool:
    money = [f.name for f in schema.fields.values() if f.type == "money"]
    return money == [field]
