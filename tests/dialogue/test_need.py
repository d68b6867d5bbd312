"""The words that a conversation searches with leave with the wish that they name; a model may let go of loose ones."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ConversationId, ReceiptId
from landas.llm.providers.provider import Completion, ProviderCall
from landas.settings import LlmSection, TaskSection

Say = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class Summing:
    name = model = "summing"

    def __init__(self, say: Say) -> None:
        self._say = say
        self.told: list[Mapping[str, Any]] = []

    def warm(self) -> None: ...

    def complete(self, call: ProviderCall) -> Completion:
        self.told.append(call.described)
        return Completion(json.dumps(self._say(call.described)), 10, 10)

    def close(self) -> None: ...


@pytest.fixture
def project(patient_sample: Project) -> Iterator[Project]:
    yield patient_sample
    patient_sample.use_model(None)


def summed(project: Project, say: Say) -> Summing:
    provider = Summing(say)
    off = {name: TaskSection(enabled=False) for name in ("explanation", "comparison", "item_answer")}
    tasks = {**off, "need_summary": TaskSection()}
    project.use_model(LlmSection(provider="scripted", tasks=tasks), provider)
    return provider


def talked(project: Project, *texts: str) -> list[dict[str, Any]]:
    conversation: ConversationId = project.dialogue.create_conversation()
    return [project.dialogue.ask(AskRequest(text, conversation_id=conversation)) for text in texts]


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
    words = set(words_of(project, talked(project, *texts)[-1]))
    assert there <= words
    assert not gone & words


def test_a_purpose_that_is_denied_is_no_preference_any_more(project: Project) -> None:
    first, second = talked(project, "laptop buat ngoding", "bukan buat ngoding")
    assert [p["text"] for p in first["state"]["preferences"]] == ["buat ngoding"]
    assert second["state"]["preferences"] == []


def test_unknown_words_are_carried_on_and_are_in_the_state(project: Project) -> None:
    last = talked(project, "laptop frobnicated", "below 20 million")[-1]
    assert "frobnicated" in last["state"]["words"]
    assert "frobnicated" in words_of(project, last)


def test_undoing_a_turn_brings_its_words_back(project: Project) -> None:
    first, _, last = talked(project, "black laptop", "white instead", "undo that")
    assert words_of(project, last) == words_of(project, first)


def test_a_model_lets_go_of_loose_words_and_of_nothing_else(project: Project) -> None:
    provider = summed(project, lambda told: {"keep": [], "confidence": 1.0})
    last = talked(project, "black laptop frobnicated whirring", "a whirring one below 20 million")[-1]
    assert provider.told[-1]["earlier"] == ["frobnicated"]
    assert {"black", "laptop", "whirring"} <= set(words_of(project, last))
    assert "frobnicated" not in words_of(project, last)
    assert project.receipt(ReceiptId(last["receipt_id"]))["need_summary"]["let_go"] == ["frobnicated"]
    assert {c["field"] for c in last["state"]["constraints"]} == {"colour", "price"}
    assert last["usage"]["calls"] == 1


def test_a_model_adds_no_word(project: Project) -> None:
    summed(project, lambda told: {"keep": ["diamond", "gold"], "confidence": 1.0})
    last = talked(project, "laptop frobnicated", "below 20 million")[-1]
    assert "frobnicated" in words_of(project, last)
    assert not {"diamond", "gold"} & set(words_of(project, last))
    assert project.receipt(ReceiptId(last["receipt_id"]))["need_summary"]["fallback"] == "check_failed"


def test_no_model_is_asked_where_earlier_turns_left_no_loose_word(project: Project) -> None:
    provider = summed(project, lambda told: {"keep": [], "confidence": 1.0})
    talked(project, "black laptop", "white instead")
    assert provider.told == []
