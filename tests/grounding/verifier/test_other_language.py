"""Facts in one language, told in the other: the verifier's own small dictionary carries labels and values across."""

import pytest

from landas.grounding.claims import is_faithful
from landas.grounding.verifier import verify
from landas.grounding.verify_request import VerifyRequest
from landas.language.pack import load_packs

HOTEL = {"name": "Hotel Samudra", "breakfast": "Yes", "balcony": "No", "pool": "Yes"}
BOOK = {"name": "Laut Biru", "author": "Sari Dewi", "pages": "312", "publisher": "Kamala Pers"}


def passes(facts: dict[str, str], reply: str) -> bool:
    packs = load_packs(("en", "id"))
    request = VerifyRequest.model_validate({"facts": facts, "reply": reply})
    return is_faithful(verify(reply, request.grounds(packs), packs, None))


@pytest.mark.parametrize(
    ("facts", "true", "false"),
    [
        (HOTEL, "Hotel Samudra tidak punya balkon.", "Hotel Samudra punya balkon."),
        (HOTEL, "Ada sarapan.", "Tidak ada sarapan."),
        (BOOK, "Penulisnya Sari Dewi.", "Penerbitnya Sari Dewi."),
        (BOOK, "Laut Biru punya 312 halaman.", "Laut Biru punya 412 halaman."),
    ],
)
def test_what_english_facts_hold_may_be_told_in_indonesian_and_nothing_else(
    facts: dict[str, str], true: str, false: str
) -> None:
    assert passes(facts, true)
    assert not passes(facts, false)
