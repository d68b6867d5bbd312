"""Where no single wish stands in the way, what giving up two or three together would bring is counted and said."""

from landas.bootstrap import Project
from landas.catalog.items import Item
from tests.dialogue.talking import conversation


def laptops(sample: Project) -> list[Item]:
    items = (version.item for version in sample.items.scan())
    return [i for i in items if i.values.get("category") == "laptop" and i.values.get("stock")]


def test_wishes_that_have_to_be_given_up_together_are_named_with_what_that_brings(sample: Project) -> None:
    text = "a red laptop under 3 million rupiah lighter than 800 g"
    (turn,) = conversation(sample, text)
    red = [item for item in laptops(sample) if item.values.get("colour") == "red"]
    assert not [i for i in red if i.values["price"] < 3_000_000 or i.values["weight"] < 0.8]
    count = len(red)
    said = "Without “price under Rp 3,000,000” and “weight under 800 g” there would be "
    assert f"{said}{'one' if count == 1 else count}." in turn["reply"]
    assert turn["items"] == []


def test_such_an_answer_is_repeated_byte_for_byte(sample: Project) -> None:
    (turn,) = conversation(sample, "laptop merah di bawah 3 juta yang di bawah 800 gram")
    assert "Tanpa “" in turn["reply"]
    assert sample.replay(turn["receipt_id"])["same"]
