"""The templates' own sentences pass the verifier: none is left out of any reply over the sample shop."""
# ruff: noqa: E501

import logging

import pytest

from landas.bootstrap import Project
from landas.dialogue.service import AskRequest
from landas.sample import sample_questions

REQUESTS = (
    "laptop hitam di bawah 15 juta", "cheap laptop lighter than 1.5 kg, not black", "hp RAM 8GB", "tas laptop", "artikel tentang baterai",
    "articles about batteries", "cheapest phone with bluetooth", "hp termurah", "laptop paling ringan", "lightest laptop",
    "laptop under 100 thousand rupiah", "laptop di bawah 100 ribu", "laptop gaming ringan RAM 16GB di bawah 10 juta",
    "laptop not Kestrona, preferably silver", "laptop selain Kestrona, kalau bisa perak", "phone or laptop under 4 juta",
    "mouse murah", "earphones", "most expensive laptop", "hp Samsung", "laptop with a holographic projector", "halo", "hello",
    "something nice", "ponsel dengan layar minimal 6,5 inci", "laptop with at least 32 GB of RAM", "charger", "casing hp hitam",
    "laptop between 10 and 12 million", "laptop antara 10 dan 12 juta", "phone released after 2024", "laptop tanpa bluetooth",
)  # fmt: skip


@pytest.mark.parametrize("text", [*REQUESTS, *(question.text for question in sample_questions())])
def test_no_template_sentence_fails_verification(
    sample: Project, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        turn = sample.dialogue.ask(AskRequest(text))
    assert [record.getMessage() for record in caplog.records] == []
    assert turn["reply"]
