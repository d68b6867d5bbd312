"""Recorded replies of real kinds: usable ones come to their order, each other one is refused for its own reason."""

import json
from importlib import resources
from typing import Any

import pytest

from landas.clock import Deadline
from landas.llm.calls import Answer, Fallback
from landas.ranking.model_order import merged
from tests.llm.jokes import Saying, gateway_over
from tests.ranking.contracts.order.scene import CONTRACT, list_of_four

FOLDER = resources.files("landas.ranking.contracts.order") / "recorded"
NAMES = sorted(file.name.removesuffix(".json") for file in FOLDER.iterdir() if file.name.endswith(".json"))
KINDS = {"good", "malformed", "ungrounded", "empty", "refusing", "foreign", "partial"}


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_every_kind_is_recorded_in_both_languages() -> None:
    assert {f"{code}_{kind}" for code in ("en", "id") for kind in KINDS} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_reply_has_its_outcome(name: str) -> None:
    record = recorded(name)
    provider = Saying(record["reply"], record["reply"])
    asked = list_of_four(record["language"])
    outcome = gateway_over(provider).run(CONTRACT, asked, Deadline.after_ms(30_000))
    assert outcome.call is not None
    assert (outcome.call.task, outcome.call.contract_version) == ("order", CONTRACT.versions.prompt)
    if record["reason"] is None:
        assert isinstance(outcome, Answer), outcome.call.problems
        found = merged(outcome.value.ranking, asked.presented)
        assert (list(found.order), found.counts()) == (record["order"], record["counts"])
        return
    assert isinstance(outcome, Fallback)
    assert (outcome.reason, outcome.call.problems[0]) == (record["reason"], record["problem"])
    assert "Your last answer was refused" in provider.asked[1].prompt.user
