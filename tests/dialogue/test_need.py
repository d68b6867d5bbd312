"""The words that a conversation searches with leave with the wish that they name; a model may let go of loose ones."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.ids import ReceiptId
from landas.settings import LlmSection, TaskSection
from tests.dialogue.talking import Answering, conversation


@pytest.fixture
def project(patient_sample: Project) -> Iterator[Project]:
    yield patient_sample
    patient_sample.use_model(None)


def summed(project: Project, keep: Sequence[str]) -> Answering:
    provider = Answering(lambda task, told: {"keep": list(keep), "confidence": 1.0})
    off = {name: TaskSection(enabled=False) for name in ("explanation", "comparison", "item_answer")}
    tasks = {**off, "need_summary": TaskSection()}
    project.use_model(LlmSection(provider="scripted", tasks=tasks), provider)
    return provider


def words_of(project: Project, turn: Mapping[str, Any]) -> list[str]:
    return str(project.receipt(ReceiptId(turn["receipt_id"]))["words"]).split()


@pytest.mark.parametrize(
    ("texts", "gone", "there"),
    [
        (("black laptop", "white instead"), {"black", "instead"}, {"laptop", "white"}),
        (("laptop hitam", "warnanya terserah"), {"hitam", "terserah", "warnanya"}, {"laptop"}),
        (("a laptop for travel", "not for travel, for gaming"), {"travel", "not"}, {"laptop", "gaming"}),
        (("tas laptop anti air", "tidak harus anti air"), {"anti", "air"}, {"tas", "laptop"}),
        (("laptop buat ngoding", "bukan buat ngoding"), {"ngoding", "bukan"}, {"laptop"}),
    ],
)
def test_words_leave_with_the_wish_that_they_name(
    project: Project, texts: tuple[str, ...], gone: set[str], there: set[str]
) -> None:
    words = set(words_of(project, conversation(project, *texts)[-1]))
    assert there <= words
    assert not gone & words


def test_a_purpose_that_is_denied_is_no_preference_any_more(project: Project) -> None:
    first, second = conversation(project, "laptop buat ngoding", "bukan buat ngoding")
    assert [p["text"] for p in first["state"]["preferences"]] == ["buat ngoding"]
    assert second["state"]["preferences"] == []


def test_unknown_words_are_carried_on_and_are_in_the_state(project: Project) -> None:
    last = conversation(project, "laptop frobnicated", "below 20 million")[-1]
    assert "frobnicated" in last["state"]["words"]
    assert "frobnicated" in words_of(project, last)


def test_undoing_a_turn_brings_its_words_back(project: Project) -> None:
    first, _, last = conversation(project, "black laptop", "white instead", "undo that")
    assert words_of(project, last) == words_of(project, first)


def test_a_model_lets_go_of_loose_words_and_of_nothing_else(project: Project) -> None:
    provider = summed(project, [])
    last = conversation(project, "black laptop frobnicated whirring", "a whirring one below 20 million")[-1]
    assert provider.told[-1]["earlier"] == ["frobnicated"]
    assert {"black", "laptop", "whirring"} <= set(words_of(project, last))
    assert "frobnicated" not in words_of(project, last)
    assert project.receipt(ReceiptId(last["receipt_id"]))["need_summary"]["let_go"] == ["frobnicated"]
    assert {c["field"] for c in last["state"]["constraints"]} == {"colour", "price"}
    assert last["usage"]["calls"] == 1


def test_a_model_adds_no_word(project: Project) -> None:
    summed(project, ["diamond", "gold"])
    last = conversation(project, "laptop frobnicated", "below 20 million")[-1]
    assert "frobnicated" in words_of(project, last)
    assert not {"diamond", "gold"} & set(words_of(project, last))
    assert project.receipt(ReceiptId(last["receipt_id"]))["need_summary"]["fallback"] == "check_failed"


def test_no_model_is_asked_where_earlier_turns_left_no_loose_word(project: Project) -> None:
    provider = summed(project, [])
    conversation(project, "black laptop", "white instead")
    assert provider.told == []
