"""What a person consents to decides what their data is used for; where nothing is said, nothing changes."""

import json
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.clock import utc_now
from landas.dialogue.service import AskRequest
from landas.ids import ReceiptId, UserId
from landas.recommend.consent import purposes_of
from landas.recommend.service import plain_request
from landas.settings import LlmSection, PrivacySection
from tests.dialogue.test_privacy import listening
from tests.dialogue.test_safeguard import Writing, with_sections

EVERYTHING = frozenset({"recommend", "improve", "models"})


@pytest.mark.parametrize(
    ("privacy", "stored", "said", "allowed"),
    [
        ({}, {}, None, EVERYTHING),
        ({}, {"models": False}, None, {"recommend", "improve"}),
        ({"consent": "opt_in"}, {}, None, set()),
        ({"consent": "opt_in"}, {"recommend": True}, None, {"recommend"}),
        ({}, {"models": False}, ("models", "improve"), {"improve"}),
        ({"consent": "opt_in"}, {}, ("models",), {"models"}),
        ({"purposes": ("recommend",)}, {"models": True}, ("models", "recommend"), {"recommend"}),
        ({}, {}, (), set()),
    ],
)
def test_the_request_then_the_person_then_the_project_decide(
    privacy: dict[str, Any], stored: dict[Any, bool], said: Any, allowed: set[str]
) -> None:
    assert purposes_of(PrivacySection(**privacy), stored, said) == allowed


def person_with_history(project: Project) -> UserId:
    return next(
        event.user_id for event in project.events.scan() if event.user_id and event.type == "purchase"
    )


def test_history_shapes_nothing_once_that_is_withdrawn(own_sample: Project) -> None:
    person = person_with_history(own_sample)
    before = own_sample.recommender.answer(plain_request("home", user_id=person))
    assert before.history
    own_sample.consents.put(person, {"recommend": False}, utc_now())
    after = own_sample.recommender.answer(plain_request("home", user_id=person))
    stranger = own_sample.recommender.answer(plain_request("home"))
    assert after.history == ()
    assert [p.version.item.item_id for p in after.slate] == [p.version.item.item_id for p in stranger.slate]
    assert own_sample.receipt(after.receipt_id)["request"]["purposes"] == ["improve", "models"]
    assert own_sample.replay(after.receipt_id, rerun=True)["same"]


def test_words_and_ids_stay_out_of_receipts_without_that_purpose(own_sample: Project) -> None:
    asked = AskRequest("laptop wherever zebracanary", UserId("u-canary"), consent=("recommend", "models"))
    turn = own_sample.dialogue.ask(asked)
    receipt = own_sample.receipt(ReceiptId(turn["receipt_id"]))
    kept = own_sample.conversations.turns(turn["conversation_id"])
    assert "zebracanary" not in json.dumps([receipt, kept[0].get("reply"), kept[0]["text"]])
    assert "u-canary" not in json.dumps([receipt, kept])
    assert turn["receipt_id"] not in json.dumps(kept)
    assert own_sample.receipts.of_user(UserId("u-canary"), limit=5) == []
    again = own_sample.dialogue.ask(
        AskRequest("yang hitam", conversation_id=turn["conversation_id"], consent=("recommend",))
    )
    assert again["turn"] == 2


def test_no_model_is_told_anything_without_that_purpose(own_sample: Project) -> None:
    person = UserId("u-1")
    own_sample.consents.put(person, {"models": False}, utc_now())
    with listening(own_sample) as provider:
        turn = own_sample.dialogue.ask(AskRequest("laptop", person))
        assert (turn["fallback"], provider.prompts) == ("no_consent", [])
        # What a person withdrew no caller gives back.
        again = own_sample.dialogue.ask(AskRequest("laptop", person, consent=("models",)))
        assert (again["fallback"], provider.prompts) == ("no_consent", [])
        own_sample.consents.put(person, {"models": True}, utc_now())
        other = own_sample.dialogue.ask(AskRequest("laptop", person, consent=("models",)))
        assert other["fallback"] != "no_consent"
        assert provider.prompts


def test_a_conversation_keeps_what_was_said_when_it_began(own_sample: Project) -> None:
    own_sample.use_model(LlmSection(provider="scripted"), Writing("{title} is {price}."))
    conversation = own_sample.dialogue.create_conversation(consent=("recommend",))
    turn = own_sample.dialogue.ask(AskRequest("laptop", conversation_id=conversation))
    assert turn["fallback"] == "no_consent"


def test_a_project_may_ask_for_consent_first(own_sample: Project) -> None:
    shop = with_sections(own_sample, privacy=PrivacySection(consent="opt_in"))
    shop.use_model(LlmSection(provider="scripted"), Writing("{title} is {price}."))
    assert (
        shop.dialogue.ask(AskRequest("laptop under 12 million rupiah", UserId("u-2")))["fallback"]
        == "no_consent"
    )
    shop.consents.put(UserId("u-2"), {"models": True}, utc_now())
    assert (
        shop.dialogue.ask(AskRequest("laptop under 12 million rupiah", UserId("u-2")))["wording"] == "slots"
    )
