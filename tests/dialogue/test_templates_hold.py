"""The templates' own sentences pass the verifier: none is left out of any reply over the sample shop."""
# ruff: noqa: E501

import logging

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest, Dialogue
from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.ids import ConversationId
from landas.language.pack import load_packs
from landas.sample import sample_questions

REQUESTS = (
    "laptop hitam di bawah 15 juta", "cheap laptop lighter than 1.5 kg, not black", "hp RAM 8GB", "tas laptop", "artikel tentang baterai",
    "articles about batteries", "cheapest phone with bluetooth", "hp termurah", "laptop paling ringan", "lightest laptop",
    "laptop under 100 thousand rupiah", "laptop di bawah 100 ribu", "laptop gaming ringan RAM 16GB di bawah 10 juta",
    "laptop not Kestrona, preferably silver", "laptop selain Kestrona, kalau bisa perak", "phone or laptop under 4 juta",
    "mouse murah", "earphones", "most expensive laptop", "hp Samsung", "laptop with a holographic projector", "halo", "hello",
    "something nice", "ponsel dengan layar minimal 6,5 inci", "laptop with at least 32 GB of RAM", "charger", "casing hp hitam",
    "laptop between 10 and 12 million", "laptop antara 10 dan 12 juta", "phone released after 2024", "laptop tanpa bluetooth",
    "terima kasih", "thank you", "Apa rekomendasinya?", "What do you recommend?",
)  # fmt: skip


@pytest.mark.parametrize("text", [*REQUESTS, *(question.text for question in sample_questions())])
def test_no_template_sentence_fails_verification(
    sample: Project, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        turn = sample.dialogue.ask(AskRequest(text))
    assert [record.getMessage() for record in caplog.records] == []
    assert turn["reply"]


ABOUT = (
    "compare the first two", "which one is cheaper?", "compare them by weight", "how much is it?", "does the second one have NFC?",
    "is the third one black?", "what colour is the first one?", "tell me more about the second one", "how much RAM do they have?",
    "bandingkan ketiganya", "mana yang paling murah?", "berapa berat yang pertama?", "apakah yang kedua punya sidik jari?",
    "why the first one?", "why these?", "why not the white one?", "kenapa yang pertama?", "kenapa semua itu?", "kenapa bukan yang putih?",
    "which one is crunchier?", "who made the first one?", "who uses the first one?", "siapa yang punya yang kedua?", "mana yang lebih renyah?", "siapa yang bikin yang kedua?", "tell me about the ninth",
    "yang kesembilan berapa?", "yang kelima berapa?", "the second one?", "yang ketiga aja", "are you a bot?", "kamu robot ya?",
    "what's the weather today?", "cuaca hari ini gimana?", "never mind", "nggak jadi", "do you sell bicycles?", "apakah kalian jual sepeda?",
    "ceritakan tentang yang terakhir", "apa merek yang kedua?", "berapa harganya?", "bandingkan berat keduanya",
)  # fmt: skip


@pytest.mark.parametrize(
    "start", ["light laptop under 12 million rupiah", "hp di bawah 6 juta", "laptop bag", "earphones"]
)
def test_no_template_sentence_about_shown_items_fails(
    sample: Project, start: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        first = sample.dialogue.ask(AskRequest(start))
        for text in ABOUT:
            known = ConversationId(first["conversation_id"])
            turn = sample.dialogue.ask(AskRequest(text, conversation_id=known))
            assert turn["reply"], text
            assert [record.getMessage() for record in caplog.records] == [], (text, turn["reply"])


@pytest.mark.parametrize(("tone", "length"), [("friendly", "short"), ("formal", "detailed")])
def test_every_tone_and_length_passes_too(
    sample: Project, tone: str, length: str, caplog: pytest.LogCaptureFixture
) -> None:
    wording = sample.settings.wording.model_copy(update={"tone": tone, "length": length})
    settings = sample.settings.model_copy(update={"wording": wording})
    dialogue = Dialogue(sample.parts, sample.conversations, sample.gateway, settings)
    with caplog.at_level(logging.WARNING):
        for text in REQUESTS:
            assert dialogue.ask(AskRequest(text))["reply"], text
            assert [record.getMessage() for record in caplog.records] == [], text


def test_tone_and_length_shape_the_reply(sample: Project) -> None:
    replies = {}
    for tone, length in (
        ("neutral", "normal"),
        ("friendly", "normal"),
        ("neutral", "short"),
        ("neutral", "detailed"),
    ):
        wording = sample.settings.wording.model_copy(update={"tone": tone, "length": length})
        settings = sample.settings.model_copy(update={"wording": wording})
        dialogue = Dialogue(sample.parts, sample.conversations, sample.gateway, settings)
        replies[tone, length] = dialogue.ask(AskRequest("black laptop under 15 million rupiah"))["reply"]
    assert replies["friendly", "normal"] != replies["neutral", "normal"]
    lengths = [len(replies["neutral", length]) for length in ("short", "normal", "detailed")]
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("code", ["en", "id"])
def test_what_is_said_where_there_is_nothing_to_say_states_nothing(code: str) -> None:
    packs = load_packs(("en", "id"))
    phrases = next(pack for pack in packs if pack.code == code).table("wording")
    verifier = Verifier(Grounds(), packs, code)
    for table in (phrases["phrases"], *phrases["tones"].values()):
        for text in [text for key in ("greeting", "other", "unanswered") for text in table.get(key, ())]:
            assert is_faithful(verifier.claims(text)), text
