"""What is left of a model's text when its markup, links, hidden characters and emoji are taken out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landas.grounding.replies.plain_reply import plain_reply


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Aster** costs $749.", "Aster costs $749."),
        ("## Pick\n\n- Aster costs $749\n- Brio costs $789", "Pick. Aster costs $749. Brio costs $789."),
        ("1. Aster\n2) Brio", "Aster. Brio."),
        ("[Aster](https://shop.example/a?b=1) costs $749.", "Aster costs $749."),
        ("Aster <b>costs</b> $749<br>", "Aster costs $749."),
        ("As\u200bter co\u00adsts \u202e$749\u202c.", "Aster costs $749."),
        ("💻 Aster costs $749 ✅", "Aster costs $749."),
        ("See https://evil.example/x now.", "See now."),
        ("`Aster` costs {e1.value}.", "Aster costs e1.value."),
        ("It works at 40 °C.", "It works at 40 °C."),
        ("\u200b ** \n", ""),
    ],
)
def test_only_plain_words_are_left(written: str, read: str) -> None:
    assert plain_reply(written) == read


@given(st.text(max_size=200))
def test_no_page_or_slot_finds_anything_to_obey_and_plain_text_stays_plain(text: str) -> None:
    read = plain_reply(text)
    assert not set(read) & set("<>{}[]`*|\n\r\u200b\u202e\ufeff")
    assert "http://" not in read.lower()
    assert "https://" not in read.lower()
    assert all(c.isprintable() for c in read)
