"""Recorded replies of `explanation`: good ones are answers, each bad one is refused for its own reason."""

import pytest

from landas.grounding.contracts.explanation.contract import OPEN, SLOTS
from landas.grounding.replies.wording_contract import WordingMode
from tests.grounding.contracts.explanation.scene import wording_task as scene
from tests.grounding.contracts.recorded import KINDS, MODES, has_its_outcome, names_of, recorded

NAMES = names_of("explanation")


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_is_recorded_in_both_languages(mode: WordingMode) -> None:
    assert {(mode, f"{code}_{kind}") for code in ("en", "id") for kind in KINDS} <= set(NAMES)


@pytest.mark.parametrize(("mode", "name"), NAMES)
def test_a_recorded_reply_has_its_outcome(mode: WordingMode, name: str) -> None:
    record = recorded("explanation", mode, name)
    has_its_outcome(record, SLOTS if mode == "slots" else OPEN, scene(record["language"]))
