"""The short drill over the sample shop: every promise holds. This is the drill of `make check`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from landas.drill import run
from landas.drill.finding import Finding, Verdict
from landas.drill.run import MODES, found_by
from landas.drill.stage import Stage
from tests.cli.test_every_command import ended


@pytest.mark.parametrize(("name", "mode"), [pytest.param(*mode, id=mode[0]) for mode in MODES])
def test_the_sample_shop_withstands(name: str, mode: Any, stage: Stage) -> None:
    finding = found_by(name, mode, stage)
    assert finding.passed, finding.evidence
    assert any(character.isdigit() for character in finding.evidence)


def test_every_failure_mode_is_drilled() -> None:
    assert [name for name, _ in MODES] == [
        "invented candidate", "invented fact", "bypassed eligibility", "injection in item text",
        "injection in review text", "injection in user text", "latency", "cost", "missing evaluation",
        "unversioned change", "privacy", "unfaithful reason",
    ]  # fmt: skip


def test_the_command_prints_a_line_a_mode_and_fails_where_one_fails(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def standing(*_: Any, **__: Any) -> Iterator[Stage]:
        yield stage

    def good(_: Stage) -> Verdict:
        return Verdict(True, "3 turns")

    def bad(_: Stage) -> Verdict:
        return Verdict(False, "1 of 3 in r-1")

    monkeypatch.setattr(run, "staged", standing)
    monkeypatch.setattr(run, "MODES", (("one", good), ("another", bad)))
    status, said = ended(["drill", "--short"])
    assert status == 1
    assert "pass  one" in said
    assert "FAIL  another" in said
    assert "1 of 3 in r-1" in said
    status, said = ended(["drill", "--json"])
    assert status == 1
    assert json.JSONDecoder().raw_decode(said)[0]["failed"] == ["another"]
    monkeypatch.setattr(run, "MODES", (("one", good),))
    assert ended(["drill"])[0] == 0


def test_a_finding_as_a_document_says_mode_evidence_and_time() -> None:
    assert Finding("cost", True, "5 calls", 1.234).to_document() == {
        "mode": "cost",
        "passed": True,
        "evidence": "5 calls",
        "seconds": 1.23,
    }
