"""Comparators with their quantity, in English, Indonesian and both at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landas.language.comparisons import Comparison, find_comparisons
from landas.language.pack import load_packs

BOTH = load_packs(("en", "id"))


@pytest.mark.parametrize(
    ("text", "op", "limit"),
    [
        ("under $30", "lt", 30),
        ("below 30 dollars", "lt", 30),
        ("less than 2 kg", "lt", 2),
        ("cheaper than 500", "lt", 500),
        ("lighter than 2 kg", "lt", 2),
        ("at most 2 kg", "lte", 2),
        ("up to 2 kg", "lte", 2),
        ("max 5jt", "lte", 5e6),
        ("max. 5jt", "lte", 5e6),
        ("max: 5jt", "lte", 5e6),
        ("5jt max", "lte", 5e6),
        ("no more than 2 kg", "lte", 2),
        ("not exceeding 2 kg", "lte", 2),
        ("2 kg or less", "lte", 2),
        ("2 kg and under", "lte", 2),
        ("over 16GB", "gt", 16),
        ("more than 16GB", "gt", 16),
        ("heavier than 2 kg", "gt", 2),
        ("more expensive than $50", "gt", 50),
        ("at least 16GB", "gte", 16),
        ("from $20", "gte", 20),
        ("starting at $20", "gte", 20),
        ("16GB or more", "gte", 16),
        ("16GB and up", "gte", 16),
        ("16GB+", "gte", 16),
        ("seven seats minimum", "gte", 7),
        ("nggak nyampe 150 ribu", "lt", 150_000),
        ("sekilo setengah paling berat", "lte", 1.5),
        ("di bawah 15 juta", "lt", 15e6),
        ("dibawah 15jt", "lt", 15e6),
        ("kurang dari 2 kg", "lt", 2),
        ("lebih ringan dari 2 kg", "lt", 2),
        ("lebih murah dari 500rb", "lt", 5e5),
        ("maksimal 5 juta", "lte", 5e6),
        ("maks 5 juta", "lte", 5e6),
        ("paling banyak 5", "lte", 5),
        ("tidak lebih dari 2 kg", "lte", 2),
        ("gak lebih dari 2 kg", "lte", 2),
        ("s/d 5 juta", "lte", 5e6),
        ("sampai 5 juta", "lte", 5e6),
        ("5 juta ke bawah", "lte", 5e6),
        ("5 juta kebawah", "lte", 5e6),
        ("5 juta atau kurang", "lte", 5e6),
        ("di atas 8 GB", "gt", 8),
        ("diatas 8 GB", "gt", 8),
        ("lebih dari 8 GB", "gt", 8),
        ("lebih besar dari 6 inci", "gt", 6),
        ("minimal 8 GB", "gte", 8),
        ("min 8 GB", "gte", 8),
        ("mulai dari 500 ribu", "gte", 5e5),
        ("paling sedikit 8 GB", "gte", 8),
        ("8 GB ke atas", "gte", 8),
        ("8 GB atau lebih", "gte", 8),
        ("8 GB minimal", "gte", 8),
        ("< 300", "lt", 300),
        ("<= 300", "lte", 300),
        ("≤300", "lte", 300),
        ("> 2kg", "gt", 2),
        (">=2kg", "gte", 2),
        ("= 2kg", "eq", 2),
        ("not under 5", "gte", 5),
        ("not over $50", "lte", 50),
        ("don't want over $50", "lte", 50),
        ("jangan di atas 5 juta", "lte", 5e6),
        ("jangan yang di atas 5 juta", "lte", 5e6),
        ("bukan di bawah 5 juta", "gte", 5e6),
        ("minimum RAM 16GB", "gte", 16),
        ("minimal RAM-nya 16GB", "gte", 16),
        ("maksimal harga 5 juta", "lte", 5e6),
        ("under a price of $30", "lt", 30),
        ("16GB RAM or more", "gte", 16),
        ("at least two", "gte", 2),
        ("under 4k", "lt", 4000),
        ("under about 2 kg", "lt", 2),
        ("di bawah sekitar 2 kg", "lt", 2),
    ],
)
def test_a_comparator_is_read_with_its_limit_and_quotes_the_text(text: str, op: str, limit: float) -> None:
    (found,) = find_comparisons(text, BOTH)
    assert (found.op, found.low, found.high) == (op, limit, limit)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 5 and 10 inch", 5, 10),
        ("from $20 to $30", 20, 30),
        ("antara 3 dan 5 juta", 3e6, 5e6),
        ("dari 3 sampai 5 juta", 3e6, 5e6),
        ("3-5 juta", 3e6, 5e6),
        ("3 s/d 5 juta", 3e6, 5e6),
        ("between about 5 and 10 kg", 5, 10),
    ],
)
def test_a_range_is_a_comparison_that_begins_with_its_opening_word(
    text: str, low: float, high: float
) -> None:
    (found,) = find_comparisons(text, BOTH)
    assert (found.op, found.low, found.high) == ("between", low, high)
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "budget 5 juta", "16GB RAM", "$30 laptop", "5 kg lebih ringan", "harga 5 juta", "over ear headphones, 5 kg",
        "not a 5 kg one", "top 10", "", "under the desk", "maksimal",
    ],
)  # fmt: skip
def test_a_plain_quantity_is_no_comparison(text: str) -> None:
    assert find_comparisons(text, BOTH) == []


def test_a_word_that_stands_on_both_sides_belongs_to_the_number_after_it() -> None:
    found = find_comparisons("8GB RAM max 5 juta", BOTH)
    assert [(c.op, c.low) for c in found] == [("lte", 5e6)]


def test_a_mark_between_keeps_a_comparator_to_the_number_before_it() -> None:
    found = find_comparisons("5 juta max, RAM 8GB", BOTH)
    assert [(c.op, c.low) for c in found] == [("lte", 5e6)]


def test_several_comparisons_are_found_in_one_mixed_sentence() -> None:
    text = "cari laptop under 15 juta, RAM minimal 16GB dan berat tidak lebih dari 1,5 kg"
    found = find_comparisons(text, BOTH)
    assert [(c.op, c.low, c.unit) for c in found] == [
        ("lt", 15e6, None),
        ("gte", 16, "GB"),
        ("lte", 1.5, "kg"),
    ]
    assert [text[c.start : c.end] for c in found] == [
        "under 15 juta",
        "minimal 16GB",
        "tidak lebih dari 1,5 kg",
    ]


def test_a_range_below_a_comparator_is_limited_by_its_own_end() -> None:
    (found,) = find_comparisons("under 3-5 juta", BOTH)
    assert found == Comparison(0, 14, "lt", 5e6, 5e6)


@settings(deadline=None)  # the first example reads the packs
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(
    ["max ", "5", " juta", " min", "not ", "under ", "+", "<", " or more", " ke atas", "antara ", " dan ", "16GB", ", "]
), max_size=10).map("".join)))  # fmt: skip
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    for found in find_comparisons(text, BOTH, "USD"):
        assert 0 <= found.start < found.end <= len(text)
        assert found.low <= found.high


def test_the_words_of_one_comparator_are_no_comparator_of_the_next_number() -> None:
    found = find_comparisons("ram 12 gb ke atas internal 512", BOTH)
    assert [(c.op, c.low) for c in found] == [("gte", 12)]
