"""What the task sends, and what it makes of replies that only look like rankings."""

import json

import pytest

from landas.clock import Deadline
from landas.llm.calls import Answer, Fallback
from landas.llm.replies import read_reply
from landas.ranking.contracts.order.reply import OrderReply
from landas.settings import LlmSection, TaskSection
from tests.llm.jokes import Saying, gateway_over
from tests.ranking.contracts.order.scene import CONTRACT, list_of_four

LONGEST = 7200


def test_the_prompt_says_how_many_there_are_and_holds_no_data() -> None:
    prompt = CONTRACT.instructions(list_of_four("en"))
    assert "from 1 to 4" in prompt
    assert "{count}" not in prompt
    assert "749" not in prompt


def test_candidates_are_sent_by_position_in_the_presented_order() -> None:
    sent = CONTRACT.describe(list_of_four("en", presented=(2, 0, 3, 1)))
    assert [(item["position"], item["facts"]["price"]) for item in sent["items"]] == [
        (1, "$599"),
        (2, "$749"),
        (3, "$640"),
        (4, "$789"),
    ]
    assert set(sent) == {"language", "request", "criteria", "items"}


@pytest.mark.parametrize(
    "text",
    [
        '{"ranking": [1, 2], "confidence": NaN, "reason": ""}',
        '{"ranking": [1, 2], "confidence": Infinity, "reason": ""}',
        '{"ranking": [1, 2], "confidence": 1.2, "reason": ""}',
        '{"ranking": [1, 2], "confidence": -0.1, "reason": ""}',
        '{"ranking": [1, 2], "confidence": true, "reason": ""}',
        '{"ranking": [1, 2], "confidence": "0.9", "reason": ""}',
        '{"ranking": [1, 2], "confidence": null, "reason": ""}',
        '{"ranking": "1, 2", "confidence": 0.9, "reason": ""}',
        '{"ranking": {"1": 2}, "confidence": 0.9, "reason": ""}',
        '{"ranking": [1, 2], "confidence": 0.9, "reason": ["because"]}',
        '{"ranking": [1, 2], "confidence": 0.9}',
        '{"ranking": [1, 2], "confidence": 0.9, "reason": "", "tool": "delete"}',
        json.dumps({"ranking": list(range(1, 200)), "confidence": 0.9, "reason": ""}),
        '{"ranking": [' + "[" * 400 + "]" * 400 + '], "confidence": 0.9, "reason": ""}',
        '{"ranking": [' + "9" * 6000 + '], "confidence": 0.9, "reason": ""}',
    ],
)
def test_what_is_no_reply_of_the_schema_is_refused(text: str) -> None:
    assert read_reply(text, OrderReply, LONGEST).value is None


@pytest.mark.parametrize(
    "entry", ['"2"', "2.5", "true", "null", "NaN", "[2]", '{"position": 2}', "1e300", "99"]
)
def test_an_entry_that_is_no_position_is_read_and_left_to_the_base_order(entry: str) -> None:
    read = read_reply(f'{{"ranking": [{entry}, 3], "confidence": 1, "reason": ""}}', OrderReply, LONGEST)
    assert read.value is not None
    assert CONTRACT.check(list_of_four("en"), read.value) == ()


def test_a_confidence_below_the_threshold_is_a_fallback_and_not_asked_for_again() -> None:
    settings = LlmSection(provider="scripted", tasks={"order": TaskSection(min_confidence=0.6)})
    unsure, sure = (f'{{"ranking": [2, 1, 3, 4], "confidence": {c}, "reason": ""}}' for c in ("0.59", "0.6"))
    provider = Saying(unsure)
    asked = list_of_four("en")
    outcome = gateway_over(provider, settings=settings).run(CONTRACT, asked, Deadline.after_ms(30_000))
    assert isinstance(outcome, Fallback)
    assert (outcome.reason, len(provider.asked)) == ("low_confidence", 1)
    accepted = gateway_over(Saying(sure), settings=settings).run(CONTRACT, asked, Deadline.after_ms(30_000))
    assert isinstance(accepted, Answer)
