"""Words that state nothing beside a fact state something where none stands behind them: only small words, names, praise
and talk may stand alone."""

import pytest

from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import LAPTOPS, PACKS, faults_of

USES = VerifyRequest(
    items=[
        VerifyItem(item_id="a", facts={"name": "Aster Nimbus", "stock": 3, "made for use in": "travel"}),
        VerifyItem(item_id="b", facts={"name": "Brio Feather", "stock": 4, "made for use in": "study"}),
    ],
    reply="",
).grounds(PACKS)
"""Items with an attribute called like one of the meanings of "second"."""

HOLLOW = (
    "The Aster Nimbus 14 costs $749. It comes with a case.",
    "The Aster Nimbus 14 costs $749. It includes the third.",
    "The Aster Nimbus 14 costs $749. It comes free with the second.",
    "The Aster Nimbus 14 costs $749. It is free.",
    "The Aster Nimbus 14 costs $749. Buy one, get one.",
    "The Aster Nimbus 14 costs $749. You pay only for one.",
    "The Aster Nimbus 14 costs $749. It is on offer.",
    "The Aster Nimbus 14 costs $749. We hold it for you.",
    "The Aster Nimbus 14 costs $749. We will call you.",
    "The Aster Nimbus 14 costs $749. It has been used.",
    "The Aster Nimbus 14 costs $749. It offers the most.",
    "The Aster Nimbus 14 costs $749. It keeps going all day long.",
    "The Aster Nimbus 14 costs $749. Another shop has it for less.",
    "The Aster Nimbus 14 costs $749. I ordered the first for you.",
    "The Aster Nimbus 14 costs $749, and you get one more.",
    "The Aster Nimbus 14 weighs 1.4 kg, so it is good for your back.",
    "The Aster Nimbus 14 costs $749. Who would say no to 32 GB of RAM?",
    "The Aster Nimbus 14 costs $749. Why settle for less than 32 GB of RAM?",
    "Aster Nimbus 14 harganya $749. Siapa yang tidak mau RAM 32 GB?",
    "Aster Nimbus 14 harganya $749. Beli satu dapat satu.",
    "Aster Nimbus 14 harganya $749. Sudah termasuk semuanya.",
    "Aster Nimbus 14 harganya $749. Beserta isinya.",
)
SAYABLE = (
    "The Aster Nimbus 14 costs $749. Thanks for asking.",
    "Thanks for stopping by! The Aster Nimbus 14 costs $749.",
    "Aster Nimbus 14 harganya $749. Terima kasih sudah bertanya.",
    "The Aster Nimbus 14 weighs 1.4 kg or more.",
    "nama: Aster Nimbus 14; berat: 1,4 kg",
    "The Aster Nimbus 14 costs $749. A good choice.",
    "The Aster Nimbus 14 costs $749. It offers a great balance.",
    "The Aster Nimbus 14 comes, as you can see, in black.",
    "The Aster Nimbus 14 costs $749. Feel free to ask.",
    "The Aster Nimbus 14 costs $749. You can order it, it is in stock.",
    "Introducing the Aster Nimbus 14, it costs $749.",
    "Aster Nimbus 14 harganya $749. Laptop ini menawarkan pengalaman yang bagus.",
    "Aster Nimbus 14 harganya $749. Semoga membantu!",
)


@pytest.mark.parametrize("reply", HOLLOW)
def test_a_statement_without_a_fact_is_unsupported_whatever_words_it_is_made_of(reply: str) -> None:
    assert faults_of(reply, LAPTOPS), reply


@pytest.mark.parametrize("reply", SAYABLE)
def test_praise_and_talk_need_no_fact(reply: str) -> None:
    assert faults_of(reply, LAPTOPS) == [], reply


@pytest.mark.parametrize("said", ["out of stock", "sold out", "unavailable"])
def test_the_second_is_an_item_whatever_else_the_word_may_mean(said: str) -> None:
    assert faults_of(f"The second is {said}.", USES)


@pytest.mark.parametrize(
    "reply",
    [
        "The Aster Nimbus 14 comes with a case and weighs 1.4 kg.",
        "The Aster Nimbus 14 weighs 1.4 kg and is free.",
        "The Aster Nimbus 14 weighs 1.4 kg, and we hold it for you.",
        "Aster Nimbus 14 beratnya 1,4 kg dan sudah termasuk semuanya.",
    ],
)
def test_a_fact_beside_it_makes_no_hollow_statement_true(reply: str) -> None:
    assert faults_of(reply, LAPTOPS), reply
