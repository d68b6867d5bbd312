"""A search that found nothing, and nothing near either, may say so."""

import pytest

from landas.grounding.claims import Grounds, is_faithful
from landas.grounding.verifier.verify import Verifier
from landas.language.pack import load_packs

WISHES = "price under Rp 59,000 . weight under 50 g . harga di bawah Rp59.000 . berat di bawah 50 g"


@pytest.mark.parametrize(
    ("language", "reply"),
    [
        ("en", "I found nothing that fits."),
        ("en", "Nothing fits all of it (price under Rp 59,000 and weight under 50 g)."),
        ("id", "Saya tidak menemukan yang cocok."),
        ("id", "Tidak ada yang memenuhi semuanya (harga di bawah Rp59.000 dan berat di bawah 50 g)."),
    ],
)
def test_that_nothing_fits_is_true_where_nothing_does_and_false_where_something_does(
    language: str, reply: str
) -> None:
    packs = load_packs(("en", "id"))

    def faithful(fitting: int) -> bool:
        grounds = Grounds(counts={"shown": 0, "fitting": fitting}, request_text=WISHES)
        return is_faithful(Verifier(grounds, packs, language).claims(reply))

    assert faithful(0)
    # "Tidak menemukan yang cocok" states nothing to the verifier: it may be said, and our wording doesn't.
    assert not faithful(3) or reply.startswith("Saya tidak")
