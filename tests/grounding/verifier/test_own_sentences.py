"""Sentences that the product's templates say of the search itself pass, whatever the titles of the items hold."""

import pytest

from landas.grounding.claims import Claim, GroundFact, GroundItem, Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.language.pack import load_packs

PACKS = load_packs(("en", "id"))
DRIVE = GroundItem(
    "d1", "Aster DVD-RAM drive X4", (GroundFact("d1#storage", ("storage", "penyimpanan"), 2, "GB"),)
)
BAG = GroundItem("b1", "Brio camera bag", (GroundFact("b1#category", ("category",), "camera bag"),))
WISHES = "phone with 4 GB . storage at least 4 GB . penyimpanan minimal 4 GB . DVD-RAM"
SEARCHED = Grounds((DRIVE,), request_text=WISHES, counts={"shown": 0, "fitting": 0, "without_media": 431})
WIDENED = Grounds((BAG,), request_text="cheaper . laptop bag", counts={"shown": 1, "fitting": 1})
TRUE = [
    ("en", SEARCHED, "Nothing fits all of it (storage at least 4 GB and DVD-RAM)."),
    ("en", SEARCHED, "Without “DVD-RAM” there would be 431."),
    ("id", SEARCHED, "Tidak ada yang memenuhi semuanya (DVD-RAM dan penyimpanan minimal 4 GB)."),
    ("id", SEARCHED, "Tanpa “DVD-RAM” ada 431."),
    ("en", WIDENED, "You asked for “laptop bag”, but I had to look beyond that."),
    ("id", WIDENED, "Anda minta “laptop bag”, tetapi saya harus mencari yang lain."),
]
FALSE = [
    ("en", SEARCHED, "Without “DVD-RAM” there would be 432."),
    ("id", SEARCHED, "Tanpa “DVD-RAM” ada 432."),
    ("en", SEARCHED, "Nothing fits all of it (storage at least 8 GB and DVD-RAM)."),
    ("en", WIDENED, "You asked for “rain cover”, but I had to look beyond that."),
    ("id", WIDENED, "Anda minta “payung”, tetapi saya harus mencari yang lain."),
]


def claims(language: str, grounds: Grounds, reply: str) -> tuple[Claim, ...]:
    return Verifier(grounds, PACKS, language).claims(reply)


def test_every_sentence_of_the_search_passes() -> None:
    refused = [
        reply for language, grounds, reply in TRUE if not is_faithful(claims(language, grounds, reply))
    ]
    assert refused == []


@pytest.mark.parametrize(("language", "grounds", "reply"), FALSE)
def test_a_count_or_wish_that_is_not_so_is_refused(language: str, grounds: Grounds, reply: str) -> None:
    assert not is_faithful(claims(language, grounds, reply))
