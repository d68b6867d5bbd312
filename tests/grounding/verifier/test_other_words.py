"""Statements in words that no template uses, of laptops, inns and telephones (`other_words.json`): the true ones pass,
the false ones don't.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from landas.grounding.verify_request import VerifyItem, VerifyRequest
from tests.grounding.verifier.worlds import PACKS, faults_of

TOLD = json.loads((Path(__file__).parent / "other_words.json").read_text(encoding="utf-8"))


def faults(sentence: dict[str, Any]) -> list[Any]:
    sheets = [TOLD["things"][name] for name in sentence["of"]]
    items = [VerifyItem(item_id=f"p{n}", facts=facts) for n, facts in enumerate(sheets, 1)]
    of_one = VerifyRequest(facts=sheets[0], reply="")
    request = VerifyRequest(items=items, reply="") if len(sheets) > 1 else of_one
    return list(faults_of(sentence["text"], request.grounds(PACKS), sentence["language"]))


def told(true: bool) -> list[Any]:
    chosen = [sentence for sentence in TOLD["sentences"] if sentence["true"] is true]
    return [pytest.param(sentence, id=sentence["text"]) for sentence in chosen]


@pytest.mark.parametrize("sentence", told(true=True))
def test_what_is_so_passes(sentence: dict[str, Any]) -> None:
    assert not faults(sentence)


@pytest.mark.parametrize("sentence", told(true=False))
def test_what_is_not_so_is_refused(sentence: dict[str, Any]) -> None:
    assert faults(sentence)
