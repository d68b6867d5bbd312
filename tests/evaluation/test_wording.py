"""The suite `wording` and its gate: a model speaks only where exactly its bundle was measured and passed."""

import json
from pathlib import Path

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.errors import DataError, SetupError
from landas.evaluation.records import EvaluationRecords
from landas.evaluation.wording import Asked, verdicts
from landas.settings import EvaluationSection, LlmSection

GATE = EvaluationSection(wording_passed=0.5, wording_cases=2)
TEXTS = [("cheap laptop", "en"), ("laptop murah", "id"), ("phone case", "en"), ("tas laptop", "id")]


def asked(language: str, outcome: str) -> Asked:
    call = {"task": "explanation", "bundle": "b1", "outcome": outcome}
    return Asked({"language": language, "usage": {"tasks": [call]}}, 5.0)


def verdict(*outcomes: tuple[str, str]) -> dict[str, object]:
    return verdicts([asked(*each) for each in outcomes], ("en", "id"), GATE)["explanation", "b1"]


def test_a_bundle_passes_where_every_language_does() -> None:
    good = [("en", "answer"), ("en", "fallback"), ("id", "answer"), ("id", "answer")]
    assert verdict(*good)["passed"]
    found = verdict(*good[:2], ("id", "fallback"), ("id", "fallback"))
    assert not found["passed"]
    assert found["why"] == ["0.00 passed in id, less than evaluation.wording_passed = 0.5"]


def test_too_few_calls_prove_nothing() -> None:
    assert "1 calls in id, fewer than" in str(
        verdict(("en", "answer"), ("en", "answer"), ("id", "answer"))["why"]
    )


def test_a_record_holds_for_its_own_task_and_bundle_alone(tmp_path: Path) -> None:
    records = EvaluationRecords(tmp_path / "evaluations")
    assert not records.passed("explanation", "b1")
    path = records.save("explanation", "b1", {"passed": True})
    assert records.passed("explanation", "b1")
    assert not records.passed("explanation", "b2")
    assert not records.passed("order", "b1")
    path.write_text("{", encoding="utf-8")
    assert not records.passed("explanation", "b1")


def test_evaluating_measures_both_ways_of_wording_and_keeps_the_verdict(
    own_sample: Project, tmp_path: Path
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(
        "\n".join(json.dumps({"text": t, "language": code}) for t, code in TEXTS), encoding="utf-8"
    )
    with pytest.raises(SetupError, match=r"\[llm\]"):
        own_sample.evaluate("wording", cases)
    own_sample.use_model(LlmSection(provider="hostile", require_evaluation=True))
    assert own_sample.dialogue.ask(AskRequest("cheap laptop"))["fallback"] == "not_evaluated"
    record = own_sample.evaluate("wording", cases)
    assert set(record["per_language"]) == {"en", "id"}
    assert record["metrics"]["worded_by_model"]["n"] == len(TEXTS)
    assert record["without_model"]["latency_p50_ms"]["n"] == len(TEXTS)
    (gate,) = record["gate"]
    assert not gate["passed"]  # four cases are too few
    turn = own_sample.dialogue.ask(AskRequest("cheap laptop"))
    assert turn["fallback"] == "not_evaluated"
    assert turn["usage"]["tasks"][0]["reason"] == "not_evaluated"
    own_sample.evaluations.save(gate["task"], gate["bundle"], {"passed": True})
    assert own_sample.dialogue.ask(AskRequest("cheap laptop"))["fallback"] != "not_evaluated"
    own_sample.use_model(LlmSection(provider="hostile", require_evaluation=True, model="another"))
    assert own_sample.dialogue.ask(AskRequest("cheap laptop"))["fallback"] == "not_evaluated"


def test_a_file_without_cases_is_told(own_sample: Project, tmp_path: Path) -> None:
    (tmp_path / "none.jsonl").write_text('{"language": "en"}', encoding="utf-8")
    with pytest.raises(DataError, match=r"line 1 is no case: text"):
        own_sample.evaluate("wording", tmp_path / "none.jsonl")
