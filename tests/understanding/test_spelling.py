"""Which unknown words are slips of known ones."""

import pytest

from landas.understanding.lexicon.spelling import Known, Spelling, correct

KNOWN = Spelling(["velora", "hitam", "campur", "apartemen", "apartment", "gaming"], ["going", "leather"])


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("valora", "velora"),
        ("velroa", "velora"),
        ("velor", "velora"),
        ("hitm", "hitam"),
        ("gming", "gaming"),
        ("leathrr", "leather"),
        ("campus", None),
        ("xelora", None),
        ("hita", None),
        ("him", None),
    ],
)
def test_a_slip_is_one_of_finger_or_ear_and_the_catalogues_word_is_meant_first(
    written: str, read_as: str | None
) -> None:
    assert KNOWN.suggestion(written) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("muraah", "murah"),
        ("muarh", "murah"),
        ("murag", "murah"),
        ("laight", "light"),
        ("ligth", "light"),
        ("muram", None),
        ("barat", None),
        ("mahar", None),
    ],
)
def test_a_word_of_any_request_is_meant_only_by_a_slip_of_the_fingers(
    written: str, read_as: str | None
) -> None:
    words = ("murah", "berat", "mahal", "light")
    assert Spelling((), words, of_language=words).suggestion(written) == read_as


def test_two_letters_for_one_sound_are_one() -> None:
    assert Spelling(["photography"]).suggestion("fotography") == "photography"


def test_of_two_words_the_far_commoner_is_meant() -> None:
    words = ("printer", "print")
    assert Spelling(words).suggestion("printr") is None
    assert Spelling(words, weight={"printer": 200, "print": 1}.__getitem__).suggestion("printr") == "printer"


def test_words_that_mean_the_same_leave_no_doubt() -> None:
    words = ("apartemen", "apartment")
    assert Spelling(words).suggestion("apartmen") is None
    assert Spelling(words, meaning=lambda word: "flat").suggestion("apartmen") == "apartemen"


def test_spans_lead_back_to_the_text_as_it_was_written() -> None:
    mended = correct("a valora bag", KNOWN, lambda written, key: key in ("a", "bag"))  # type: ignore[arg-type]
    assert mended.text == "a velora bag"
    assert mended.span(2, 8) == (2, 8)
    assert mended.span(9, 12) == (9, 12)


def test_a_slip_that_looks_like_a_plural_is_mended() -> None:
    spelling = Spelling({"wireless", "black"})
    assert correct("wireles mouse", spelling, Known((), ())).text == "wireless mouse"
