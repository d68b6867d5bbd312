"""A flag's label is also said with its last word first, and a year is of the field that has such years."""

from dataclasses import replace

from landas.catalog.fields import Field
from landas.understanding.labels import field_labels
from tests.understanding.world import PACKS, SCHEMA


def test_a_label_that_ends_in_a_participle_is_said_the_other_way_round_too() -> None:
    breakfast = Field(
        "breakfast", "flag", "breakfast",
        labels={"en": ("breakfast included",), "id": ("sarapan termasuk",)},
    )  # fmt: skip
    schema = replace(SCHEMA, fields={**SCHEMA.fields, "breakfast": breakfast})
    labels = field_labels(schema, PACKS)["breakfast"]
    assert {"breakfast included", "including breakfast", "termasuk sarapan"} <= set(labels)
