"""Turns in open mode: what the model wrote is said, kept and replayed, or the template speaks."""

import json
import re

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ReceiptId
from landas.settings import LlmSection

TEXT = "cheapest laptop"


def use(project: Project, *replies: object) -> None:
    lines = [json.dumps({"task": "explanation", "reply": reply}) for reply in replies]
    (project.folder / "replies.jsonl").write_text("\n".join(lines), encoding="utf-8")
    section = {
        "provider": "scripted",
        "replies": "replies.jsonl",
        "tasks": {"explanation": {"wording": "open"}},
    }
    project.use_model(LlmSection.model_validate(section))


def price_sentence(reply: str) -> str:
    """Name and price of the first item, as the template says them."""
    match = re.search(r"([A-Z]\w+ [^.]*?) is the cheapest of these at (Rp [\d,]+)", reply)
    assert match, reply
    return f"{match[1]} has a price of {match[2]}."


def test_an_accepted_text_is_said_between_our_own_sentences_and_replayed_byte_for_byte(
    own_sample: Project,
) -> None:
    by_template = own_sample.dialogue.ask(AskRequest(TEXT))
    true = price_sentence(by_template["reply"])
    use(own_sample, {"text": f"**{true}**\n"})
    turn = own_sample.dialogue.ask(AskRequest(TEXT))
    assert (turn["wording"], turn["fallback"]) == ("open", None)
    assert f". {true}" in turn["reply"]
    assert turn["reply"].endswith(turn["clarification"] or true)
    assert turn["reply"] != true
    assert all(claim["verdict"] in ("supported", "not_a_claim") for claim in turn["claims"])
    receipt = own_sample.receipt(ReceiptId(turn["receipt_id"]))
    assert (receipt["spoken"]["mode"], true in receipt["spoken"]["slot_text"]) == ("open", True)
    assert receipt["treatment"]["explanation"]
    replayed = own_sample.replay(ReceiptId(turn["receipt_id"]))
    assert (replayed["same"], replayed["reply"]) == (True, turn["reply"])


def test_a_false_text_is_retried_once_with_its_fault_and_then_the_template_speaks(
    own_sample: Project,
) -> None:
    by_template = own_sample.dialogue.ask(AskRequest(TEXT))
    true = price_sentence(by_template["reply"])
    false = f"{true} It is waterproof."
    use(own_sample, {"text": false}, {"text": true})
    mended = own_sample.dialogue.ask(AskRequest(TEXT))
    assert (mended["wording"], mended["usage"]["tasks"][0]["attempts"]) == ("open", 2)
    use(own_sample, {"text": false}, {"text": false})
    refused = own_sample.dialogue.ask(AskRequest(TEXT))
    assert (refused["wording"], refused["fallback"], refused["reply"]) == (
        "template", "check_failed", by_template["reply"],
    )  # fmt: skip


def test_the_mode_of_wording_is_part_of_the_bundle(own_sample: Project) -> None:
    bundles = set()
    for wording in ("template", "slots", "open"):
        section = {"provider": "hostile", "tasks": {"explanation": {"wording": wording}}}
        own_sample.use_model(LlmSection.model_validate(section))
        bundles.add(own_sample.answer_bundle())
    assert len(bundles) == 3
