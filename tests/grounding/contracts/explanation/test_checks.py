"""What a model may say with slots, and what it may not: true sentences pass, and every twist of one is refused."""

import pytest

from tests.grounding.contracts.explanation.scene import faults, rendered, reply_of, turn

TRUE = {
    "en": [
        [(1, "{i1.title} costs {e1.value}.")],
        [(1, "{i1.title} weighs {e3.value} and has {e4.value} of RAM.")],
        [(1, "With {e4.value} of RAM, {i1.title} is a solid laptop.")],
        [(1, "The weight of {i1.title} is {e3.value}.")],
        [(1, "{i1.title} has {e2.value} in stock.")],
        [(1, "{i1.title}'s price is {e1.value}.")],
        [(1, "Here is {i1.title} for {e1.value}."), (1, "It weighs {e3.value}.")],
        [(2, "{i2.title} is {e14.difference} lighter than {i1.title}, but costs {e13.difference} more.")],
        [(2, "{i2.title} is {e7.value} and its weight is {e14.difference} lower than the first.")],
        [(3, "{i3.title}, at {e15.value}, is {e23.difference} cheaper than {i2.title}.")],
        [(3, "{i3.title} is {e15.wish}: it costs {e15.value}.")],
        [(None, "{i1.title}, {i2.title} and {i3.title} are all laptops."), (1, "{i1.title} costs {e1.value}.")],
    ],
    "id": [
        [(1, "Harga {i1.title} {e1.value}.")],
        [(1, "{i1.title} dibanderol {e1.value} dengan berat {e3.value}.")],
        [(1, "{i1.title} memiliki RAM {e4.value} dan berat {e3.value}.")],
        [(1, "Stok {i1.title} ada {e2.value}.")],
        [(2, "{i2.title} {e14.difference} lebih ringan daripada {i1.title}, tetapi {e13.difference} lebih mahal.")],
        [(3, "{i3.title} {e20.difference} lebih murah daripada {i1.title}.")],
    ],
}  # fmt: skip

TWISTED = {
    "en": [
        "{i1.title} costs less than {e1.value}.", "{i1.title} costs more than {e1.value}.",
        "{i1.title} is not {e3.value}.", "{i1.title} costs twice {e1.value}.", "{i1.title} is half of {e1.value}.",
        "{i1.title} comes without {e4.value}.", "{i1.title} has only {e2.value} left.",
        "{i1.title} was {e1.value}.", "{i1.title} costs {e1.value} off.", "{i1.title} costs {e1.value} per month.",
        "{i1.title} starts from {e1.value}.", "{i1.title} costs up to {e1.value}.", "{i1.title} is {e1.value} left.",
        "{i1.title} costs {e3.value}.", "{i1.title} weighs {e1.value}.", "The weight of {i1.title} is {e1.value}.",
        "The colour of {i1.title} is {e3.value}.", "The warranty of {i1.title} is {e3.value}.",
        "{i1.title} costs {e7.value}.", "{i1.title} costs {e1.value} second hand.", "{i1.title} costs {e1.value} used.",
        "{i1.title} is the best at {e1.value}.", "{i1.title} is the cheapest at {e1.value}.",
        "{i1.title} costs a dozen times {e1.value}.", "{i1.title} costs {e1.value} in italy.",
        "{i1.title} at {e1.value} is great for gaming.", "{i1.title} is in stock for {e1.value}.",
        "{i1.title} costs {e1.value} because you viewed a laptop.", "{i1.title} is guaranteed at {e1.value}.",
        "{i1.title} costs {e1.value}{e3.value}.", "{i1.title} costs {e1.value} {e3.value}.",
        "{i1.title} costs -{e1.value}.", "{i1.title} costs {e1.value}+.", "{i1.title} costs {e1.value}k.",
        "{i1.title} costs ~{e1.value}.", "{i1.title} costs ½ {e1.value}.", "{i1.title} costs ② {e1.value}.",
        "{i1.title} costs ٣ {e1.value}.", "{i1.title} costs l e s s than {e1.value}.",
        "{i1.title} соsts {e1.value}.", "{i1.title} ｃｏｓｔｓ {e1.value}.", "{i1.title} co\u200bsts {e1.value}.",
        "{i1.title} \u202ecosts {e1.value}.", "{i1.title} n\u0336ot costs {e1.value}.", "{i1.title}\ncosts {e1.value}.",
        "<b>{i1.title}</b> costs {e1.value}.", "[{i1.title}](http://x.example) costs {e1.value}.",
        "{i1.title} costs {e1.value}, see evil.example.", "{i1.title} costs {e1.price}.",
        "{i1.title} costs {e99.value}.",
        "{i1.title} costs {price}.", "{i1.title} costs {i1.title}.", "The colour of {i1.title} is {i2.title}.",
        "{i1.title} is black and costs {e1.value}.", "{i1.title} is hitam and costs {e1.value}.",
        "{i1.title} beats Lenovo at {e1.value}.", "{i1.title} tidak {e1.value}.", "{i1.title} has tiga {e1.value}.",
        "{i1.title} costs {e1.value}, your maximum.", "{i1.title} will cost {e1.value}.",
    ],
    "id": [
        "{i1.title} harganya kurang dari {e1.value}.", "{i1.title} harganya lebih dari {e1.value}.",
        "{i1.title} bukan {e3.value}.", "{i1.title} dua kali {e1.value}.", "Harga {i1.title} mulai {e1.value}.",
        "Harga {i1.title} dari {e1.value}.", "{i1.title} tinggal {e2.value}.", "{i1.title} tanpa RAM {e4.value}.",
        "Berat {i1.title} {e1.value}.", "Harga {i1.title} {e3.value}.", "Garansi {i1.title} {e1.value}.",
        "{i1.title} berwarna hitam, {e1.value}.", "{i1.title} termurah, {e1.value}.", "{i1.title} terbaik, {e1.value}.",
        "{i1.title} bergaransi, {e1.value}.", "{i1.title} cocok untuk gim, {e1.value}.",
        "{i1.title} habis, {e1.value}.", "Harga {i1.title} {e1.value} lebih.",
        "Diskon {i1.title} {e1.value}.", "{i1.title} not {e1.value}.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "sentences"), [(code, s) for code, several in TRUE.items() for s in several]
)
def test_a_true_sentence_passes(language: str, sentences: list[tuple[int | None, str]]) -> None:
    assert faults(turn(language), *sentences) == []


@pytest.mark.parametrize(
    ("language", "text"), [(code, t) for code, several in TWISTED.items() for t in several]
)
def test_a_twisted_sentence_is_refused(language: str, text: str) -> None:
    assert faults(turn(language), (1, text)) != []


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (2, "{i2.title} is {e14.difference} heavier than {i1.title}."),
        (2, "{i2.title} is {e13.difference} cheaper than {i1.title}."),
        (2, "{i2.title} is {e13.difference} lighter than {i1.title}."),
        (2, "{i2.title} costs {e13.difference}."),
        (2, "{i2.title} costs more than {e13.difference}."),
        (2, "{i1.title} is {e14.difference} lighter than {i2.title}."),
        (3, "{i3.title} is {e23.difference} cheaper than {i1.title}."),
        (None, "{i1.title} costs {e1.value}."),
        (None, "None of them is heavy."),
        (None, "All of them are in stock."),
        (4, "{i1.title} costs {e1.value}."),
    ],
)
def test_a_comparison_or_a_statement_on_all_must_be_right(item: int | None, text: str) -> None:
    assert faults(turn("en"), (item, text), (1, "{i1.title} costs {e1.value}.")) != []


def test_a_pronoun_after_another_item_does_not_lend_its_value() -> None:
    task_input = turn("en")
    assert faults(task_input, (1, "{i1.title} costs {e1.value}."), (2, "It weighs {e9.value}.")) != []


def test_an_event_may_be_told_only_with_its_slot() -> None:
    task_input = turn("en", viewed=True)
    event = next(line for line in task_input.items[0].evidence if line.type == "similar_to_event")
    told = f"{{i1.title}} is here because you viewed {event.slots[0]}."
    assert faults(task_input, (1, told)) == []
    assert "Dano Pad 11" in rendered(task_input, reply_of((1, told)))
    bought = told.replace("viewed", "bought")
    assert faults(task_input, (1, bought)) != []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "{i1.title} memiliki berat {e3.value}."),
        ("en", "Harga {i1.title} {e1.value}."),
        ("id", "{i1.title} weighs {e3.value} and costs {e1.value}."),
    ],
)
def test_another_language_than_the_one_asked_for_is_refused(language: str, text: str) -> None:
    found = faults(turn(language), (1, text))
    assert any(
        fault.endswith(f"write in {'English' if language == 'en' else 'Bahasa Indonesia'}.")
        for fault in found
    )


def test_a_reply_without_a_word_on_any_item_is_refused() -> None:
    assert faults(turn("en"), (None, "{i1.title} and {i2.title}.")) == ["no sentence speaks of a shown item."]


def test_few_faults_are_named_however_many_there_are() -> None:
    sentences = [(1, "<b>NOT</b> 12 Lenovo {e99.value}")] * 6
    assert len(faults(turn("en"), *sentences)) == 8
