"""From the project file to the schema that every later step reads."""

from landas.catalog.fields import CATEGORY, Field, Schema
from landas.errors import ProjectFileError
from landas.language.money import currencies
from landas.language.units import dimension
from landas.settings import FieldSection, ProjectSettings


def build_schema(settings: ProjectSettings) -> Schema:
    """The catalogue's schema with every default filled in.

    The column named by `[catalog].category` gets a field of its own where no declared field reads it.
    Raises ProjectFileError where a field's `feed_unit` can't be converted into its `unit`, or a currency is unknown.
    """
    catalog = settings.catalog
    currency = settings.project.currency
    _check_currencies(settings)
    fields = {name: _field(name, section, currency) for name, section in catalog.fields.items()}
    category_field = None
    if catalog.category is not None:
        category_field = next((f.name for f in fields.values() if f.column == catalog.category), None)
        if category_field is None:
            category_field = CATEGORY if CATEGORY not in fields else f"item_{CATEGORY}"
            fields[category_field] = Field(category_field, "category", catalog.category)
    return Schema(
        languages=settings.project.languages,
        currency=currency,
        id_column=catalog.id,
        title_column=catalog.title,
        text_columns=catalog.text,
        fields=fields,
        category_field=category_field,
        group_column=catalog.group,
        offers_column=catalog.offers,
        context=settings.context,
        keyword_columns=catalog.keywords,
    )


def _check_currencies(settings: ProjectSettings) -> None:
    named = {"project.currency": settings.project.currency}
    named |= {
        f"catalog.fields.{n}.currency": f.currency for n, f in settings.catalog.fields.items() if f.currency
    }
    for key, code in named.items():
        if code not in currencies().codes:
            raise ProjectFileError(
                f"{key} = {code!r} is no currency.", "Write a code of ISO 4217, such as IDR or USD."
            )


def _field(name: str, section: FieldSection, currency: str) -> Field:
    unit = section.unit or section.feed_unit
    _check_units(name, section)
    return Field(
        name=name,
        type=section.type,
        column=section.column or name,
        unit=unit,
        feed_unit=section.feed_unit or unit,
        scale=section.scale,
        currency=(section.currency or currency) if section.type == "money" else None,
        better=section.better,
        filterable=section.type != "text" if section.filterable is None else section.filterable,
        public=section.public,
        sensitive=section.sensitive,
        labels=section.labels,
        words=section.words,
        values=section.values,
        decimal=section.decimal,
        date_order=section.date_order,
    )


def _check_units(name: str, section: FieldSection) -> None:
    here, there = section.feed_unit, section.unit
    if here is None or there is None or here == there:
        return
    if dimension(here) is None or dimension(here) != dimension(there):
        raise ProjectFileError(
            f"catalog.fields.{name}: feed_unit = {here!r} can't be converted into unit = {there!r}.",
            "Name two units of one kind (g and kg), or leave feed_unit out and use scale.",
        )
