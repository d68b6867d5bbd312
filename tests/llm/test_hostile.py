"""The hostile provider is a fair enemy: repeatable, of every kind, and mostly well-formed."""

import json
from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from landas.clock import Deadline
from landas.grounding.contracts.clarification.contract import CLARIFICATION
from landas.grounding.contracts.clarification.task_input import ClarificationInput
from landas.llm.contract import Prompt
from landas.llm.providers.hostile import ATTACKS, HostileProvider, dripping, endless
from landas.llm.providers.hostile_sentences import Scene, kinds_of_lies
from landas.llm.providers.provider import ProviderCall
from landas.llm.replies import read_reply
from landas.settings import LlmSection
from landas.understanding.contracts.expansion.contract import EXPANSION
from landas.understanding.contracts.expansion.task_input import ExpansionInput
from landas.understanding.contracts.need_summary.contract import NEED_SUMMARY
from landas.understanding.contracts.need_summary.task_input import NeedInput
from tests.grounding.contracts.explanation.scene import CONTRACT, turn
from tests.llm.jokes import TITLE, Title
from tests.ranking.contracts.order.scene import CONTRACT as ORDER
from tests.ranking.contracts.order.scene import list_of_four

DESCRIBED = CONTRACT.describe(turn("en"))
SCHEMA = CONTRACT.output.model_json_schema()


def call(milliseconds: float = 100, attempt: int = 1) -> ProviderCall:
    prompt = Prompt("You explain to a shopper why the shown items answer.", "data")
    return ProviderCall(
        "explanation", prompt, SCHEMA, 600, Deadline.after_ms(milliseconds), attempt, described=DESCRIBED
    )


def reply(seed: int, attempt: int = 1) -> str:
    try:
        return HostileProvider(LlmSection(provider="hostile", seed=seed)).complete(call(1, attempt)).text
    except BaseException as error:  # noqa: BLE001 - it raises whatever it likes
        return f"raised {type(error).__name__}"


def test_the_same_seed_and_call_give_the_same_attack_and_others_give_others() -> None:
    seeds = [5, 6, 7, 8]
    assert [reply(s) for s in seeds] == [reply(s) for s in seeds]
    assert [reply(s) for s in seeds] != [reply(s, attempt=2) for s in seeds]
    assert len({reply(s) for s in range(30)}) > 20


def test_about_half_of_the_replies_meet_the_schema() -> None:
    replies = [reply(seed) for seed in range(300)]
    well_formed = sum(read_reply(text, CONTRACT.output, 7200).value is not None for text in replies)
    assert 120 <= well_formed <= 280


def test_every_attack_and_every_kind_of_lie_comes_up() -> None:
    assert sum(ATTACKS.values()) == 100
    assert len(ATTACKS) == 12
    assert len(kinds_of_lies("en")) >= 20
    assert set(kinds_of_lies("id")) == set(kinds_of_lies("en"))
    raised = Counter(text.split()[-1] for seed in range(400) if (text := reply(seed)).startswith("raised"))
    assert len(raised) >= 4


@pytest.mark.parametrize("attack", [endless, dripping])
def test_an_endless_reply_is_cut(attack: object) -> None:
    import random

    text = attack(call(50), Scene.of(DESCRIBED, ""), random.Random(1))  # type: ignore[operator]
    assert 0 < len(text) <= call().longest + 1


def test_it_attacks_rankings_in_every_way_and_gives_whole_ones_too() -> None:
    schema, asked = ORDER.output.model_json_schema(), list_of_four("en")
    usable, entries, whole, raised = 0, set[str](), 0, 0
    for seed in range(400):
        order = ProviderCall(
            "order", Prompt("s", "u"), schema, 600, Deadline.after_ms(1), described=ORDER.describe(asked)
        )
        try:
            text = HostileProvider(LlmSection(provider="hostile", seed=seed)).complete(order).text
        except BaseException:  # noqa: BLE001 - it raises whatever it likes
            raised += 1
            continue
        read = read_reply(text, ORDER.output, 7200)
        if read.value is not None:
            usable += not ORDER.check(asked, read.value)
            entries |= {type(entry).__name__ for entry in read.value.ranking}
            whole += sorted(map(str, read.value.ranking)) == ["1", "2", "3", "4"]
    assert raised < 40
    assert usable > 80
    assert whole > 30
    assert entries == {"int", "str", "float", "bool", "NoneType", "list", "dict"}


def test_it_attacks_a_task_it_knows_nothing_of() -> None:
    schema = Title.model_json_schema()
    provider = HostileProvider(LlmSection(provider="hostile", seed=3))
    texts = []
    for number in range(60):
        asked = ProviderCall(
            "title",
            Prompt("s", "u"),
            schema,
            100,
            Deadline.after_ms(1),
            number,
            described=TITLE.describe("x"),
        )
        with suppress(Exception, SystemExit):
            texts.append(provider.complete(asked).text)
    assert len(texts) > 40
    assert sum(read_reply(text, Title, 1200).value is not None for text in texts) > 5


def test_its_well_formed_replies_use_slots_of_the_task() -> None:
    used = 0
    for seed in range(60):
        read = read_reply(reply(seed), CONTRACT.output, 7200)
        used += read.value is not None and "{i" in json.dumps(read.value.model_dump())
    assert used > 20


@pytest.mark.parametrize(
    ("contract", "told"),
    [
        (NEED_SUMMARY, NeedInput("en", "below 200", ("silent", "bedroom"))),
        (EXPANSION, ExpansionInput("en", "a fridge", ("fridge",), ("desk lamp", "refrigerator"))),
        (
            CLARIFICATION,
            ClarificationInput("en", "plainly", "Black or White?", {"{o1}": "Black", "{o2}": "White"}),
        ),
    ],
)
def test_its_replies_to_reading_tasks_get_through_the_door_often_enough_to_attack(
    contract: Any, told: Any
) -> None:
    schema, described = contract.output.model_json_schema(), contract.describe(told)
    taken = refused = 0
    for seed in range(150):
        asked = ProviderCall(
            contract.task, Prompt("s", "u"), schema, 600, Deadline.after_ms(1), described=described
        )
        with suppress(Exception, SystemExit):
            text = HostileProvider(LlmSection(provider="hostile", seed=seed)).complete(asked).text
            value = read_reply(text, contract.output, 7200).value
            taken += value is not None and not contract.check(told, value)
            refused += value is None or bool(contract.check(told, value))
    assert taken > 10
    assert refused > 10
