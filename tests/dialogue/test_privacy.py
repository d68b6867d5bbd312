"""What a person says of themselves is nowhere to be found after the turn, and changes nothing of the answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.ids import ReceiptId, UserId
from landas.llm.gateway import Gateway
from landas.llm.providers.provider import Completion, ProviderCall
from landas.recommend.service import plain_request
from landas.settings import LlmSection, PrivacySection

PRIVATE = {
    "email": "siti.rahayu@contoh.co.id",
    "phone": "0812-3456-7891",
    "card": "4111 1111 1111 1111",
    "nik": "3171016504900001",
    "name": "Siti Rahayu",
}
TEXTS = {
    "id": "Nama saya Siti Rahayu, NIK 3171016504900001. Cari laptop di bawah 12 juta, email "
    "siti.rahayu@contoh.co.id, hubungi 0812-3456-7891, kartu 4111 1111 1111 1111",
    "en": "My name is Siti Rahayu, NIK 3171016504900001. Find a laptop under 12 million rupiah, my email is "
    "siti.rahayu@contoh.co.id, call me at 0812-3456-7891, my card 4111 1111 1111 1111",
}
PLAIN = {"id": "Cari laptop di bawah 12 juta", "en": "Find a laptop under 12 million rupiah"}


class Listening:
    """A provider that keeps what it is sent and answers nonsense."""

    name = model = "listening"

    def __init__(self) -> None:
        self.prompts: list[str] = []

    def complete(self, call: ProviderCall) -> Completion:
        self.prompts.append(f"{call.prompt.system}\n{call.prompt.user}\n{call.described}")
        return Completion("{}", 1, 1)

    def warm(self) -> None: ...

    def close(self) -> None: ...


@contextmanager
def listening(project: Project) -> Iterator[Listening]:
    provider = Listening()
    section = LlmSection(provider="scripted", replies="none.jsonl")
    gateway = Gateway(section, project.calls, project.clock, project.folder, make=lambda *_: provider)
    project.__dict__["gateway"] = gateway
    yield provider
    gateway.close()


def stored(project: Project) -> str:
    """Everything in the project's folder but its release."""
    files = [p for p in project.state.rglob("*") if p.is_file() and "releases" not in p.parts]
    return "\n".join(p.read_bytes().decode("latin-1") for p in files)


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_file_log_prompt_or_answer_holds_what_was_taken_out(
    own_sample: Project, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with listening(own_sample) as provider:
        turn = own_sample.dialogue.ask(AskRequest(TEXTS[language]))
        own_sample.dialogue.ask(AskRequest("yang hitam", conversation_id=turn["conversation_id"]))
        own_sample.recommender.search(plain_request("search", text=TEXTS[language]))
    assert provider.prompts
    everything = "\n".join([stored(own_sample), caplog.text, *provider.prompts, repr(turn)])
    for value in PRIVATE.values():
        assert value not in everything
        assert value.split("@")[0] not in everything
    receipt = own_sample.receipt(ReceiptId(turn["receipt_id"]))
    assert receipt["redacted"] == dict.fromkeys(sorted(PRIVATE), 1)
    assert "redact" in receipt["timings_ms"]
    assert "⟨email⟩" in receipt["request"]["text"]


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_answer_is_that_of_the_request_without_it(sample: Project, language: str) -> None:
    private = sample.dialogue.ask(AskRequest(TEXTS[language], locale=language))
    plain = sample.dialogue.ask(AskRequest(PLAIN[language], locale=language))
    assert [item["item_id"] for item in private["items"]] == [item["item_id"] for item in plain["items"]]
    assert private["intent"]["unparsed"] == plain["intent"]["unparsed"]
    assert private["intent"]["categories"] == plain["intent"]["categories"]
    assert "⟨" not in private["reply"]


@pytest.mark.parametrize(
    "text", ["⟨email⟩", "⟨phone⟩ ⟨name⟩", "my phone number is 081234567891", "nama saya Siti"]
)
def test_a_text_of_nothing_else_has_no_wish(sample: Project, text: str) -> None:
    intent = sample.parse(text)
    assert (intent.constraints, intent.unparsed, intent.entities, intent.categories) == ((), (), (), ())


def test_spans_are_those_of_the_text_as_it_was_sent(sample: Project) -> None:
    text = "email a.b@contoh.co.id dulu, laptop hitam di bawah 12 juta"
    for document in (
        sample.parse(text).to_document(),
        sample.dialogue.ask(AskRequest(text))["intent"],
        sample.recommender.search(plain_request("search", text=text))["intent"],
    ):
        quoted = {text[slice(*c["span"])] for c in document["constraints"] if c["span"]}
        assert quoted == {"hitam", "di bawah 12 juta"}, document


def test_a_turn_with_something_taken_out_is_replayed_byte_for_byte(sample: Project) -> None:
    receipt_id = ReceiptId(sample.dialogue.ask(AskRequest(TEXTS["id"]))["receipt_id"])
    assert sample.replay(receipt_id)["same"]
    assert sample.replay(receipt_id, rerun=True)["same"]


def test_names_that_the_caller_knows_are_not_kept(own_sample: Project) -> None:
    turn = own_sample.dialogue.ask(AskRequest("laptop buat Ratna Dewanti", known_names=("Ratna Dewanti",)))
    assert own_sample.receipt(ReceiptId(turn["receipt_id"]))["request"]["text"] == "laptop buat ⟨name⟩"
    assert "Dewanti" not in stored(own_sample)


def test_redaction_can_be_switched_off(own_sample: Project) -> None:
    own_sample.settings = own_sample.settings.model_copy(update={"privacy": PrivacySection(redact=False)})
    turn: dict[str, Any] = own_sample.dialogue.ask(AskRequest("laptop, email a@contoh.id"))
    receipt = own_sample.receipt(ReceiptId(turn["receipt_id"]))
    assert (receipt["request"]["text"], receipt["redacted"]) == ("laptop, email a@contoh.id", {})


def test_texts_as_they_were_typed_are_kept_only_where_asked_for_and_apart(own_sample: Project) -> None:
    own_sample.dialogue.ask(AskRequest(TEXTS["id"]))
    assert not (own_sample.state / "raw_texts.db").exists()
    for made in ("parts", "dialogue"):
        own_sample.__dict__.pop(made)
    own_sample.settings = own_sample.settings.model_copy(
        update={"privacy": PrivacySection(store_raw_text=True)}
    )
    turn = own_sample.dialogue.ask(AskRequest(TEXTS["id"]))
    assert own_sample.raw_texts.get(ReceiptId(turn["receipt_id"])) == TEXTS["id"]
    own_sample.raw_texts.erase_user(UserId("nobody"))
    (own_sample.state / "raw_texts.db").unlink()
    assert PRIVATE["email"] not in stored(own_sample)


@pytest.mark.parametrize("text", ["goblok, cari laptop murah", "find a laptop, you idiot"])
def test_an_insult_is_answered_without_a_model(own_sample: Project, text: str) -> None:
    with listening(own_sample) as provider:
        turn = own_sample.dialogue.ask(AskRequest(text))
    assert turn["items"]
    assert (turn["wording"], turn["fallback"], provider.prompts) == ("template", "moderated", [])
    receipt = own_sample.receipt(ReceiptId(turn["receipt_id"]))
    assert receipt["moderation"] == ["insult"]
    assert [(call.outcome, call.reason, call.attempts) for call in own_sample.calls.recent(5)] == [
        ("fallback", "moderated", 0)
    ]
