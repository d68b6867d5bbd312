"""One catalogue's schema: its fields, and which column of the feed fills each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeGuard

FieldType = Literal["text", "category", "tags", "number", "money", "flag", "date"]
Direction = Literal["lower", "higher"]
Labels = Mapping[str, tuple[str, ...]]
"""Words per language code, the first of a language being the one to show."""

Value = str | float | bool | tuple[str, ...]
"""A canonical value: text, category and date (ISO `YYYY-MM-DD`) are `str`; number and money are `float`
(money in major units, numbers in the field's unit); flag `bool`; tags a tuple of `str`.
Missing is absence."""


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a number; a flag, which Python takes for one, is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


CATEGORY = "category"
"""Name of the field that says what kind of thing an item is, where the project file gives it no other."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a catalogue, as declared in the project file."""

    name: str
    type: FieldType
    column: str
    unit: str | None = None
    feed_unit: str | None = None
    scale: float = 1.0
    currency: str | None = None
    better: Direction | None = None
    filterable: bool = True
    public: bool = True
    sensitive: bool = False
    """Whether a wish about it tells of a person what is theirs alone to say; it is never remembered then."""
    labels: Labels = field(default_factory=dict)
    words: Mapping[str, Literal["low", "high"]] = field(default_factory=dict)
    values: Mapping[str, Labels] = field(default_factory=dict)
    """Synonyms of a value: canonical value -> words per language."""
    decimal: Literal[".", ","] = "."
    """How the feed writes the decimal mark inside text, where a number could be read both ways."""
    date_order: Literal["day_first", "month_first"] | None = None
    """How the feed writes dates such as 03/04/2026; None refuses those that read both ways."""

    @property
    def is_numeric(self) -> bool:
        return self.type in ("number", "money")

    def label(self, language: str) -> str:
        """The word to show for this field; its name in plain words where it has no label in `language`."""
        words = self.labels.get(language) or self.labels.get("en")
        return words[0] if words else self.name.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Schema:
    """What the project file says about the catalogue, ready to use."""

    languages: tuple[str, ...]
    currency: str
    id_column: str
    title_column: str
    text_columns: tuple[str, ...]
    fields: Mapping[str, Field]
    category_field: str | None = None
    """The declared field that says what kind of thing an item is; None: learnt from the titles at build."""
    group_column: str | None = None
    offers_column: str | None = None
    """Column with a list of `{<context key>: …, price: …, stock: …}`: values that differ by store."""
    context: Mapping[str, FieldType] = field(default_factory=dict)
    keyword_columns: tuple[str, ...] = ()
    """Names or patterns of undeclared columns whose words items are found by, and nothing more."""

    def filterable(self) -> tuple[Field, ...]:
        return tuple(f for f in self.fields.values() if f.filterable)
