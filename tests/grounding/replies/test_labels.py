"""The label beside a slot must be the slot's own."""

from dataclasses import replace

from landas.catalog.fields import Field
from landas.grounding.replies.labels import label_faults
from landas.grounding.replies.slot_input import SlotInput
from tests.grounding.contracts.explanation.scene import turn


def named(weight: str, other: str) -> tuple[SlotInput, str]:
    """A turn whose weight is called `weight` and beside which the shop has a field called `other`, and its slot."""
    given = turn("en")
    fields = {
        **given.schema.fields,
        "weight": replace(given.schema.fields["weight"], labels={"en": (weight,)}),
        "other": Field("other", "text", "other", labels={"en": (other,)}),
    }
    slot = next(entry.id for entry in given.evidence if entry.field == "weight")
    return replace(given, schema=replace(given.schema, fields=fields)), slot


def test_a_label_of_several_words_may_hold_the_label_of_something_else() -> None:
    given, slot = named("host interface", "interface")
    assert list(label_faults(f"Its host interface is {{{slot}.value}}.", given)) == []
    assert list(label_faults(f"Its interface is {{{slot}.value}}.", given)) != []


def test_two_labels_of_one_meaning_stay_two_fields() -> None:
    given, slot = named("stars", "rating")
    assert list(label_faults(f"It has {{{slot}.value}} stars.", given)) == []
    assert list(label_faults(f"Its rating is {{{slot}.value}}.", given)) != []


def test_a_longer_label_is_not_the_shorter_one() -> None:
    given, slot = named("weight", "package weight")
    assert list(label_faults(f"Its weight is {{{slot}.value}}.", given)) == []
    assert list(label_faults(f"Its package weight is {{{slot}.value}}.", given)) != []
