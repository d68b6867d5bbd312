"""A flag's label is also said with its last word first, and a year is of the field that has such years."""

from dataclasses import replace

from landas.catalog.fields import Field
from landas.understanding.lexicon.labels import field_labels
from tests.understanding.world import PACKS, SCHEMA


def test_a_label_that_ends_in_a_participle_is_said_the_other_way_round_too() -> None:
    breakfast = Field(
        "breakfast", "flag", "breakfast",
        labels={"en": ("breakfast included",), "id": ("sarapan termasuk",)},
    )  # fmt: skip
    schema = replace(SCHEMA, fields={**SCHEMA.fields, "breakfast": breakfast})
    labels = field_labels(schema, PACKS)["breakfast"]
    assert {"breakfast included", "including breakfast", "termasuk sarapan"} <= set(labels)


def test_a_flag_named_by_a_sentence_has_all_words_for_what_it_is_about() -> None:
    flags = {name: Field(name, "flag", name) for name in ("has_live_music", "is_remote")}
    schema = replace(SCHEMA, fields={**SCHEMA.fields, **flags})
    labels = field_labels(schema, PACKS)
    assert {"live band", "musik langsung"} <= set(labels["has_live_music"])
    assert "kerja dari rumah" in labels["is_remote"]
