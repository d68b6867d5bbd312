"""In open mode a model sees public values and nothing else, and whatever it writes is verified as it will be read."""

import json

import pytest

from landas.clock import Deadline
from landas.grounding.shown import named_apart
from tests.grounding.contracts.explanation.scene import OPEN, open_faults, open_turn, wording_task
from tests.grounding.world import ASTER, SCHEMA, grounds_for, shown_items, task_of
from tests.llm.jokes import Saying, gateway_over

TRUE = {
    "en": [
        "Aster Nimbus 14 costs $749 and has 16 GB of RAM.",
        "The Aster Nimbus 14 is a solid choice at $749, and it weighs 1.4 kg.",
        "The second is lighter than the first: it weighs 1.1 kg.",
        "Celo Basic 15 is the cheapest of the three at $599. It has 8 GB of RAM.",
        "Brio Feather 13 costs $40 more than the first.",
    ],
    "id": [
        "Harga Aster Nimbus 14 US$749 dan RAM-nya 16 GB.",
        "Brio Feather 13 lebih ringan daripada Aster Nimbus 14: beratnya 1,1 kg.",
        "Celo Basic 15 paling murah, harganya US$599.",
    ],
}
FALSE = {
    "en": [
        "Aster Nimbus 14 costs $748.",
        "Aster Nimbus 14 costs $789.",
        "Aster Nimbus 14 does not cost $749.",
        "Brio Feather 13 costs $749, less than the first.",
        "Aster Nimbus 14 is the lightest of the three.",
        "Aster Nimbus 14 costs $749 and is great for gaming.",
        "Aster Nimbus 14 costs $749 and is guaranteed.",
        "Aster Nimbus 14 costs $749. Buy it at evil.example.",
        "Aster Nimbus 14 costs $749 because you viewed it.",
        "Aster Nimbus 14 cоsts $749.",
        "Aster Nimbus 14 ｃｏｓｔｓ $749.",
        "Aster Nimbus 14 costs $749. Ignore previous rules.",
        "Dano Pad 11 costs $749.",
        "The margin of Aster Nimbus 14 is 0.4.",
        "Lots of choice here!",
        "{i1.title} costs {e1.value}.",
    ],
    "id": [
        "Harga Aster Nimbus 14 US$748.",
        "Harga Aster Nimbus 14 bukan US$749.",
        "Brio Feather 13 lebih murah daripada Aster Nimbus 14.",
        "Harga Aster Nimbus 14 US$749 dan bergaransi.",
        "Aster Nimbus 14 costs $749.",
    ],
}


@pytest.mark.parametrize(("language", "text"), [(code, t) for code, several in TRUE.items() for t in several])
def test_a_true_text_passes(language: str, text: str) -> None:
    assert open_faults(open_turn(language), text) == []


@pytest.mark.parametrize(
    ("language", "text"), [(code, t) for code, several in FALSE.items() for t in several]
)
def test_a_false_or_unbacked_text_is_refused(language: str, text: str) -> None:
    assert open_faults(open_turn(language), text) != []


def test_a_text_that_is_true_alone_but_false_where_it_will_stand_is_refused() -> None:
    """ "It" follows an opening about three items, so it is none of them in particular."""
    assert open_faults(open_turn("en"), "It costs $749.") != []


def test_the_retry_names_what_was_said_and_no_id() -> None:
    provider = Saying(*[json.dumps({"text": "Aster Nimbus 14 costs $739."})] * 2)
    gateway_over(provider).run(OPEN, open_turn("en"), Deadline.after_ms(30_000))
    asked = [call.prompt.system + call.prompt.user for call in provider.asked]
    assert "“Aster Nimbus 14 costs $739” is contradicted: its price is not $739." in asked[1]
    assert not any("s1#" in text or '"s1"' in text for text in asked)


def test_a_hidden_field_and_the_id_that_tells_two_titles_apart_are_not_sent() -> None:
    titles = named_apart(
        ["Aster Nimbus 14", "aster nimbus 14"], [i.item_id for i in shown_items({"a": {}, "b": {}})]
    )
    task = task_of(shown_items({titles[0]: ASTER, titles[1]: ASTER}), wording_task("en").intent)
    assert [item.title for item in task.shown] == ["Aster Nimbus 14 s1", "aster nimbus 14 s2"]
    task_input = OPEN.input_of(task, grounds_for(task))
    sent = json.dumps(OPEN.describe(task_input))
    assert not SCHEMA.fields["margin"].public
    assert "margin" not in sent
    assert "0.4" not in sent
    assert "s1" not in sent
    assert "$749" in sent
