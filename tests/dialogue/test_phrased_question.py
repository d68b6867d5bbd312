"""A model may say the one question in its words, and nothing but that question."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.clock import Deadline
from landas.dialogue.service import AskRequest
from landas.grounding.contracts.clarification.checks import check_clarification
from landas.grounding.contracts.clarification.contract import CLARIFICATION
from landas.grounding.contracts.clarification.reply import ClarificationReply
from landas.grounding.contracts.clarification.task_input import ClarificationInput
from landas.ids import ReceiptId
from landas.llm.calls import Answer, Fallback
from landas.settings import LlmSection, TaskSection
from tests.dialogue.talking import Answering
from tests.llm.jokes import Saying, gateway_over

TOLD = {
    "en": ClarificationInput(
        "en", "plainly", "Which colour would you like: Black or White?",
        {"{label}": "colour", "{o1}": "Black", "{o2}": "White"},
    ),
    "id": ClarificationInput(
        "id", "plainly", "Warna apa yang diinginkan: Hitam atau Putih?",
        {"{label}": "warna", "{o1}": "Hitam", "{o2}": "Putih"},
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("en", "What {label} do you have in mind: {o1} or {o2}?"),
        ("en", "May I know which {label} you prefer, {o1} or {o2}?"),
        ("en", "{o1} or {o2}: which {label} should it be?"),
        ("id", "Anda lebih suka {label} apa, {o1} atau {o2}?"),
        ("id", "Kira-kira {label} yang mana: {o1} atau {o2}?"),
    ],
)
def test_a_question_around_its_slots_may_be_asked(language: str, asked: str) -> None:
    assert not check_clarification(TOLD[language], ClarificationReply(question=asked))


@pytest.mark.parametrize(
    "asked",
    [
        "Which {label} do you want: {o1}?",
        "Which {label} do you want: {o1}, {o2} or red?",
        "Which {label} do you want: {o1} or {o2}? The first one is the cheapest.",
        "The first is sold out. Which {label} do you want: {o1} or {o2}?",
        "Did you know that {label} {o1} is waterproof and {o2} is not?",
        "Which {label} do you want for 99 dollars: {o1} or {o2}?",
        "Which {label} do you want: {o1} or {o2}!",
        "Which {label} do you want: un{o1} or {o2}?",
        "Which {label} do you want: <b>{o1}</b> or {o2}?",
        "Which {label} do you want: {o1} or {o2} or {e1.value}?",
        "Which {label} do you want: {o1} or {o2}? {o1}?",
        "Warna {label} yang mana: {o1} atau {o2}?",
        "Whіch {label} do you want: {o1} or {o2}?",
    ],
)
def test_whatever_says_more_than_the_question_is_refused(asked: str) -> None:
    assert check_clarification(TOLD["en"], ClarificationReply(question=asked))


RECORDED = resources.files("landas.grounding.contracts.clarification") / "recorded"


@pytest.mark.parametrize("name", sorted(f.name for f in RECORDED.iterdir() if f.name.endswith(".json")))
def test_a_recorded_question_has_its_outcome(name: str) -> None:
    record = json.loads((RECORDED / name).read_text(encoding="utf-8"))
    told, reply = TOLD[record["language"]], record["reply"]
    outcome = gateway_over(Saying(reply, reply)).run(CLARIFICATION, told, Deadline.after_ms(30_000))
    if record["reason"] is None:
        assert isinstance(outcome, Answer)
        assert outcome.value.question == record["kept"]
    else:
        assert isinstance(outcome, Fallback)
        assert outcome.reason == record["reason"]


@pytest.fixture
def project(patient_sample: Project) -> Iterator[Project]:
    yield patient_sample
    patient_sample.use_model(None)


def asked(project: Project, question: str) -> dict[str, Any]:
    off = {name: TaskSection(enabled=False) for name in ("explanation", "comparison", "item_answer")}
    section = LlmSection(provider="scripted", tasks={**off, "clarification": TaskSection()})

    def say(task: str, told: Mapping[str, Any]) -> Mapping[str, Any]:
        named = ", ".join(slot["slot"] for slot in told["slots"])
        return {"question": question.format(all=named), "confidence": 0.9}

    project.use_model(section, Answering(say))
    return project.dialogue.ask(AskRequest("laptop"))


def test_the_question_is_the_models_and_the_receipt_replays_it(project: Project) -> None:
    turn = asked(project, "What do you have in mind for it: {all}?")
    assert turn["clarification"].startswith("What do you have in mind for it: ")
    assert turn["clarification"] in turn["reply"]
    assert "{" not in turn["reply"]
    assert project.replay(ReceiptId(turn["receipt_id"]))["same"]
    assert turn["usage"]["calls"] == 1


def test_a_question_that_tells_something_is_asked_by_the_template(project: Project) -> None:
    project.use_model(None)
    plain = project.dialogue.ask(AskRequest("laptop"))
    turn = asked(project, "The first one is the cheapest of all. Which: {all}?")
    assert turn["clarification"] == plain["clarification"]
    assert turn["options"] == plain["options"]
    assert project.receipt(ReceiptId(turn["receipt_id"]))["question_wording"]["fallback"] == "check_failed"
