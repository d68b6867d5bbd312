"""Recorded replies of `item_answer`: how heavy the first one is."""

import pytest

from landas.grounding.contracts.item_answer.contract import OPEN, SLOTS
from landas.grounding.replies.wording_contract import WordingMode
from landas.grounding.wording.task import WordingTask
from landas.request.about import Asked
from tests.grounding.contracts.recorded import KINDS, MODES, has_its_outcome, names_of, recorded
from tests.grounding.world import about_task

NAMES = names_of("item_answer")


def scene(language: str) -> WordingTask:
    return about_task(
        "item_answer", ["Aster Nimbus 14"], Asked(("weight",)), language, "how heavy is the first?"
    )


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_is_recorded_in_both_languages(mode: WordingMode) -> None:
    assert {(mode, f"{code}_{kind}") for code in ("en", "id") for kind in KINDS} <= set(NAMES)


@pytest.mark.parametrize(("mode", "name"), NAMES)
def test_a_recorded_reply_has_its_outcome(mode: WordingMode, name: str) -> None:
    record = recorded("item_answer", mode, name)
    has_its_outcome(record, SLOTS if mode == "slots" else OPEN, scene(record["language"]))
