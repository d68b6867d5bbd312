"""The language of a text, told by function words, general words, or the model where neither tells."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.language.detect import detect_language

CODES = ("en", "id")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("budgetnya 100rb an", "id"),
        ("potnya ceramic", "id"),
        ("warna item", "id"),
        ("I'm looking for a light laptop", "en"),
        ("saya cari laptop yang ringan", "id"),
        ("show me cheap phones", "en"),
        ("cari hp murah", "id"),
        ("tas hitam", "id"),
        ("black bag", "en"),
        ("running shoes under $50", "en"),
        ("sepatu lari di bawah 500rb", "id"),
        ("ada gak yang lebih murah", "id"),
        ("cheaper ones please", "en"),
        ("yang merah", "id"),
        ("how about red?", "en"),
        ("kamera untuk pemula", "id"),
        ("laptop gaming murah under 10 juta", "id"),
    ],
)
def test_the_language_of_a_request_is_told(text: str, language: str) -> None:
    assert detect_language(text, CODES, "xx") == language


@pytest.mark.parametrize("text", ["laptop asus", "RTX 4070", "Sony WH-1000XM4"])
def test_what_tells_no_language_gives_the_default(text: str) -> None:
    assert detect_language(text, CODES, "id") == "id"
    assert detect_language(text, CODES, "en") == "en"


def test_texts_without_words_or_languages_give_the_default() -> None:
    assert detect_language("", CODES, "id") == "id"
    assert detect_language("1234 !", CODES, "en") == "en"
    assert detect_language("hello", ("id",), "id") == "id"


def test_a_text_without_any_word_of_the_packs_is_left_to_the_model() -> None:
    text = "gemericik rerintik menyusup dedaunan"
    assert detect_language(text, CODES, "en") == "id"


def test_the_model_is_not_imported_while_words_tell() -> None:
    script = (
        "import sys; from landas.language.detect import detect_language as d;"
        "d('cari hp murah', ('en', 'id'), 'en'); print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_made_ready_waits_for_no_text() -> None:
    script = (
        "import sys; from landas.language.detect import make_ready; make_ready(('en',));"
        "print('py3langid' in sys.modules); make_ready(('en', 'id')); print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


@settings(deadline=None)  # the first example reads the packs
@given(st.text(max_size=60))
def test_any_text_gets_one_of_the_languages(text: str) -> None:
    assert detect_language(text, CODES, "id") in CODES


def test_an_ending_that_names_have_too_tells_nothing() -> None:
    assert detect_language("Sonya", CODES, "en") == "en"
    assert detect_language("Levi's", CODES, "id") == "id"
