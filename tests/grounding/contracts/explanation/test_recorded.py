"""Recorded replies of real kinds, with slots and free: good ones are answers, each bad one is refused for its own
reason."""

import json
from importlib import resources
from typing import Any

import pytest

from landas.clock import Deadline
from landas.grounding.replies.wording_contract import WordingContract, WordingMode
from landas.llm.calls import Answer, Fallback
from tests.grounding.contracts.explanation.scene import OPEN, SLOTS, open_turn, turn
from tests.llm.jokes import Saying, gateway_over

CONTRACTS: dict[WordingMode, WordingContract[Any, Any]] = {"slots": SLOTS, "open": OPEN}
FOLDER = resources.files("landas.grounding.contracts.explanation") / "recorded"
NAMES = [
    (mode, file.name.removesuffix(".json"))
    for mode in CONTRACTS
    for file in sorted((FOLDER / mode).iterdir(), key=lambda f: f.name)
    if file.name.endswith(".json")
]


def recorded(mode: str, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / mode / f"{name}.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("mode", CONTRACTS)
def test_every_kind_is_recorded_in_both_languages(mode: WordingMode) -> None:
    kinds = {"good", "malformed", "ungrounded", "empty", "refusing"}
    assert {(mode, f"{code}_{kind}") for code in ("en", "id") for kind in kinds} <= set(NAMES)


@pytest.mark.parametrize(("mode", "name"), NAMES)
def test_a_recorded_reply_has_its_outcome(mode: WordingMode, name: str) -> None:
    record, contract = recorded(mode, name), CONTRACTS[mode]
    task_input: Any = turn(record["language"]) if mode == "slots" else open_turn(record["language"])
    provider = Saying(record["reply"], record["reply"])
    outcome = gateway_over(provider).run(contract, task_input, Deadline.after_ms(30_000))
    assert outcome.call is not None
    assert (outcome.call.task, outcome.call.contract_version) == ("explanation", contract.versions.prompt)
    if record["reason"] is None:
        assert isinstance(outcome, Answer), outcome.call.problems
        return
    assert isinstance(outcome, Fallback)
    assert (outcome.reason, outcome.call.problems[0]) == (record["reason"], record["problem"])
    assert "Your last answer was refused" in provider.asked[1].prompt.user
