"""Words with their places, and the form in which they are compared."""

from hypothesis import given
from hypothesis import strategies as st

from landas.language.stemming import singular, stem
from landas.language.tokens import fold, tokenize, word_keys


def test_words_numbers_and_their_places() -> None:
    found = [(t.text, t.key, t.start, t.end) for t in tokenize("Don’t: 15.6-inch USB-C, 1,5jt!")]
    assert found == [
        ("Don’t", "don't", 0, 5), ("15.6", "15.6", 7, 11), ("inch", "inch", 12, 16), ("USB", "usb", 17, 20),
        ("C", "c", 21, 22), ("1,5jt", "1,5jt", 24, 29),
    ]  # fmt: skip


def test_folding_takes_case_accents_widths_and_spaces_away() -> None:
    assert fold("  Crème   BRÛLÉE\n") == "creme brulee"
    assert fold("ＡＢＣ１２") == "abc12"
    assert fold("Straße") == "strasse"
    assert fold("ya’ni") == "ya'ni"
    assert word_keys("Abu-Abu") == ("abu", "abu")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_tokens_quote_the_text_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        assert token.key == fold(token.text)
        end = token.end


def test_stems_join_the_forms_of_a_word() -> None:
    assert stem("cables", "en") == stem("cable", "en")
    assert stem("sepatunya", "id") == "sepatu"
    assert stem("terbaru", "id") == "baru"
    assert stem("rtx4070", "en") == "rtx4070"


def test_english_plurals_become_singular() -> None:
    words = "cables boxes batteries dresses knives men shoes cases headphones mice lens series wireless bus laptop"
    assert [singular(word) for word in words.split()] == [
        "cable", "box", "battery", "dress", "knife", "man", "shoe", "case", "headphone", "mouse", "lens", "series",
        "wireless", "bus", "laptop",
    ]  # fmt: skip
