"""Recorded replies of real kinds: good ones are answers, each bad one is refused for its own reason."""

import json
from importlib import resources
from typing import Any

import pytest

from landas.clock import Deadline
from landas.llm.calls import Answer, Fallback
from tests.grounding.contracts.explanation.scene import CONTRACT, turn
from tests.llm.jokes import Saying, gateway_over

FOLDER = resources.files("landas.grounding.contracts.explanation") / "recorded"
NAMES = sorted(file.name.removesuffix(".json") for file in FOLDER.iterdir() if file.name.endswith(".json"))


def recorded(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def test_every_kind_is_recorded_in_both_languages() -> None:
    kinds = {"good", "malformed", "ungrounded", "empty", "refusing"}
    assert {f"{code}_{kind}" for code in ("en", "id") for kind in kinds} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_recorded_reply_has_its_outcome(name: str) -> None:
    record = recorded(name)
    provider = Saying(record["reply"], record["reply"])
    outcome = gateway_over(provider).run(CONTRACT, turn(record["language"]), Deadline.after_ms(30_000))
    assert outcome.call is not None
    assert (outcome.call.task, outcome.call.contract_version) == ("explanation", CONTRACT.versions.prompt)
    if record["reason"] is None:
        assert isinstance(outcome, Answer), outcome.call.problems
        return
    assert isinstance(outcome, Fallback)
    assert (outcome.reason, outcome.call.problems[0]) == (record["reason"], record["problem"])
    assert "Your last answer was refused" in provider.asked[1].prompt.user
