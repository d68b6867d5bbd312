"""Two bundles compared: over hand-made receipts, and over turns of the sample shop under two models."""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.errors import NotFound
from landas.evaluation.bundle_diff import bundle_name, diff_bundles
from landas.ids import ReceiptId
from landas.settings import LlmSection
from tests.cli.runner import landas


def receipt(text: str | None, items: str, said: str = "same", **more: Any) -> dict[str, Any]:
    asked = dict.fromkeys(
        ("user_id", "anchor", "k", "exclude", "context", "filters", "candidates", "locale"), None
    )
    claims = [{"text": said, "verdict": "supported"}]
    spoken = {
        "mode": "slots",
        "fallback": None,
        "slot_text": said,
        "reply_hash": said,
        "claims": claims,
        "calls": [],
    }
    return {
        "receipt_id": f"r-{text}-{said}", "release": "rel", "overlay": 1, "words": text,
        "request": {"surface": "chat", "text": text, "turn": 1, **asked},
        "slate": [{"item_id": item} for item in items], "spoken": spoken, **more,
    }  # fmt: skip


def test_pairs_are_the_same_requests_and_only_differing_ones_are_listed() -> None:
    old = [receipt("a", "xyz"), receipt("b", "xy"), receipt("only before", "x")]
    new = [receipt("a", "xyz"), receipt("b", "zx", "other"), receipt("only after", "x")]
    found = diff_bundles(old, new)
    assert (found["pairs"], found["changed"]) == (2, {"items": 1, "wording": 1, "claims": 1})
    (request,) = found["requests"]
    assert request["items"] == {"added": ["z"], "removed": ["y"], "moved": ["x"]}
    assert (request["wording"]["before"]["slot_text"], request["wording"]["after"]["slot_text"]) == (
        "same",
        "other",
    )
    assert request["claims"] == {
        "added": [{"text": "other", "verdict": "supported"}],
        "removed": [{"text": "same", "verdict": "supported"}],
    }


def test_of_a_repeated_request_the_latest_answer_counts_and_erased_ones_do_not() -> None:
    new = [receipt("a", "x"), receipt("a", "y"), receipt(None, "z"), receipt("b", "z", erased=True)]
    assert diff_bundles([receipt("a", "x"), receipt("b", "q")], new)["requests"] == []


def test_later_turns_are_the_same_only_after_the_same_earlier_ones() -> None:
    def later(words: str, items: str) -> dict[str, Any]:
        found = receipt("the black one", items, words=words)
        found["request"]["turn"] = 2
        return found

    assert diff_bundles([later("laptop", "x")], [later("phone", "y")])["pairs"] == 0
    assert diff_bundles([later("laptop", "x")], [later("laptop", "y")])["pairs"] == 1


def test_the_parts_of_bundles_that_differ_are_named() -> None:
    one = {"task": "explanation", "hash": "1", "model": "openai:a", "prompt": "v1"}
    two = {**one, "hash": "2", "prompt": "v2"}
    found = diff_bundles([receipt("a", "x", bundles=[one])], [receipt("a", "x", bundles=[two])])
    assert [(row["part"], row["before"], row["after"]) for row in found["versions"]] == [
        ("hash", "1", "2"),
        ("prompt", "v1", "v2"),
    ]
    assert bundle_name("2", {"bundles": [two]}) == "explanation openai:a v2"
    assert bundle_name("9", {"bundles": [two]}) == "answer"


REPLY = {
    "task": "explanation",
    "repeat": True,
    "reply": {"sentences": [{"item": 1, "text": "{i1.title} costs {e1.value}."}]},
    "input_tokens": 900,
    "output_tokens": 60,
}


def test_turns_under_two_models_are_compared_from_their_receipts(own_sample: Project) -> None:
    (own_sample.folder / "replies.jsonl").write_text(json.dumps(REPLY), encoding="utf-8")
    scripted = LlmSection(provider="scripted", replies="replies.jsonl", price_input=1, price_output=1)
    bundles = []
    for llm in (None, scripted):
        own_sample.use_model(llm)
        turn = own_sample.dialogue.ask(AskRequest("laptop under 15 million rupiah"))
        bundles.append(own_sample.receipt(ReceiptId(turn["receipt_id"]))["bundle"])
    task = turn["usage"]["tasks"][0]["bundle"]
    assert len({*bundles, task}) == 3
    assert [row["bundle"] for row in own_sample.bundles()] == [*sorted([bundles[1], task]), bundles[0]]
    for after in (bundles[1], task):
        found = own_sample.diff(bundles[0], after)
        assert (found["pairs"], found["changed"]["items"]) == (1, 0)
        assert found["after"]["model_calls"] == 1
        attempts = turn["usage"]["tasks"][0]["attempts"]
        assert found["after"]["cost"] == turn["usage"]["cost"] == pytest.approx(0.00096 * attempts)
    (request,) = found["requests"]
    assert request["wording"]["after"]["reply"] == turn["reply"]
    printed = landas("diff", bundles[0], task, "--project", own_sample.folder).out
    assert turn["reply"] in printed
    assert "{i1.title}" not in printed
    with pytest.raises(NotFound, match="no receipt holds the bundle 'b-9'"):
        own_sample.diff("b-9", task)
    assert own_sample.usage()["total"]["calls"] == 1


def test_the_commands_print_tables_and_documents(own_sample: Project) -> None:
    folder: Path = own_sample.folder
    turn = own_sample.dialogue.ask(AskRequest("cheap phone"))
    bundle = own_sample.receipt(ReceiptId(turn["receipt_id"]))["bundle"]
    assert landas("diff", "--project", folder, "--json").document["bundles"][0]["bundle"] == bundle
    same = landas("diff", bundle, bundle, "--project", folder)
    assert (
        "requests were answered under both; they differ: 0 in items, 0 in wording, 0 in claims." in same.out
    )
    assert landas("diff", bundle, bundle, "--json", "--project", folder).document["pairs"] > 0
    assert landas("diff", bundle, "--project", folder).status == 2
    assert landas("usage", "--project", folder).out == "No model was asked.\n"
    usage = landas("usage", "--json", "--since", "2026-03-01", "--project", folder)
    assert (usage.status, usage.document["total"]["calls"], usage.document["budget"]) == (0, 0, [])
    assert landas("usage", "--since", "yesterday", "--project", folder).status == 2
