"""A statement in any setting (`frames.json`: "as for …", "not only … but …", "did you know that …"): what is refused
alone is refused there, and what is so passes in most of them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from landas.grounding.verifier.verify import Verifier
from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS

FRAMES: dict[str, Any] = json.loads((Path(__file__).parent / "frames.json").read_text(encoding="utf-8"))


def settings(language: str, statements: list[str]) -> Iterator[str]:
    told = FRAMES[language]
    for frame in told["frames"]:
        for statement in statements:
            text = frame.format(name=told["name"], true=told["true"][0], false=statement)
            yield text[0].upper() + text[1:]


def is_faithful(text: str, verifier: Verifier) -> bool:
    return all(claim.verdict in ("supported", "not_a_claim") for claim in verifier.claims(text))


@pytest.fixture(params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def verifier(language: str) -> Verifier:
    return Verifier(VerifyRequest(facts=FRAMES["facts"], reply="").grounds(PACKS), PACKS, language)


def test_what_is_not_so_is_refused_in_every_setting(verifier: Verifier, language: str) -> None:
    texts = settings(language, FRAMES[language]["false"])
    assert [text for text in texts if is_faithful(text, verifier)] == []


def test_what_is_not_so_of_two_is_refused_in_every_setting(language: str) -> None:
    sheets = [FRAMES["facts"], FRAMES["other_facts"]]
    items = [VerifyItem(item_id=f"p{n}", facts=facts) for n, facts in enumerate(sheets, 1)]
    verifier = Verifier(VerifyRequest(items=items, reply="").grounds(PACKS), PACKS, language)
    # Each statement in every seventh setting, so that all settings come up and the test stays short.
    texts = [
        text
        for at, statement in enumerate(FRAMES[language]["false_of_two"])
        for text in list(settings(language, [statement]))[at % 7 :: 7]
    ]
    assert [text for text in texts if is_faithful(text, verifier)] == []


def test_what_is_so_passes_in_most_settings(verifier: Verifier, language: str) -> None:
    texts = list(settings(language, FRAMES[language]["true"][1:]))
    refused = [text for text in texts if not is_faithful(text, verifier)]
    # Most of the rest claim more: a reason, "as you asked", "making it light".
    assert len(refused) <= 0.15 * len(texts), refused
