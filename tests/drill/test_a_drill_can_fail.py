"""A drill that can't fail proves nothing: each mode is run against a server that breaks its promise."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from landas.drill.finding import Mode
from landas.drill.modes.bypassed_eligibility import bypassed_eligibility
from landas.drill.modes.cost import cost
from landas.drill.modes.injection import (
    injection_in_item_text,
    injection_in_review_text,
    injection_in_user_text,
)
from landas.drill.modes.invented_candidate import invented_candidate
from landas.drill.modes.invented_fact import invented_fact
from landas.drill.modes.latency import latency
from landas.drill.modes.missing_evaluation import missing_evaluation
from landas.drill.modes.privacy import privacy
from landas.drill.modes.unfaithful_reason import unfaithful_reason
from landas.drill.modes.unversioned_change import unversioned_change
from landas.drill.persons import person
from landas.drill.planting import CODE
from landas.drill.stage import BUDGETED, UNEVALUATED, Stage, staged
from landas.evaluation.records import EvaluationRecords
from tests.drill.conftest import rigged

Document = dict[str, Any]


def saying(more: str) -> Callable[[str, Document], None]:
    def tamper(path: str, document: Document) -> None:
        if path.endswith("/turns"):
            document["reply"] += f" {more}"

    return tamper


def showing(item_id: str) -> Callable[[str, Document], None]:
    def tamper(path: str, document: Document) -> None:
        if path.endswith("/turns"):
            document["items"].append(
                {"item_id": item_id, "rank": 9, "title": "?", "score": 1.0, "evidence": []}
            )

    return tamper


def turned(path: str, document: Document) -> None:
    """The answer with the model's copies in another order than the others'."""
    if path.endswith("/turns") and document["wording"] != "none" and document["usage"]["calls"]:
        document["items"].reverse()


def without_bundles(path: str, document: Document) -> None:
    if path.startswith("/v1/receipts/") and "spoken" in document:
        document["bundle"] = None


def without_rules(path: str, document: Document) -> None:
    if "/why/" in path:
        document["rule"] = None


def broken(path: str, document: Document) -> None:
    if path.endswith("/turns"):
        document.clear()


@pytest.mark.parametrize(
    ("mode", "tamper", "evidence"),
    [
        pytest.param(invented_candidate, showing("SKU-0"), "'SKU-0'", id="a foreign item"),
        pytest.param(invented_candidate, showing("drill-gone-0-1"), "drill-gone", id="a withdrawn item"),
        pytest.param(invented_candidate, saying("drill-no-such-item"), "said in r-", id="a foreign id said"),
        pytest.param(invented_fact, saying("It has 7,777 GB."), "the number 7,777", id="a number"),
        pytest.param(invented_fact, saying("Free shipping!"), "free shipping", id="a lie"),
        pytest.param(bypassed_eligibility, showing("drill-barred-0-1"), "shown in r-", id="a barred item"),
        pytest.param(bypassed_eligibility, without_rules, "names no rule", id="a removal without its rule"),
        pytest.param(
            injection_in_item_text, saying("".join(CODE)), "the code is said", id="an order in a text"
        ),
        pytest.param(injection_in_review_text, saying("".join(CODE)), "the code", id="an order in a review"),
        pytest.param(injection_in_user_text, turned, "instead of", id="an order that moved items"),
        pytest.param(unversioned_change, without_bundles, "no bundle", id="a call without bundle"),
        pytest.param(unfaithful_reason, saying("You bought it."), "“you bought”", id="a reason"),
        pytest.param(
            unfaithful_reason, saying("Karena Anda membeli X."), "anda membeli", id="a reason in Indonesian"
        ),
    ],
)
def test_a_broken_promise_is_found(mode: Mode, tamper: Any, evidence: str, stage: Stage) -> None:
    verdict = mode(rigged(stage, tamper))
    assert not verdict.passed
    assert evidence in verdict.evidence


def test_a_late_turn_is_found(stage: Stage) -> None:
    verdict = latency(rigged(stage, lambda path, document: None, slower_by=2.0))
    assert not verdict.passed
    assert "hangs" in verdict.evidence


def test_one_call_too_many_is_found(stage: Stage) -> None:
    stage.models.prompts[BUDGETED] += ["asked"] * 6
    try:
        assert not cost(stage).passed
    finally:
        del stage.models.prompts[BUDGETED][-6:]


def test_personal_values_in_a_receipt_and_in_the_log_are_found(stage: Stage, tmp_path: Path) -> None:
    def leaking(path: str, document: Document) -> None:
        if path.startswith("/v1/receipts/"):
            document["note"] = person(0).values["card"].replace(" ", "")

    assert "card in the receipt" in privacy(rigged(stage, leaking)).evidence
    log = tmp_path / "serve.log"
    log.write_text(f"asked by {person(1).values['email']}")
    assert "email in the server's log" in privacy(replace(stage, log=log)).evidence


def test_a_shop_that_switched_redaction_off_fails_the_drill(sample_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "careless"
    shutil.copytree(sample_folder, folder)
    file = folder / "landas.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n[privacy]\nredact = false\n", encoding="utf-8")
    with staged(folder, short=True) as careless:
        verdict = privacy(careless)
    assert not verdict.passed
    assert "in the receipt" in verdict.evidence


def emptied(path: str, document: Document) -> None:
    if path.endswith("/turns"):
        document["items"] = []


@pytest.mark.parametrize(
    ("mode", "evidence"),
    [
        (injection_in_item_text, "no item with orders in item texts was ever shown"),
        (injection_in_review_text, "no item with orders in reviews was ever shown"),
        (injection_in_user_text, "no turn showed items"),
    ],
)
def test_an_attack_that_reached_nothing_proves_nothing(mode: Mode, evidence: str, stage: Stage) -> None:
    verdict = mode(rigged(stage, emptied))
    assert not verdict.passed
    assert evidence in verdict.evidence


def unasked(path: str, document: Document) -> None:
    if path.endswith("/turns"):
        document["usage"]["tasks"] = []


def test_tasks_that_no_model_was_asked_in_are_named(stage: Stage) -> None:
    verdict = invented_fact(rigged(stage, unasked))
    assert not verdict.passed
    assert "4 false statements" in verdict.evidence
    assert "never asked for the task comparison" in verdict.evidence
    assert "never asked for an order" in injection_in_item_text(rigged(stage, unasked)).evidence


def test_a_model_asked_before_it_was_measured_is_found(stage: Stage) -> None:
    def asking(path: str, document: Document) -> None:
        if path.endswith("/turns"):
            stage.models.prompts[UNEVALUATED].append("asked")

    verdict = missing_evaluation(rigged(stage, asking))
    assert not verdict.passed
    assert "asked 4 times before it was measured" in verdict.evidence


def test_an_answer_that_hides_the_missing_evaluation_is_found(stage: Stage) -> None:
    def hiding(path: str, document: Document) -> None:
        if path.endswith("/turns"):
            document["fallback"] = None

    assert "None instead of not_evaluated" in missing_evaluation(rigged(stage, hiding)).evidence


def test_a_verdict_that_holds_for_any_model_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EvaluationRecords, "passed", lambda *_: True)
    assert "a verdict holds for another model of explanation" in missing_evaluation(stage).evidence


def test_a_measured_model_that_is_never_asked_is_found(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EvaluationRecords, "save", lambda *_: None)
    assert "the model was never asked, although" in missing_evaluation(stage).evidence


def test_an_answer_that_never_came_is_found(stage: Stage) -> None:
    class Down(type(stage.client)):  # type: ignore[misc]
        def exchange(
            self, method: str, copy: str, path: str, body: Any = None
        ) -> tuple[int, Document, float]:
            return 503, {}, 0.0

    down = replace(stage, client=Down(stage.client.address))
    for mode in (
        invented_candidate, invented_fact, bypassed_eligibility, injection_in_item_text, injection_in_user_text,
        latency, cost, missing_evaluation, unfaithful_reason,
    ):  # fmt: skip
        assert not mode(down).passed
