"""A second bundle in shadow: never shown, never in the way, compared afterwards."""

import json
import logging
import threading
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.dialogue.shadow import is_chosen
from landas.errors import SetupError
from landas.ids import ReceiptId, UserId, fresh_id
from landas.llm.budget import accounts_of
from landas.settings import LlmSection, TaskSection, parse_project
from tests.cli.runner import landas
from tests.test_settings import GOOD

LONG = TaskSection(deadline_ms=600_000)
WAIT = 600


def write(project: Project, name: str, *sentences: str) -> None:
    """A file of one reply, given as often as it is asked for."""
    reply = {"sentences": [{"item": 1, "text": sentence} for sentence in sentences]}
    line = {"task": "explanation", "repeat": True, "reply": reply, "input_tokens": 1000, "output_tokens": 100}
    (project.folder / name).write_text(json.dumps(line), encoding="utf-8")


def shadowing(project: Project, shadow: dict[str, Any], **live: Any) -> None:
    """The project under a live model that says its first item's price, and a shadow."""
    write(project, "live.jsonl", "{i1.title} costs {e1.value}.")
    section = {
        "provider": "scripted",
        "model": "live",
        "replies": "live.jsonl",
        "tasks": {"explanation": LONG},
    }
    project.use_model(LlmSection.model_validate({**section, **live, "shadow": shadow}))


def ask(project: Project, text: str = "laptop under 15 million rupiah", **more: Any) -> dict[str, Any]:
    turn = project.dialogue.ask(AskRequest(text, **more))
    assert project.shadow is not None
    assert project.shadow.wait(WAIT)
    return turn


SECOND = {"share": 1.0, "model": "second", "replies": "second.jsonl", "price_input": 1.0, "price_output": 2.0}


def test_the_second_bundle_is_stored_beside_the_answer_and_not_shown(patient_sample: Project) -> None:
    write(patient_sample, "second.jsonl", "The price of {i1.title} is {e1.value}.")
    shadowing(patient_sample, SECOND)
    turn = ask(patient_sample)
    receipt = patient_sample.receipt(ReceiptId(turn["receipt_id"]))
    assert turn["wording"] == "slots"
    assert "The price of" not in json.dumps([turn, receipt])
    live, second = receipt["bundle"], patient_sample.shadow.bundle  # type: ignore[union-attr]
    ((_, made),) = patient_sample.shadows.of_bundle(second, limit=5)
    assert made.document["passed"]
    assert "The price of" in made.document["spoken"]["slot_text"]
    (call,) = made.document["spoken"]["calls"]
    assert (call["model"], call["shadow"], call["cost"]) == ("second", True, 0.0012)
    found = patient_sample.diff(live, second)
    assert (found["pairs"], found["changed"]["items"], found["changed"]["wording"]) == (1, 0, 1)
    assert {row["part"] for row in found["versions"]} >= {"model"}
    assert patient_sample.diff(live, made.task_bundle)["pairs"] == 1
    assert [row["of"] for row in patient_sample.bundles() if row["bundle"] == second] == ["answer in shadow"]
    usage = patient_sample.usage()
    assert (usage["total"]["calls"], [row["cost"] for row in usage["shadow"]]) == (1, [0.0012])


def test_a_reply_that_would_not_have_passed_says_why(patient_sample: Project) -> None:
    write(patient_sample, "second.jsonl", "{i1.title} costs 99 dollars.")
    shadowing(patient_sample, SECOND)
    turn = ask(patient_sample)
    assert (turn["wording"], turn["fallback"]) == ("slots", None)
    ((_, made),) = patient_sample.shadows.of_bundle(patient_sample.shadow.bundle, limit=5)  # type: ignore[union-attr]
    assert (made.document["passed"], made.document["spoken"]["fallback"]) == (False, "check_failed")


@pytest.mark.parametrize("provider", ["hangs", "breaks"])
def test_a_shadow_that_hangs_or_breaks_costs_no_answer_its_time(
    patient_sample: Project, provider: str, caplog: pytest.LogCaptureFixture
) -> None:
    shadowing(patient_sample, {"share": 1.0, "model": "second"})
    stop, ended = threading.Event(), threading.Event()
    shadow = patient_sample.shadow
    assert shadow is not None

    def instead(*_: Any) -> Any:
        if provider == "hangs":
            stop.wait(WAIT)
            ended.set()
            return None
        raise RuntimeError("zebrafink")

    shadow.answer = instead  # type: ignore[method-assign]
    for _ in range(3):
        assert patient_sample.dialogue.ask(AskRequest("laptop"))["items"]
    # Careful: what hangs would go on until it is told to stop; an answer that waited for it would have ended it.
    assert not ended.is_set()
    if provider == "breaks":
        assert shadow.wait(WAIT)
        assert [r.message for r in caplog.records if r.levelno == logging.ERROR] == ["the shadow failed"] * 3
    stop.set()


def test_it_spends_from_accounts_of_its_own(patient_sample: Project) -> None:
    write(patient_sample, "second.jsonl", "The price of {i1.title} is {e1.value}.")
    shadowing(patient_sample, {**SECOND, "max_calls_per_day": 2}, max_calls_per_day=5, cache="off")
    turns = [ask(patient_sample, f"laptop under {n} million rupiah") for n in (12, 13, 14, 15, 16)]
    assert [turn["fallback"] for turn in turns] == [None] * 5
    accounts = {row["account"]: row["calls"] for row in patient_sample.usage()["budget"]}
    assert accounts == {"day": 5, "shadow day": 2}
    made = patient_sample.shadows.of_bundle(patient_sample.shadow.bundle, limit=9)  # type: ignore[union-attr]
    assert [m.document["passed"] for _, m in reversed(made)] == [True, True, False, False, False]
    llm = patient_sample.settings.llm
    assert llm is not None
    both = [accounts_of(llm, None, patient_sample.clock(), shadow=shadow)[0].name for shadow in (False, True)]
    assert both[1] == f"{both[0]}:shadow"


def test_its_share_is_chosen_by_the_receipt_alone() -> None:
    receipts = [ReceiptId(fresh_id("r")) for _ in range(4000)]
    chosen = [receipt for receipt in receipts if is_chosen(receipt, 0.1)]
    assert 300 < len(chosen) < 500
    assert chosen == [receipt for receipt in receipts if is_chosen(receipt, 0.1)]
    assert set(chosen) < {receipt for receipt in receipts if is_chosen(receipt, 0.2)}
    assert all(is_chosen(receipt, 1.0) for receipt in receipts)


def test_stored_answers_can_be_worded_in_shadow_later(patient_sample: Project) -> None:
    write(patient_sample, "second.jsonl", "The price of {i1.title} is {e1.value}.")
    shadowing(patient_sample, {**SECOND, "share": 1e-9})
    turns = [
        ask(patient_sample, text, user_id=UserId("ani"))
        for text in ("laptop under 15 million rupiah", "phone under 9 million rupiah")
    ]
    bundle = patient_sample.receipt(ReceiptId(turns[0]["receipt_id"]))["bundle"]
    told: list[int] = []
    found = patient_sample.diff_with_shadow(bundle, 10, told.append)
    assert (found["pairs"], found["changed"]["wording"], told) == (2, 2, [1, 2])
    assert patient_sample.diff_with_shadow(bundle, 10, told.append)["pairs"] == 2
    assert told == [1, 2]
    patient_sample.receipts.erase_user(UserId("ani"), patient_sample.clock())
    assert patient_sample.shadows.bundles() == []
    patient_sample.use_model(LlmSection(provider="hostile"))
    with pytest.raises(SetupError, match=r"\[llm\.shadow\]"):
        patient_sample.diff_with_shadow(bundle, 10, told.append)


def test_the_shadows_model_comes_before_those_of_tasks_and_another_provider_takes_nothing_over() -> None:
    live = LlmSection.model_validate(
        {"provider": "openai", "model": "a", "base_url": "http://x/v1", "api_key_env": "K", "price_input": 1,
         "price_output": 1, "max_calls_per_day": 9, "tasks": {"explanation": {"model": "b", "min_confidence": 0.5}},
         "shadow": {"provider": "anthropic", "model": "c", "tasks": {"order": {"enabled": False}}}}
    )  # fmt: skip
    shadow = live.in_shadow().for_task("explanation")
    assert (shadow.provider, shadow.model, shadow.base_url, shadow.price_input) == (
        "anthropic",
        "c",
        None,
        None,
    )
    assert live.in_shadow().tasks["explanation"].min_confidence == 0.5
    assert not live.in_shadow().tasks["order"].enabled
    assert (shadow.max_calls_per_day, shadow.shadow) == (9, None)


@pytest.mark.parametrize(
    ("section", "problem"),
    [
        ("[llm.shadow]\nshare = 0.5\n", "the shadow changes nothing"),
        ('[llm.shadow]\nmodel = "b"\nshare = 0\n', "llm.shadow.share = 0"),
        ('[llm.shadow]\nmodel = "b"\ntrains = true\n', "llm.shadow.trains = true: the provider 'openai' may train"),
        ('[llm.shadow]\nmodel = "b"\n[llm.shadow.tasks.order]\nsees_personal_data = true\n',
         "llm.shadow.tasks.order.sees_personal_data = true"),
    ],
)  # fmt: skip
def test_a_shadow_that_can_not_be_is_refused_at_start(section: str, problem: str) -> None:
    from landas.errors import ProjectFileError

    with pytest.raises(ProjectFileError) as caught:
        parse_project(f'{GOOD}\n[llm]\nprovider = "openai"\n{section}')
    assert problem in str(caught.value)


def test_the_command_line_asks_in_shadow_and_compares(patient_sample: Project) -> None:
    write(patient_sample, "live.jsonl", "{i1.title} costs {e1.value}.")
    write(patient_sample, "second.jsonl", "The price of {i1.title} is {e1.value}.")
    path = patient_sample.folder / "landas.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[project]", "[project]\nturn_deadline_ms = 60000", 1)
        + '\n[llm]\nprovider = "scripted"\nreplies = "live.jsonl"\n[llm.tasks.explanation]\ndeadline_ms = 600000\n'
        + '[llm.shadow]\nshare = 1.0\nreplies = "second.jsonl"\nmodel = "second"\n',
        encoding="utf-8",
    )
    folder = str(patient_sample.folder)
    turn = landas("ask", "laptop under 15 million rupiah", "--project", folder, "--json").document
    live = patient_sample.receipt(ReceiptId(turn["receipt_id"]))["bundle"]
    listed = landas("diff", "--project", folder, "--json").document["bundles"]
    (second,) = [row["bundle"] for row in listed if row["of"] == "answer in shadow"]
    for arguments in ((live, second), (live, "--shadow")):
        found = landas("diff", *arguments, "--project", folder, "--json").document
        assert (found["pairs"], found["changed"]["wording"]) == (1, 1)
    assert landas("diff", "--shadow", "--project", folder).status == 2
