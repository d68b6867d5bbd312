"""Recorded replies of `comparison`: two laptops side by side."""

import pytest

from landas.grounding.contracts.comparison.contract import OPEN, SLOTS
from landas.grounding.replies.wording_contract import WordingMode
from landas.grounding.wording.task import WordingTask
from tests.grounding.contracts.recorded import KINDS, MODES, has_its_outcome, names_of, recorded
from tests.grounding.world import about_task

NAMES = names_of("comparison")


def scene(language: str) -> WordingTask:
    return about_task("comparison", ["Aster Nimbus 14", "Brio Feather 13"], None, language, "compare the two")


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_is_recorded_in_both_languages(mode: WordingMode) -> None:
    assert {(mode, f"{code}_{kind}") for code in ("en", "id") for kind in KINDS} <= set(NAMES)


@pytest.mark.parametrize(("mode", "name"), NAMES)
def test_a_recorded_reply_has_its_outcome(mode: WordingMode, name: str) -> None:
    record = recorded("comparison", mode, name)
    has_its_outcome(record, SLOTS if mode == "slots" else OPEN, scene(record["language"]))
